import type { ApiClient } from '../../../k8s/api-client'
import type { ResourceType } from '../../../k8s/resources'

interface NamedType {
  /** As requests name it: `daemonsets.apps`. */
  readonly name: string
  readonly namespaced: boolean
}

/** From an owner reference's kind to the resource to ask for, as discovery tells it; asked again for kinds not known yet. */
// Models staging/src/k8s.io/client-go/restmapper
export class ResourceNames {
  private readonly byKind = new Map<string, NamedType>()

  constructor(private readonly client: ApiClient) {
    this.discover()
  }

  of(apiVersion: string, kind: string): NamedType | undefined {
    const key = `${apiVersion}/${kind}`
    if (!this.byKind.has(key)) this.discover()
    return this.byKind.get(key)
  }

  all(): string[] {
    this.discover()
    return [...this.byKind.values()].map(type => type.name)
  }

  private discover(): void {
    for (const type of this.client.resourceTypes()) {
      this.byKind.set(kindKey(type), { name: resourceName(type), namespaced: type.namespaced })
    }
  }
}

function kindKey({ group, version, kind }: ResourceType): string {
  return group === '' ? `${version}/${kind}` : `${group}/${version}/${kind}`
}

function resourceName({ group, plural }: ResourceType): string {
  return group === '' ? plural : `${plural}.${group}`
}
