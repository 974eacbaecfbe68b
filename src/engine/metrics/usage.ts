import { fnv1aOfText } from '../../base/fnv'
import type { Container } from '../../k8s/pod'
import { milliValue, wholeValue } from '../../k8s/quantity'

/** What something uses: thousandths of a CPU, and bytes. */
export interface Usage {
  readonly milliCpu: number
  readonly bytes: number
}

const MEBI = 1024 * 1024

/** How long one figure stands, as metrics-server reads them. */
export const WINDOW_SECONDS = 15

/** What a container that asks for nothing uses. */
const SMALL: Usage = { milliCpu: 2, bytes: 12 * MEBI }

/** kubelet, runtime and the rest of the machine. */
const SYSTEM: Usage = { milliCpu: 80, bytes: 480 * MEBI }

/**
 * A made-up but steady figure: nothing is measured here, because no process runs. A container uses a share of what it
 * requests (CPU 10 to 60 %, changing; memory 40 to 75 %, hardly changing), and never more than its limits.
 */
export function containerUsage({ name, resources }: Container, podUid: string, window: number): Usage {
  const cpu = resources?.requests?.cpu
  const memory = resources?.requests?.memory
  const steady = share(`${podUid}/${name}`)
  const moving = share(`${podUid}/${name}/${window}`)
  const milliCpu = (cpu === undefined ? SMALL.milliCpu : milliValue(cpu)) * (0.1 + 0.2 * steady + 0.3 * moving)
  const bytes = (memory === undefined ? SMALL.bytes : wholeValue(memory)) * (0.4 + 0.32 * steady + 0.03 * moving)
  const limits = resources?.limits ?? {}
  return {
    milliCpu: Math.max(1, Math.round(Math.min(milliCpu, limits.cpu === undefined ? milliCpu : milliValue(limits.cpu)))),
    bytes: Math.round(Math.min(bytes, limits.memory === undefined ? bytes : wholeValue(limits.memory))),
  }
}

/** What a machine uses by itself. */
export function systemUsage(node: string, window: number): Usage {
  const moving = share(`${node}/${window}`)
  return {
    milliCpu: Math.round(SYSTEM.milliCpu * (0.7 + 0.6 * moving)),
    bytes: Math.round(SYSTEM.bytes * (0.9 + 0.15 * share(node) + 0.02 * moving)),
  }
}

export function sumOf(usages: readonly Usage[]): Usage {
  return {
    milliCpu: usages.reduce((sum, each) => sum + each.milliCpu, 0),
    bytes: usages.reduce((sum, each) => sum + each.bytes, 0),
  }
}

/** A number from 0 up to 1 that always is the same for the same text. */
function share(text: string): number {
  let hash = fnv1aOfText(text)
  // The last bits of similar texts are alike: mix once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000
}
