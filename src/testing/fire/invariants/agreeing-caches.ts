import type { ChangeSet } from '../../../engine/change-set'
import type { WatchCache } from '../../../engine/engine-interface'
import type { ApiClient } from '../../../k8s/api-client'
import { type KubeObject, objectKey } from '../../../k8s/object'
import { type Invariant, STEPS_BETWEEN_ALL, type StartInvariant } from './invariant'

/**
 * What the store holds is what every cache says, or will say once what is on its way has arrived: for the objects of a
 * transaction at once, for all objects now and then and at the end.
 */
export const agreeingCaches: StartInvariant = ({ engine, client }): Invariant => {
  const resourceOf = resourceNames(client)
  let known = engine.caches()
  let caches = byResource(known, ({ resource }) => resource)

  const checkOne = (object: KubeObject, expected: KubeObject | undefined): string | undefined => {
    const key = objectKey(object)
    const wrong = caches.get(resourceOf(object))?.find(cache => cache.eventually(key) !== expected)
    return wrong === undefined ? undefined : disagreement(wrong, key)
  }

  const checkAll = (): string | undefined => {
    const stored = byResource(engine.objects(), resourceOf)
    for (const [resource, group] of caches) {
      const objects = (stored.get(resource) ?? []).map(object => ({ key: objectKey(object), object }))
      for (const cache of group) {
        if (cache.behind === 0 && cache.size !== objects.length) {
          return `the ${cache.process} knows of ${cache.size} ${resource}, and there are ${objects.length}`
        }
        const wrong = objects.find(({ key, object }) => cache.eventually(key) !== object)
        if (wrong !== undefined) return disagreement(cache, wrong.key)
      }
    }
    return undefined
  }

  let steps = 0
  return {
    afterChange: change => firstProblem(latest(change), ([object, after]) => checkOne(object, after)),
    afterStep() {
      // Some begin to watch late.
      if (known !== engine.caches()) {
        known = engine.caches()
        caches = byResource(known, ({ resource }) => resource)
      }
      steps += 1
      return steps % STEPS_BETWEEN_ALL === 0 ? checkAll() : undefined
    },
    atRest: checkAll,
  }
}

const disagreement = ({ process, resource }: WatchCache, key: string) =>
  `the ${process} believes something else about ${resource} ${key} than what is stored`

/** What the transaction left of each object that it touched. */
function latest({ added, updated, removed }: ChangeSet): (readonly [KubeObject, KubeObject | undefined])[] {
  const removals = removed.map(object => [object, undefined] as const)
  const gone = new Set(removed.map(({ metadata }) => metadata.uid))
  const last = new Map<string, KubeObject>()
  for (const object of [...added, ...updated.map(([, after]) => after)]) {
    if (!gone.has(object.metadata.uid)) last.set(object.metadata.uid, object)
  }
  return [...removals, ...[...last.values()].map(object => [object, object] as const)]
}

function firstProblem<T>(items: readonly T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = check(item)
    if (problem !== undefined) return problem
  }
  return undefined
}

function resourceNames(client: ApiClient): (object: KubeObject) => string {
  const names = new Map<string, string>()
  for (const { group, version, kind, plural } of client.resourceTypes()) {
    names.set(
      group === '' ? `${version}/${kind}` : `${group}/${version}/${kind}`,
      group === '' ? plural : `${plural}.${group}`,
    )
  }
  return ({ apiVersion, kind }) => names.get(`${apiVersion}/${kind}`) ?? kind
}

function byResource<T>(items: readonly T[], resourceOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const resource = resourceOf(item)
    const group = found.get(resource)
    if (group === undefined) found.set(resource, [item])
    else group.push(item)
  }
  return found
}
