import type { StartInvariant } from './invariant'

/** Every write gets a resourceVersion above all before. */
export const growingVersions: StartInvariant = () => {
  let highest = 0
  return {
    afterChange({ added, updated }) {
      const written = [...added, ...updated.map(([, after]) => after)]
      const versions = written.map(({ metadata }) => Number(metadata.resourceVersion)).sort((a, b) => a - b)
      for (const [index, version] of versions.entries()) {
        if (!(version > highest)) {
          const { kind, metadata } = written[index] ?? { kind: '', metadata: { name: '' } }
          return `${kind} ${metadata.name} was written as version ${version} after version ${highest}`
        }
        highest = version
      }
      return undefined
    },
  }
}
