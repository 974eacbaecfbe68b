import { PlainError } from '../command/failure'

/** The labels of `-l app=web,tier=front` where a command makes an object. Throws PlainError. */
// Models staging/src/k8s.io/kubectl/pkg/generate/generate.go ParseLabels
export function labelPairs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(',').map(pair => {
      const [key, value, more] = pair.split('=')
      if (key === undefined || value === undefined || more !== undefined)
        throw new PlainError(`unexpected label spec: ${pair}`)
      return [key, value]
    }),
  )
}
