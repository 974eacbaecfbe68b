import { compareText } from '../base/compare-text'
import type { Engine } from '../engine/engine-interface'
import { createEngine } from '../engine/index'
import type { MachineSpec } from '../engine/machines'
import type { Taint } from '../k8s/node'
import type { KubeObject } from '../k8s/object'
import type { Pod } from '../k8s/pod'
import { CommandLine } from './command-line'
import { compareCommand, type RecordedCommand } from './compare-output'
import { documentation } from './documentation'
import { ScriptedKubelet, type ScriptedState } from './scripted-kubelet'
import { timingsOf } from './timing-flags'
import { podApp, podNode } from './traces/pod-text'

interface Transcript {
  readonly name: string
  readonly cm_args?: readonly string[]
  readonly nodes: readonly TranscriptNode[]
  readonly files: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

interface TranscriptNode {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly Taint[]
  readonly unschedulable?: boolean
  readonly cpu?: string
  readonly memory?: string
  readonly pods?: string
  readonly ready?: boolean
}

interface CommandStep extends RecordedCommand {
  /** Done while the command runs; then it gets Ctrl-C, if it still runs. */
  readonly during?: readonly Step[]
  readonly interrupted?: boolean
}

type Step = CommandStep | LabStep

type LabStep =
  | { readonly lab: 'settle' }
  | { readonly lab: 'kubelets'; readonly once?: boolean }
  | { readonly lab: 'pod'; readonly node: string; readonly daemonset: string; readonly becomes: ScriptedState }
  | { readonly lab: 'confirm'; readonly node: string }
  | { readonly lab: 'node-add'; readonly node: TranscriptNode }
  | { readonly lab: 'node-ready'; readonly node: string; readonly ready: boolean }
  | { readonly lab: 'power-off' | 'power-on'; readonly node: string }
  | { readonly lab: 'wait'; readonly seconds: number }

/** After its grace period a silent node is given up; its taints take a little longer. */
const DEFAULT_GRACE = 50_000
const TAINTED_AFTER = 8_000
/** Until the node controller has looked at a new node. */
const REGISTERED = 6_000
/** The script did one pod after the other, and controllers saw them one by one. */
const BETWEEN_PODS = 40
/** What ends by itself may need to look once more. */
const LAST_WORDS = 30_000
/** A moment for a running command to print what it sees. */
const MOMENT = 400
const ROUNDS = 40
/** How long a command and the rest after it took: the recorder was a machine at work, and what falls into one second is chance. */
const PACES = [MOMENT, 900]

/**
 * The ends of names are random, and which of equal nodes a pod gets is: a recording is one draw of them, and with it the order
 * of names in a list; a restarted template is named after its hash, and that after the second. So a session that differs is
 * played with other seeds, each a second later, and stands if ours can do what was recorded.
 */
const SEEDS = 40

/** Types the session's lines; undefined when all of them print what kubectl printed. */
export function replayTranscript(recorded: unknown): string | undefined {
  const transcript = recorded as Transcript
  let fewest: readonly string[] | undefined
  for (let seed = 1; seed <= SEEDS; seed++) {
    const differences = replayWith(transcript, seed)
    if (fewest === undefined || differences.length < fewest.length) fewest = differences
    if (fewest.length === 0) return undefined
  }
  return fewest?.join('\n')
}

function replayWith(transcript: Transcript, seed: number): readonly string[] {
  const session = new Session(transcript, seed)
  const differences: string[] = []
  for (const [index, step] of transcript.steps.entries()) {
    const difference = session.perform(step)
    if (difference !== undefined) differences.push(`step ${index + 1} of ${transcript.steps.length}\n${difference}`)
  }
  return differences
}

class Session {
  private readonly engine: Engine
  private readonly terminal: CommandLine
  private readonly kubelet: ScriptedKubelet
  private readonly dark = new Set<string>()
  private readonly grace: number
  private readonly pace: number

  constructor({ nodes, files, cm_args }: Transcript, seed: number) {
    const timings = timingsOf(cm_args ?? [])
    this.grace = timings.nodeMonitorGracePeriod ?? DEFAULT_GRACE
    // Two seeds a pace: what the moment decides comes both ways.
    this.pace = PACES[Math.floor((seed - 1) / 2) % PACES.length] ?? MOMENT
    this.engine = createEngine({ seed, timings })
    this.engine.runUntil((seed - 1) * 1000)
    this.engine.machines.hold()
    this.kubelet = new ScriptedKubelet(this.engine)
    // Added, not there from the beginning: the events of their registration are in the sessions.
    for (const node of nodes) this.addMachine(node)
    this.terminal = new CommandLine(this.engine, documentation())
    for (const [name, text] of Object.entries(files)) this.terminal.writeFile(name, text)
    this.terminal.wait(REGISTERED)
    this.settle()
  }

  private addMachine(node: TranscriptNode): void {
    this.engine.machines.add(machineOf(node))
    this.kubelet.withoutPort(node.name)
  }

  perform(step: Step): string | undefined {
    if ('run' in step) return this.type(step)
    this.lab(step)
    return undefined
  }

  private type(step: CommandStep): string | undefined {
    const line = this.fillIn(step.run)
    if (step.during === undefined) return compareCommand(step, this.terminal.run(line))
    const command = this.terminal.start(line)
    this.terminal.wait(MOMENT)
    for (const inner of step.during) {
      const difference = this.perform(inner)
      if (difference !== undefined) return `while ${step.run} runs:\n${difference}`
      this.terminal.wait(MOMENT)
    }
    if (step.interrupted !== true) this.terminal.waitFor(command, LAST_WORDS)
    command.interrupt()
    return compareCommand(step, command)
  }

  private settle(): void {
    this.terminal.settle()
    this.terminal.wait(this.pace)
  }

  private lab(step: LabStep): void {
    const { machines } = this.engine
    switch (step.lab) {
      case 'settle':
        this.settle()
        return
      case 'kubelets':
        this.kubelets(step.once === true ? 1 : ROUNDS)
        return
      case 'pod': {
        const pod = this.podOf(step.daemonset, step.node)
        if (pod !== undefined) this.kubelet.make(pod, step.becomes)
        this.settle()
        return
      }
      case 'confirm':
        for (const pod of this.pods()) {
          if (pod.spec.nodeName === step.node && isGoing(pod)) this.kubelet.make(pod, 'confirmed')
        }
        this.settle()
        return
      case 'node-add':
        if (machines.list().some(({ name }) => name === step.node.name)) machines.remove(step.node.name)
        this.addMachine(step.node)
        this.terminal.wait(REGISTERED)
        this.settle()
        return
      case 'node-ready':
        this.kubelet.setReady(step.node, step.ready)
        this.terminal.wait(5000)
        this.settle()
        return
      // The pods must be as they were when the machine speaks again, so only its kubelet falls silent.
      case 'power-off':
        this.dark.add(step.node)
        machines.stopKubelet(step.node)
        this.terminal.wait(this.grace + TAINTED_AFTER)
        return
      case 'power-on':
        this.dark.delete(step.node)
        machines.startKubelet(step.node)
        this.terminal.wait(5000)
        this.settle()
        return
      case 'wait':
        this.terminal.wait(step.seconds * 1000)
        return
    }
  }

  /** Living kubelets start what is pending and confirm what terminates, in turn with the controllers. */
  private kubelets(rounds: number): void {
    for (let round = 0; round < rounds; round++) {
      this.settle()
      let acted = false
      for (const pod of this.pods()) {
        if (!pod.spec.nodeName || this.dark.has(pod.spec.nodeName)) continue
        if (!isGoing(pod) && pod.status.phase !== 'Pending') continue
        this.kubelet.make(pod, isGoing(pod) ? 'confirmed' : 'ready')
        this.terminal.wait(BETWEEN_PODS)
        acted = true
      }
      if (!acted) return
    }
    this.settle()
  }

  private pods(): readonly Pod[] {
    return this.list('pods') as readonly KubeObject[] as readonly Pod[]
  }

  private list(resource: string): readonly KubeObject[] {
    return this.engine.client('conformance').list(resource)
  }

  /** Of several the newest that is not being deleted. */
  private podOf(app: string, node?: string): Pod | undefined {
    const own = this.pods()
      .filter(pod => podApp(pod) === app && (node === undefined || podNode(pod) === node))
      .sort(byAge)
    return own.filter(pod => !isGoing(pod)).at(-1) ?? own.at(-1)
  }

  private fillIn(line: string): string {
    return line.replace(
      /\{\{(pod|rev):([^@}]+)(?:@([^}]+))?\}\}/g,
      (_match, what: string, name: string, where?: string) => {
        const found = what === 'pod' ? this.podOf(name, where) : this.revisionOf(name, Number(where))
        return found?.metadata.name ?? `no-such-${what}`
      },
    )
  }

  private revisionOf(daemonSet: string, number: number): KubeObject | undefined {
    return this.list('controllerrevisions.apps').find(
      ({ revision, metadata }) => revision === number && metadata.ownerReferences?.[0]?.name === daemonSet,
    )
  }
}

/** The newest last; of those made in the same second the one that changed last. */
const byAge = ({ metadata: a }: Pod, { metadata: b }: Pod) =>
  compareText(a.creationTimestamp, b.creationTimestamp) || Number(a.resourceVersion) - Number(b.resourceVersion)

const isGoing = ({ metadata }: Pod) => metadata.deletionTimestamp !== undefined

function machineOf({ ready = true, ...node }: TranscriptNode): MachineSpec {
  return { cpu: '4', memory: '8Gi', pods: '110', ...node, booted: true, ready }
}
