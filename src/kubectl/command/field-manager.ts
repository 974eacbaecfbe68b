import type { ApiClient, WriteOptions } from '../../k8s/api-client'
import { delegatingTo } from '../../k8s/delegating-client'
import type { KubeObject } from '../../k8s/object'
import type { KubectlSession } from '../kubectl-session'
import type { FlagSet } from './flag-set'

/** What requests go by that do not say who manages what they write: the program's name. */
export const USER_AGENT = 'kubectl'

/** The session of one command: it writes under the name of its `--field-manager`, and sees who owns what if it shows that. */
export function asFieldManager(session: KubectlSession, flags: FlagSet): KubectlSession {
  const { client } = session
  const named = (options?: WriteOptions): WriteOptions => ({
    fieldManager: flags.string('field-manager') || USER_AGENT,
    // What the server does for clients that do not say; subresources are read in other words.
    ...(options?.subresource === undefined || options.subresource === 'status' ? { fieldValidation: 'Warn' } : {}),
    ...options,
  })
  const seen = showsManagedFields(flags)
    ? (object: KubeObject) => withManagedFields(client, object)
    : (object: KubeObject) => object
  return {
    ...session,
    client: delegatingTo(client, {
      get: (...request) => seen(client.get(...request)),
      list: (...request) => client.list(...request).map(seen),
      create: (resource, object, options) => seen(client.create(resource, object, named(options))),
      update: (resource, object, options) => seen(client.update(resource, object, named(options))),
      patch: (resource, namespace, name, type, body, options) =>
        seen(client.patch(resource, namespace, name, type, body, named(options))),
    }),
  }
}

/** Whole objects are printed without them unless that is asked for; templates see everything. */
// Models staging/src/k8s.io/cli-runtime/pkg/printers/managedfields.go
function showsManagedFields(flags: FlagSet): boolean {
  return (
    flags.bool('show-managed-fields') ||
    flags.string('template') !== '' ||
    /^(jsonpath|go-template|template|custom-columns)/.test(flags.string('output'))
  )
}

/** The object as the server has it; the owners are looked up by who reads them. */
export function withManagedFields(client: ApiClient, object: KubeObject): KubeObject {
  const metadata = { ...object.metadata }
  Object.defineProperty(metadata, 'managedFields', {
    enumerable: true,
    get() {
      const entries = client.managedFields(object)
      return entries.length === 0 ? undefined : entries
    },
  })
  return { ...object, metadata }
}
