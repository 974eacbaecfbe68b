import { FULL_CARD_LIMIT } from './grid-layout'

/** The speed up to which a Pod's birth can be followed with the eyes, with few nodes and with many. */
const FASTEST = 10
const FASTEST_IN_A_CROWD = 2
/** Above this a flight has to be quicker, or the Pod is ready before it has landed. */
const CALM = 3

/** How long a Pod flies from its controller to its node (milliseconds); 0: it simply appears. Motion thins out with speed. */
export function flightTime(speed: number, nodes: number): number {
  if (speed > (nodes > FULL_CARD_LIMIT ? FASTEST_IN_A_CROWD : FASTEST)) return 0
  return speed > CALM ? 300 : 520
}
