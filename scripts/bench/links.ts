import { GALLERY } from '../../src/scenario/gallery/gallery-list'
import type { LogEntry } from '../../src/scenario/scenario'
import { encodeScenario } from '../../src/scenario/share-link'

/** What a person does before sharing: applies every file, changes an image, taints and drains a node. */
const ACTIONS = [
  'kubectl taint node worker-2 dedicated=gpu:NoSchedule',
  'kubectl cordon worker-1',
  'lab node power-off worker-3',
  'kubectl get pods -A -o wide',
]

/** Characters behind `#s=` for each gallery scenario after some work in it. */
export async function measureLinks(): Promise<readonly { readonly name: string; readonly characters: number }[]> {
  return GALLERY.map(({ id, scenario }) => {
    const at = scenario.time
    const applied: LogEntry[] = Object.keys(scenario.files).map((file, i) => ({
      at: at + i,
      line: `kubectl apply -f ${file}`,
    }))
    const done: LogEntry[] = ACTIONS.map((line, i) => ({ at: at + 5_000 + i * 1_234, line }))
    const edited = Object.entries(scenario.files).map(
      ([file, text]) => [file, text.replace(/:v?(\d+)/, ':v9')] as const,
    )
    const rolled: LogEntry = {
      at: at + 60_000,
      line: `kubectl apply -f ${edited[0]?.[0]}`,
      files: Object.fromEntries(edited),
    }
    return {
      name: id,
      characters: encodeScenario({
        ...scenario,
        log: [...scenario.log, ...applied, ...done, rolled],
        time: at + 90_000,
      }).length,
    }
  })
}
