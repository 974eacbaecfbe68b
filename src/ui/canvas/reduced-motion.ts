/** Whether a person has asked for as little motion as possible. */
export const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** How long the view takes to move (milliseconds). */
export const moveTime = (milliseconds: number) => (isStill() ? 0 : milliseconds)
