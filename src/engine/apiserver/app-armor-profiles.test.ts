import { expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { withAppArmorProfiles } from './app-armor-profiles'

function profiles(annotations: Readonly<Record<string, string>>, common?: unknown): readonly unknown[] {
  const keys = Object.entries(annotations).map(([name, value]) => [
    `container.apparmor.security.beta.kubernetes.io/${name}`,
    value,
  ])
  const own = { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } }
  const containers = [{ name: 'plain' }, { name: 'own', ...own }]
  const spec = { containers, ...(common ? { securityContext: { appArmorProfile: common } } : {}) }
  const pod = { metadata: { name: 'web', annotations: Object.fromEntries(keys) }, spec } as unknown as Pod
  return withAppArmorProfiles(pod).spec.containers.map(
    ({ securityContext }) => (securityContext as { readonly appArmorProfile?: unknown } | undefined)?.appArmorProfile,
  )
}

it('gives containers the profile that an annotation names, if they have none', () => {
  const names = { plain: 'unconfined', own: 'unconfined' }
  expect(profiles(names)).toEqual([{ type: 'Unconfined' }, { type: 'RuntimeDefault' }])
  expect(profiles({ plain: 'localhost/tight' })[0]).toEqual({ type: 'Localhost', localhostProfile: 'tight' })
})

it('leaves out what the Pod says for all, and what is no profile', () => {
  expect(profiles({ plain: 'unconfined' }, { type: 'Unconfined' })[0]).toBeUndefined()
  expect(profiles({ plain: 'localhost/' })[0]).toBeUndefined()
})
