import { expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { PodSpec } from '../../../k8s/pod'
import { validatePodAnnotations, validatePodAnnotationsKept, validateProfilesMatch } from './pod-annotations'

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/main'
const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod'
const COST = 'controller.kubernetes.io/pod-deletion-cost'

const spec = (context: Fields = {}): PodSpec =>
  ({ containers: [{ name: 'main', image: 'x', securityContext: context }] }) as unknown as PodSpec
const words = (errors: Iterable<{ readonly field: string; readonly message: string }>) =>
  [...errors].map(({ field, message }) => `${field}: ${message}`)

// What the real server said.
it.each<[string, Readonly<Record<string, string>>, ...string[]]>([
  ['profiles', { [APPARMOR]: 'localhost/a', [SECCOMP]: 'docker/default', [COST]: '-5' }],
  ['no such profile', { [APPARMOR]: 'x' }, `a[${APPARMOR}]: Invalid value: "x": invalid AppArmor profile name: "x"`],
  ['a number with a plus', { [COST]: '+1' }, `a[${COST}]: Invalid value: "+1": must be a 32bit integer`],
  [
    'a path that goes up',
    { [SECCOMP]: 'localhost/../x' },
    `a.${SECCOMP}: Invalid value: "../x": must not contain '..'`,
  ],
  [
    'a container that is not there',
    { [`${APPARMOR}s`]: 'unconfined' },
    `a[${APPARMOR}s]: Invalid value: "mains": container not found`,
  ],
])('%s', (_, annotations, ...complaints) => {
  expect(words(validatePodAnnotations(annotations, spec(), 'a'))).toEqual(complaints)
})

it('annotations and fields say the same', () => {
  const context = { appArmorProfile: { type: 'Localhost', localhostProfile: 'b' } }
  const path = 'spec.containers[0].securityContext.appArmorProfile'
  expect(words(validateProfilesMatch({ [APPARMOR]: 'localhost/b' }, spec(context), 'spec'))).toEqual([])
  expect(words(validateProfilesMatch({ [APPARMOR]: 'localhost/a' }, spec(context), 'spec'))).toEqual([
    `${path}.localhostProfile: Forbidden: apparmor profile in annotation and field must match`,
  ])
  expect(words(validateProfilesMatch({ [APPARMOR]: 'unconfined' }, spec(context), 'spec'))).toEqual([
    `${path}.type: Forbidden: apparmor type in annotation and field must match`,
  ])
})

it('profiles of a Pod that is there stay', () => {
  const at = `metadata.annotations[${APPARMOR}]`
  expect(words(validatePodAnnotationsKept({}, { [APPARMOR]: 'unconfined' }))).toEqual([
    `${at}: Forbidden: may not remove or update AppArmor annotations`,
  ])
  expect(words(validatePodAnnotationsKept({ [APPARMOR]: 'unconfined' }, {}))).toEqual([
    `${at}: Forbidden: may not add AppArmor annotations`,
  ])
})
