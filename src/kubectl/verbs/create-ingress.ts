import { PlainError } from '../command/failure'
import type { FlagSet } from '../command/flag-set'
import type { CreateGenerator } from './create-object'

export const INGRESS_GENERATOR: CreateGenerator = {
  name: 'ingress',
  aliases: ['ing'],
  short: 'Create an ingress with the specified name',
  flags: [
    { name: 'annotation', type: 'list', default: '[]' },
    { name: 'class', type: 'string', default: "''" },
    { name: 'default-backend', type: 'string', default: "''" },
    { name: 'rule', type: 'list', default: '[]' },
  ],
  complaint: 'failed to create ingress: ',
  make: ingress,
}

const RULE = /^(?:[\w.*-]+)?(?:\/[^=]*)?=[\w.-]+:[\w-]+(?:,tls(?:=[\w.-]+)?)?$/

// Models staging/src/k8s.io/kubectl/pkg/cmd/create/create_ingress.go
function ingress(name: string, flags: FlagSet) {
  const rules = flags.list('rule')
  const backend = flags.string('default-backend')
  if (rules.length === 0 && backend === '') {
    throw new PlainError(
      'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    )
  }
  const wrong = rules.find(rule => !RULE.test(rule))
  if (wrong !== undefined) {
    throw new PlainError(`rule ${wrong} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`)
  }
  if (backend !== '' && backend.split(':').length !== 2) {
    throw new PlainError('default-backend should be in format servicename:serviceport')
  }
  const annotations = Object.fromEntries(flags.list('annotation').map(pair => splitAt(pair, '=')))
  const tls = tlsOf(rules)
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...(flags.list('annotation').length === 0 ? {} : { annotations }), name },
    spec: {
      ...(backend === '' ? {} : { defaultBackend: backendOf(backend) }),
      ...(flags.string('class') === '' ? {} : { ingressClassName: flags.string('class') }),
      ...(rules.length === 0 ? {} : { rules: rulesOf(rules) }),
      ...(tls.length === 0 ? {} : { tls }),
    },
    status: { loadBalancer: {} },
  }
}

/** Paths of one host stand together. */
function rulesOf(rules: readonly string[]): readonly object[] {
  const paths = new Map<string, object[]>()
  for (const rule of rules) {
    const [place, target] = splitAt(rule.split(',')[0] ?? '', '=')
    const [host, path] = splitAt(place, '/')
    const exact = !path.endsWith('*')
    const list = paths.get(host) ?? []
    list.push({ backend: backendOf(target), path: `/${path.replace(/\*$/, '')}`, pathType: exact ? 'Exact' : 'Prefix' })
    paths.set(host, list)
  }
  return [...paths].map(([host, list]) => ({ ...(host === '' ? {} : { host }), http: { paths: list } }))
}

function tlsOf(rules: readonly string[]): readonly object[] {
  return rules.flatMap(rule => {
    const [place = '', tls] = rule.split(',tls')
    if (tls === undefined) return []
    const [host] = splitAt(splitAt(place, '=')[0], '/')
    const secretName = tls.slice(1)
    return [{ ...(host === '' ? {} : { hosts: [host] }), ...(secretName === '' ? {} : { secretName }) }]
  })
}

function backendOf(text: string) {
  const [name, port] = splitAt(text, ':')
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } }
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}
