import type { KubeObject } from './object'

/** Fields that the API gives a name in selectors although they are called otherwise in the object. */
const DEFAULTS: Readonly<Record<string, string>> = { 'spec.unschedulable': 'false', 'spec.hostNetwork': 'false' }

type Reader = (object: KubeObject) => string

/** Reads one field of many objects: what can be done once is done here. */
function readerOf(path: string): Reader {
  if (path === 'source') return sourceOf
  const parts = path.split('.')
  const missing = DEFAULTS[path] ?? ''
  return object => {
    let value: unknown = object
    for (const part of parts) {
      if (typeof value !== 'object' || value === null) return ''
      value = (value as Readonly<Record<string, unknown>>)[part]
    }
    if (typeof value === 'string') return value
    return value === undefined || value === null ? missing : String(value)
  }
}

/** Who an event is from. */
function sourceOf(object: KubeObject): string {
  const source = object.source as { readonly component?: string } | undefined
  return source?.component || String(object.reportingComponent ?? '')
}

/**
 * A text such as `spec.nodeName=worker-1,status.phase!=Running` as a test of objects. Throws SyntaxError with the server's
 * words.
 */
// Models staging/src/k8s.io/apimachinery/pkg/fields/selector.go ParseSelector
export function parseFieldSelector(resource: string, text: string): (object: KubeObject) => boolean {
  // `=` alone asks for nothing.
  const terms = splitTerms(text)
    .map(term => parseTerm(text, term))
    .filter(({ path, value }) => path !== '' || value !== '')
  for (const { path } of terms) requireSupported(resource, path)
  const tests = terms.map(({ path, value, negated }) => ({ read: readerOf(path), value, negated }))
  return object => tests.every(({ read, value, negated }) => (read(object) === value) !== negated)
}

const ALWAYS = ['metadata.name', 'metadata.namespace']

// Models pkg/apis/core/v1/conversion.go AddFieldLabelConversionsFor…
const SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  pods: [
    ...ALWAYS,
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['metadata.name', 'spec.unschedulable'],
  namespaces: ['metadata.name', 'status.phase'],
  secrets: [...ALWAYS, 'type'],
  services: [...ALWAYS, 'spec.clusterIP', 'spec.type'],
  replicationcontrollers: [...ALWAYS, 'status.replicas'],
  'replicasets.apps': [...ALWAYS, 'status.replicas'],
  'jobs.batch': [...ALWAYS, 'status.successful'],
  events: [
    ...ALWAYS,
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
}

function requireSupported(resource: string, path: string): void {
  const supported = SUPPORTED[resource]
  if ((supported ?? ALWAYS).includes(path)) return
  if (supported !== undefined) throw new SyntaxError(`field label not supported: ${path}`)
  throw new SyntaxError(`"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`)
}

function splitTerms(text: string): string[] {
  const terms: string[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i += 1
    else if (text[i] === ',') {
      terms.push(text.slice(start, i))
      start = i + 1
    }
  }
  terms.push(text.slice(start))
  return terms.filter(term => term !== '')
}

function parseTerm(text: string, term: string): { path: string; value: string; negated: boolean } {
  const match = /^([^=!]*)(!=|==|=)(.*)$/s.exec(term)
  if (match === null) throw new SyntaxError(`invalid selector: '${text}'; can't understand '${term}'`)
  const [, path = '', operator, value = ''] = match
  return { path, value: unescapeValue(value), negated: operator === '!=' }
}

function unescapeValue(value: string): string {
  return value.replace(/\\([\\,=])/g, '$1')
}
