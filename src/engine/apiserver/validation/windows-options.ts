import { dnsSubdomain } from '../../../k8s/names'
import type { Container, PodSpec } from '../../../k8s/pod'
import { invalid, TypedText } from '../field-error'
import { type Errors, each, typedTextErrors } from './field-errors'

export interface WindowsOptions {
  readonly gmsaCredentialSpecName?: string
  readonly gmsaCredentialSpec?: string
  readonly hostProcess?: boolean
  readonly runAsUserName?: string
}

const MAX_SPEC_KIB = 64
const MAX_DOMAIN = 256
const MAX_USER = 104
const CONTROL = /\p{Cc}/u
const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/
const DOMAIN_NAME = /^[a-zA-Z0-9][a-zA-Z0-9-]*(\.[a-zA-Z0-9][a-zA-Z0-9-]*)*$/
const NOT_IN_USERS = /["/\\:;|=,+*?<>@[\]]/

// Models pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions
export function* validateWindowsOptions(options: WindowsOptions | undefined | null, path: string): Errors {
  if (!options) return
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options
  if (typeof gmsaCredentialSpecName === 'string') {
    yield* typedTextErrors(`${path}.gmsaCredentialSpecName`, gmsaCredentialSpecName, dnsSubdomain)
  }
  if (typeof gmsaCredentialSpec === 'string') {
    const at = `${path}.gmsaCredentialSpec`
    if (gmsaCredentialSpec === '') yield invalid(at, '', 'gmsaCredentialSpec cannot be an empty string')
    else if (gmsaCredentialSpec.length > MAX_SPEC_KIB * 1024) {
      yield invalid(at, new TypedText(gmsaCredentialSpec), `gmsaCredentialSpec size must be under ${MAX_SPEC_KIB} KiB`)
    }
  }
  if (typeof runAsUserName === 'string') {
    for (const why of userNameErrors(runAsUserName)) {
      yield invalid(`${path}.runAsUserName`, new TypedText(runAsUserName), `runAsUserName${why}`)
    }
  }
}

/** A user, or `DOMAIN\user`. */
function* userNameErrors(name: string): Generator<string, void> {
  const parts = name.split('\\')
  if (name === '') yield ' cannot be an empty string'
  else if (CONTROL.test(name)) yield ' cannot contain control characters'
  else if (parts.length > 2) yield ' cannot contain more than one backslash'
  else {
    const [domain, user = ''] = parts.length === 2 ? parts : [undefined, name]
    if ((domain ?? '').length >= MAX_DOMAIN) yield `'s Domain length must be under ${MAX_DOMAIN} characters`
    if (domain !== undefined && !NET_BIOS.test(domain) && !DOMAIN_NAME.test(domain)) {
      yield "'s Domain doesn't match the NetBios nor the DNS format"
    }
    if (user === '') yield "'s User cannot be empty"
    else if (user.length > MAX_USER) yield `'s User length must not be longer than ${MAX_USER} characters`
    if (/^[. ]+$/.test(user)) yield "'s User cannot contain only periods or spaces"
    if (NOT_IN_USERS.test(user)) yield `'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]`
  }
}

const optionsOf = ({ securityContext }: Container | PodSpec) =>
  (securityContext as { readonly windowsOptions?: WindowsOptions } | undefined | null)?.windowsOptions

/** Containers that are processes of a Windows node are so all or none, and in the node's network. */
// Models validation.go validateWindowsHostProcessPod
export function* validateHostProcesses(spec: PodSpec, path: string): Errors {
  const ofPod = optionsOf(spec)?.hostProcess ?? undefined
  let [containers, processes] = [0, 0]
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    for (const [container, at] of each(spec[list] as readonly Container[] | undefined, `${path}.${list}`)) {
      const own = optionsOf(container)?.hostProcess ?? undefined
      containers += 1
      if (own ?? ofPod) processes += 1
      if (ofPod === undefined || own === undefined || own === ofPod) continue
      const why = `pod hostProcess value must be identical if both are specified, was ${ofPod}`
      yield invalid(`${at}.securityContext.windowsOptions.hostProcess`, own, why)
    }
  }
  if (processes === 0) return
  if (processes !== containers) {
    yield invalid(
      path,
      '',
      'If pod contains any hostProcess containers then all containers must be HostProcess containers',
    )
  }
  if (spec.hostNetwork !== true) {
    const why = 'hostNetwork must be true if pod contains any hostProcess containers'
    yield invalid(`${path}.hostNetwork`, false, why)
  }
}
