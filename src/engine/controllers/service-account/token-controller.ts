import { isRecord } from '../../../base/fields'
import { type ApiClient, ApiError, isNotFound } from '../../../k8s/api-client'
import { encodeBase64 } from '../../../k8s/base64'
import { webToken } from '../../../k8s/json-web-token'
import { type KubeObject, objectKey } from '../../../k8s/object'
import { rootCertificate } from '../../../k8s/root-certificate'
import type { Component, ComponentContext } from '../../component'
import { type Process, request } from '../../runtime/process'
import { WorkQueue } from '../../runtime/work-queue'

interface Secret extends KubeObject {
  readonly type?: string
  readonly data?: Readonly<Record<string, string>>
}

interface Account extends KubeObject {
  readonly secrets?: readonly { readonly name?: string }[]
}

const SECRETS = 'secrets'
const ACCOUNTS = 'serviceaccounts'
const TOKEN_TYPE = 'kubernetes.io/service-account-token'
const ACCOUNT_NAME = 'kubernetes.io/service-account.name'
const ACCOUNT_UID = 'kubernetes.io/service-account.uid'

/** Fills the Secrets that ask for an account's token, and deletes those whose account is gone or was never there. */
// Models pkg/controller/serviceaccount/tokens_controller.go
export function startTokenController(context: ComponentContext): Component {
  const { kernel, limiter, informers, client } = context
  const secrets = informers.informer<Secret>(SECRETS)
  const accounts = informers.informer<Account>(ACCOUNTS)
  const queue = new WorkQueue({
    name: 'token secrets',
    kernel,
    limiter,
    sync: key => syncSecret(client, secrets.get(key)),
  })
  const references = new WorkQueue({
    name: 'references to token secrets',
    kernel,
    limiter,
    sync: key => dropReference(client, key),
  })
  const offer = (secret: Secret) => {
    if (secret.type === TOKEN_TYPE) queue.add(objectKey(secret))
  }
  secrets.handle({
    added: offer,
    updated: (_, secret) => offer(secret),
    removed(secret) {
      const { namespace, name } = secret.metadata
      const account = accountNameOf(secret)
      if (account !== undefined) references.add(`${namespace}/${account}/${name}`)
    },
  })
  accounts.handle({
    removed({ metadata: { namespace, name } }) {
      for (const secret of secrets.list()) {
        if (secret.metadata.namespace === namespace && accountNameOf(secret) === name) offer(secret)
      }
    },
  })
  return {
    pause() {
      queue.pause()
      references.pause()
    },
    resume() {
      queue.resume()
      references.resume()
    },
  }
}

/** Undefined for other Secrets. */
function accountNameOf({ type, metadata }: Secret): string | undefined {
  return type === TOKEN_TYPE ? metadata.annotations?.[ACCOUNT_NAME] : undefined
}

// Models tokens_controller.go syncSecret
function* syncSecret(client: ApiClient, secret: Secret | undefined): Process {
  if (secret === undefined) return
  const { namespace, name, uid, annotations } = secret.metadata
  const accountName = annotations?.[ACCOUNT_NAME] ?? ''
  const account = yield* found<Account>(client, ACCOUNTS, namespace, accountName)
  const wantedUid = annotations?.[ACCOUNT_UID]
  try {
    if (account !== undefined && (!wantedUid || wantedUid === account.metadata.uid)) {
      yield* fillSecret(client, secret, account)
      return
    }
    const because = `there is no service account ${accountName}`
    yield* request(() => client.delete(SECRETS, namespace, name, { preconditions: { uid }, because }))
  } catch (error) {
    // Somebody was faster; if there is something left to do, the watch will tell.
    if (!isNotFound(error) && !isConflict(error)) throw error
  }
}

// Models tokens_controller.go generateTokenIfNeeded
function* fillSecret(client: ApiClient, secret: Secret, account: Account): Process {
  const { namespace = '' } = secret.metadata
  const { data = {} } = secret
  const certificate = certificateOf(namespace)
  const wanted = {
    ...(certificate === '' ? {} : { 'ca.crt': encodeBase64(certificate) }),
    namespace: data.namespace || encodeBase64(namespace),
    token: data.token || encodeBase64(webToken(legacyClaims(account, secret))),
  }
  if (Object.entries(wanted).every(([key, value]) => data[key] === value)) return
  const { name, uid } = account.metadata
  const annotations = { ...secret.metadata.annotations, [ACCOUNT_NAME]: name, [ACCOUNT_UID]: uid }
  const filled = { ...secret, metadata: { ...secret.metadata, annotations }, data: { ...data, ...wanted } }
  yield* request(() => client.update(SECRETS, filled, { because: `it is to hold a token of service account ${name}` }))
}

/** What an object of its own in every namespace says as well. */
function certificateOf(namespace: string): string {
  const { data } = rootCertificate(namespace)
  return isRecord(data) ? String(data['ca.crt']) : ''
}

// Models pkg/serviceaccount/legacy.go LegacyClaims
function legacyClaims(
  { metadata: { namespace, name, uid } }: Account,
  secret: Secret,
): Readonly<Record<string, string>> {
  const claim = 'kubernetes.io/serviceaccount'
  return {
    iss: 'kubernetes/serviceaccount',
    [`${claim}/namespace`]: namespace ?? '',
    [`${claim}/secret.name`]: secret.metadata.name,
    [`${claim}/service-account.name`]: name,
    [`${claim}/service-account.uid`]: uid,
    sub: `system:serviceaccount:${namespace}:${name}`,
  }
}

/** An account does not name a Secret any more that is gone. `key`: namespace, account and secret. */
// Models tokens_controller.go removeSecretReference
function* dropReference(client: ApiClient, key: string): Process {
  const [namespace, accountName = '', secretName] = key.split('/')
  const account = yield* found<Account>(client, ACCOUNTS, namespace, accountName)
  const secrets = account?.secrets?.filter(({ name }) => name !== secretName)
  if (account === undefined || secrets?.length === account.secrets?.length) return
  yield* request(() => client.update(ACCOUNTS, { ...account, secrets }, { because: `secret ${secretName} is gone` }))
}

function* found<T extends KubeObject>(
  client: ApiClient,
  resource: string,
  namespace: string | undefined,
  name: string,
): Process<T | undefined> {
  try {
    return (yield* request(() => client.get(resource, namespace, name))) as T
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status.reason === 'Conflict'
}
