/** Characters that fit on a small card, near and from afar. */
const NEAR = 10
const FAR = 6

/** A name cut to what fits: the end is kept, where names of nodes differ. */
export const endOfName = (name: string) => (name.length > NEAR ? `…${name.slice(1 - NEAR)}` : name)

/** The one part of a node's name that tells it from its neighbours: `199` of `node-199`, `x7f2` of `pool-a-x7f2.example`. */
export function farName(name: string): string {
  const [host = name] = name.split('.')
  return (host.split('-').at(-1) || host).slice(-FAR)
}
