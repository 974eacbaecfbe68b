import { isRecord } from '../../base/fields'
import { shellWord } from '../../base/shell-word'
import { withoutBookkeeping } from '../../k8s/bookkeeping'
import type { KubeObject } from '../../k8s/object'
import { readableYaml } from '../../k8s/readable-yaml'
import { readYamlDocuments } from '../../k8s/yaml'
import type { ApplyPreview } from '../../protocol/protocol'
import type { Session } from './session'

/** As many as anybody compares by eye, and as a dialog can list. */
const OBJECTS_SHOWN = 200

/** What applying the file would change, found by a server-side dry run of kubectl. */
export function previewApply(session: Session, files: Readonly<Record<string, string>>, name: string): ApplyPreview {
  const file = shellWord(name)
  const { out, err } = session.dryRun(`kubectl apply -f ${file} --dry-run=server -o yaml`, files)
  const after = objectsIn(out)
  if (after.length > OBJECTS_SHOWN) {
    const message = `This file has ${after.length} objects, too many to compare. Apply carries it out all the same.`
    return { objects: [], errors: [{ message }] }
  }
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
  for (const { value } of readYamlDocuments(yaml)) {
    if (!isRecord(value)) continue
    const object = value as unknown as KubeObject & { items?: KubeObject[] }
    if (Array.isArray(object.items)) objects.push(...object.items)
    else objects.push(object)
  }
  return objects
}

function liveText(session: Session, object: KubeObject): string {
  const { namespace, name } = object.metadata
  const scope = namespace === undefined ? '' : ` -n ${shellWord(namespace)}`
  const type = object.apiVersion.includes('/')
    ? `${object.kind}.${object.apiVersion.split('/').reverse().join('.')}`
    : object.kind
  const { out, code } = session.dryRun(`kubectl get ${shellWord(type)} ${shellWord(name)}${scope} -o yaml`, {})
  const [live] = code === 0 ? objectsIn(out) : []
  return live === undefined ? '' : readable(live)
}

/** The object as YAML without what only the server writes. */
function readable(object: KubeObject): string {
  const { status: _status, ...rest } = object
  return readableYaml(withoutBookkeeping(rest as KubeObject))
}

function errorsIn(text: string): ApplyPreview['errors'] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('Warning:'))
    .map(message => ({ message }))
}
