import type { Millis } from '../kernel/kernel'
import { BackOff } from './back-off'
import type { ContainerRuntime } from './container-runtime'
import { type ImageCatalog, imageNameError, withDefaultTag } from './image-catalog'
import type { ProcessKernel } from './kubelet-process'
import { millisText } from './pod-spec'

/** What came of the wish for an image: there it is, or why not (a reason for the container's status and its message). */
export type ImageOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly message: string }

export type SayEvent = (type: 'Normal' | 'Warning', reason: string, message: string) => void

const OK: ImageOutcome = { ok: true }
const FIRST_PAUSE: Millis = 10_000
const LONGEST_PAUSE: Millis = 300_000
/** How long a registry takes to say no. */
const REFUSAL: Millis = 200
/** Pull times vary by up to this share where a scenario does not say how long a pull takes. */
const SPREAD = 0.2

/** Gets images onto one machine, one at a time, as pull policies and back-offs allow. */
// Models pkg/kubelet/images/image_manager.go EnsureImageExists and puller.go serialImagePuller
export class ImagePuller {
  private readonly backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE, 2 * LONGEST_PAUSE)
  private readonly lastErrors = new Map<string, string>()
  private readonly queue: (() => void)[] = []
  private pulling = false

  constructor(
    private readonly kernel: ProcessKernel,
    private readonly host: string,
    private readonly runtime: ContainerRuntime,
    private readonly catalog: ImageCatalog,
  ) {}

  /** Makes sure that the image is there. Answers at once when no pull is needed; otherwise calls `done` when it is over. */
  ensure(
    podUid: string,
    requested: string,
    policy: string | undefined,
    say: SayEvent,
    done: (outcome: ImageOutcome) => void,
  ): ImageOutcome | undefined {
    const nameError = imageNameError(requested)
    if (nameError !== undefined) {
      const message = `Failed to apply default image tag "${requested}": couldn't parse image name "${requested}": ${nameError}`
      say('Warning', 'InspectFailed', message)
      return { ok: false, reason: 'InvalidImageName', message }
    }
    const image = withDefaultTag(requested)
    const { preloaded, sizeBytes } = this.catalog.behaviourOf(requested)
    if (preloaded && !this.runtime.hasImage(image)) this.runtime.addImage(image, sizeBytes)
    const isPresent = this.runtime.hasImage(image)
    const policyOrDefault = policy ?? (image.endsWith(':latest') ? 'Always' : 'IfNotPresent')
    if (policyOrDefault === 'Never' && !isPresent) {
      const message = `Container image "${requested}" is not present with pull policy of Never`
      say('Warning', 'ErrImageNeverPull', message)
      return { ok: false, reason: 'ErrImageNeverPull', message }
    }
    if (isPresent && policyOrDefault !== 'Always') {
      const message = `Container image "${requested}" already present on machine and can be accessed by the pod`
      say('Normal', 'Pulled', message)
      return OK
    }
    return this.pull(podUid, requested, image, say, done)
  }

  /** The pod is gone: a new one starts with no back-off. */
  forget(podUid: string): void {
    this.backOff.forgetAll(`${podUid}_`)
  }

  private pull(
    podUid: string,
    requested: string,
    image: string,
    say: SayEvent,
    done: (outcome: ImageOutcome) => void,
  ): ImageOutcome | undefined {
    const key = `${podUid}_${requested}`
    if (this.backOff.isInBackOffSinceUpdate(key, this.kernel.now)) {
      const message = `Back-off pulling image "${requested}"`
      say('Normal', 'BackOff', message)
      const last = this.lastErrors.get(key)
      return { ok: false, reason: 'ImagePullBackOff', message: last === undefined ? message : `${message}: ${last}` }
    }
    this.lastErrors.delete(key)
    say('Normal', 'Pulling', `Pulling image "${requested}"`)
    const askedAt = this.kernel.now
    this.enqueue(requested, beganAt => {
      const error = this.pullError(requested, image)
      if (error === undefined) {
        const { sizeBytes } = this.catalog.behaviourOf(requested)
        this.runtime.addImage(image, sizeBytes)
        const took = millisText(this.kernel.now - beganAt)
        const waited = millisText(this.kernel.now - askedAt)
        say(
          'Normal',
          'Pulled',
          `Successfully pulled image "${requested}" in ${took} (${waited} including waiting). Image size: ${sizeBytes} bytes.`,
        )
        done(OK)
        return
      }
      say('Warning', 'Failed', `Failed to pull image "${requested}": ${error}`)
      this.backOff.next(key, this.kernel.now, this.kernel.now)
      this.lastErrors.set(key, `ErrImagePull: ${error}`)
      done({ ok: false, reason: 'ErrImagePull', message: error })
    })
    return undefined
  }

  private enqueue(requested: string, finish: (beganAt: Millis) => void): void {
    const begin = () => {
      const beganAt = this.kernel.now
      this.kernel.schedule(this.pullTime(requested), `pull ${requested} on ${this.host}`, () => {
        this.pulling = false
        this.beginNext()
        finish(beganAt)
      })
    }
    this.queue.push(begin)
    this.beginNext()
  }

  private beginNext(): void {
    if (this.pulling) return
    const next = this.queue.shift()
    if (next === undefined) return
    this.pulling = true
    next()
  }

  private pullTime(requested: string): Millis {
    const { missing, denied, pull } = this.catalog.behaviourOf(requested)
    if (missing || denied) return REFUSAL
    if (this.catalog.hasOwnPullTime(requested)) return pull
    return Math.round(pull * (1 + SPREAD * (2 * this.kernel.random('image-pulls').next() - 1)))
  }

  private pullError(requested: string, image: string): string | undefined {
    const { missing, denied } = this.catalog.behaviourOf(requested)
    const failed = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": `
    if (missing) return `rpc error: code = NotFound desc = ${failed}${image}: not found`
    if (!denied) return undefined
    return `rpc error: code = Unknown desc = ${failed}pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`
  }
}
