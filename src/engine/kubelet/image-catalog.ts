import type { ImageBehaviour } from '../machines'

/** What an image does unless a scenario says otherwise: it pulls in about a second and a half and runs for ever. */
const DEFAULT_IMAGE_BEHAVIOUR: ImageBehaviour = {
  pull: 1_500,
  readyAfter: 300,
  exitCode: 0,
  oomKilled: false,
  missing: false,
  denied: false,
  badCommand: false,
  ignoresSigterm: false,
  stopsIn: 100,
  sizeBytes: 52_428_800,
  failReadiness: false,
  failLiveness: false,
  nonRoot: false,
  preloaded: false,
}

/**
 * The registry and the programs in it: what each image does when it is pulled and run. `*` is the default of all others;
 * a name without registry (`agent:v2`) stands for that image in every registry.
 */
export class ImageCatalog {
  private readonly behaviours = new Map<string, Partial<ImageBehaviour>>()
  private readonly listeners: (() => void)[] = []

  set(image: string, behaviour: Partial<ImageBehaviour>): void {
    this.behaviours.set(image, { ...this.behaviours.get(image), ...behaviour })
    for (const listener of this.listeners) listener()
  }

  behaviourOf(image: string): ImageBehaviour {
    const all = this.behaviours.get('*')
    const own = image === '*' ? undefined : this.ownBehaviour(image)
    if (all === undefined && own === undefined) return DEFAULT_IMAGE_BEHAVIOUR
    return { ...DEFAULT_IMAGE_BEHAVIOUR, ...all, ...own }
  }

  /** Whether a scenario has said anything about the pull time of this image: then it is exact, otherwise it varies a little. */
  hasOwnPullTime(image: string): boolean {
    return this.ownBehaviour(image)?.pull !== undefined || this.behaviours.get('*')?.pull !== undefined
  }

  /** Tells `listener` whenever a behaviour changes, for those who wait on what they were told before. */
  onChange(listener: () => void): void {
    this.listeners.push(listener)
  }

  private ownBehaviour(image: string): Partial<ImageBehaviour> | undefined {
    if (this.behaviours.size === 0) return undefined
    return this.behaviours.get(image) ?? this.behaviours.get(image.slice(image.lastIndexOf('/') + 1))
  }
}

const REPOSITORY_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const TAG = /^[\w][\w.-]{0,127}$/

/** What is wrong with an image's name, in the words of the parser; undefined when it is a name. */
// Models github.com/distribution/reference ParseNormalizedNamed
export function imageNameError(image: string): string | undefined {
  const [name = ''] = image.split('@', 1)
  const parts = name.split('/')
  if (parts.length > 1 && isRegistryHost(parts[0] ?? '')) parts.shift()
  else if (parts.length === 1) parts.unshift('library')
  const [last = '', ...tags] = (parts.pop() ?? '').split(':')
  const tag = tags.length === 0 ? undefined : tags.join(':')
  const path = [...parts, last]
  const repository = path.join('/')
  if (repository !== repository.toLowerCase()) {
    return `invalid reference format: repository name (${repository}) must be lowercase`
  }
  const isWell = path.every(part => REPOSITORY_PART.test(part)) && (tag === undefined || TAG.test(tag))
  return isWell && image !== `${name}@` ? undefined : 'invalid reference format'
}

function isRegistryHost(part: string): boolean {
  return part === 'localhost' || /[.:A-Z]/.test(part)
}

/** The image with the tag that the kubelet adds when there is none. */
// Models pkg/kubelet/images/image_manager.go applyDefaultImageTag
export function withDefaultTag(image: string): string {
  if (image.includes('@')) return image
  return image.slice(image.lastIndexOf('/') + 1).includes(':') ? image : `${image}:latest`
}
