import { dump, loadAll } from 'js-yaml'
import { withoutBookkeeping } from '../../k8s/bookkeeping'
import type { KubeObject } from '../../k8s/object'
import type { ApplyPreview } from '../../protocol/protocol'
import type { Session } from './session'

/** What applying the file would change, found by a server-side dry run of kubectl. */
export function previewApply(session: Session, files: Readonly<Record<string, string>>, name: string): ApplyPreview {
  const file = quote(name)
  const { out, err } = session.dryRun(`kubectl apply -f ${file} --dry-run=server -o yaml`, files)
  const after = objectsIn(out)
  return {
    objects: after.map(object => ({
      kind: object.kind,
      name: object.metadata.name,
      live: liveText(session, object),
      after: readable(object),
    })),
    errors: errorsIn(err),
  }
}

function objectsIn(yaml: string): KubeObject[] {
  const objects: KubeObject[] = []
  for (const document of loadAll(yaml)) {
    if (typeof document !== 'object' || document === null) continue
    const object = document as KubeObject & { items?: KubeObject[] }
    if (Array.isArray(object.items)) objects.push(...object.items)
    else objects.push(object)
  }
  return objects
}

function liveText(session: Session, object: KubeObject): string {
  const { namespace, name } = object.metadata
  const scope = namespace === undefined ? '' : ` -n ${quote(namespace)}`
  const type = object.apiVersion.includes('/')
    ? `${object.kind}.${object.apiVersion.split('/').reverse().join('.')}`
    : object.kind
  const { out, code } = session.dryRun(`kubectl get ${quote(type)} ${quote(name)}${scope} -o yaml`, {})
  const [live] = code === 0 ? objectsIn(out) : []
  return live === undefined ? '' : readable(live)
}

/** The object as YAML without what only the server writes. */
function readable(object: KubeObject): string {
  const { status: _status, ...rest } = object
  return dump(withoutBookkeeping(rest as KubeObject), { lineWidth: -1, noRefs: true })
}

function errorsIn(text: string): ApplyPreview['errors'] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('Warning:'))
    .map(message => ({ message }))
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
