const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '==': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
}

/** Whether `left OPERATOR right` holds when the two compare as `order`: below, at or above 0. Undefined: no such operator. */
export function comparison(operator: string, order: number): boolean | undefined {
  return Object.hasOwn(HOLDS, operator) ? HOLDS[operator]?.(order) : undefined
}
