import { anyPathSegment } from '../../k8s/names'
import { PlainError } from '../command/failure'

/** Refuses a name or a namespace that cannot stand in the path of a request. Throws PlainError. */
// Models staging/src/k8s.io/client-go/rest/request.go Name and Namespace
export function checkPath({
  name,
  namespace,
}: {
  readonly name: string
  readonly namespace?: string | undefined
}): void {
  if (name === '') throw new PlainError('resource name may not be empty')
  checkSegment('resource name', name)
  if (namespace) checkSegment('namespace', namespace)
}

function checkSegment(what: string, text: string): void {
  const problems = anyPathSegment(text)
  if (problems.length === 0) return
  throw new PlainError(`invalid ${what} ${JSON.stringify(text)}: [${problems.join(' ')}]`)
}
