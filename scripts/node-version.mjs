/** The oldest Node that the tools run on. */
const NEEDED = [20, 19]

/** Ends the process with one clear line when Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return
  console.error(
    `Node ${process.versions.node} is too old: install Node ${NEEDED.join('.')} or newer (https://nodejs.org).`,
  )
  process.exit(1)
}
