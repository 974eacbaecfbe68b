import type { Engine } from '../../engine/engine-interface'
import { createEngine } from '../../engine/index'
import type { HostPathKind } from '../../engine/kubelet/host-paths'
import type { MachinesControl } from '../../engine/kubelet/machines-control'
import type { MachineSpec } from '../../engine/machines'
import { CommandLine } from '../command-line'
import { timingsOf } from '../timing-flags'
import { execByWord, imageBehaviourByWord } from './lab-words'
import type { KubeletRecording, RecordedNode, RecordedStep } from './recording'

/** What a command itself took on the recorder's machine, in milliseconds. */
const COMMAND_TIME = 300

/** From one object of a file to the next: time enough for the scheduler and the kubelet to see the first, or not. */
const PACES = [40, 10] as const

/** A kubelet that was never on before took so long to register there, in milliseconds. */
const SHORTEST_BOOT = 300
const LONGEST_BOOT = 3000

/** Kubelets are this old (in seconds) when the first step begins. */
const AGE_AT_START = 20

/** Our cluster while it plays a recording. */
export class LabCluster {
  readonly engine: Engine
  private readonly machines: MachinesControl
  private readonly commandLine: CommandLine
  private readonly start: number
  private readonly bootTime: number
  private readonly pace: number

  constructor(
    private readonly recording: KubeletRecording,
    seed: number,
  ) {
    this.bootTime = SHORTEST_BOOT + ((seed * 389) % (LONGEST_BOOT - SHORTEST_BOOT))
    this.pace = PACES[seed % 2 === 1 ? 0 : 1]
    const nodes = recording.nodes.filter(({ off }) => !off)
    this.engine = createEngine({
      seed,
      machines: nodes.map(machineOf),
      timings: timingsOf(recording.clusterArgs ?? []),
    })
    this.machines = this.engine.machines as MachinesControl
    this.machines.setCommandOracle(execByWord)
    for (const image of imagesIn(recording)) this.machines.setImage(image, imageBehaviourByWord(image))
    for (const { name } of nodes) {
      for (const [path, kind] of Object.entries(recording.paths ?? {})) {
        this.machines.makePath(name, path, kind as HostPathKind)
      }
    }
    this.commandLine = new CommandLine(this.engine)
    for (const [name, text] of Object.entries(recording.files)) this.commandLine.writeFile(name, text)
    // The recorder's steps began anywhere within a second.
    this.engine.runUntil(AGE_AT_START * 1000 + ((seed * 137) % 1000))
    this.start = this.engine.now
  }

  /** Seconds since the first step began. */
  get seconds(): number {
    return (this.engine.now - this.start) / 1000
  }

  /** Carries out all steps at their times, and goes on until the end of the watch. Commands that failed are told. */
  play(failed: (step: RecordedStep, words: string) => void): void {
    for (const step of this.recording.steps) {
      this.engine.runUntil(this.start + step.at * 1000)
      const words = step.run === undefined ? this.lab(step.lab ?? '') : this.run(step.run)
      if (words !== undefined) failed(step, words)
    }
    this.engine.runUntil(this.start + this.recording.seconds * 1000)
  }

  private run(line: string): string | undefined {
    this.engine.runUntil(this.engine.now + COMMAND_TIME)
    for (const part of this.objectByObject(line)) {
      const { code, err } = this.commandLine.run(part)
      if (code !== 0) return `exit ${code}: ${err}`
      this.engine.runUntil(this.engine.now + this.pace)
    }
    return undefined
  }

  /** The line as kubectl carries it out: a file with several objects is applied one object at a time. */
  private objectByObject(line: string): readonly string[] {
    const [, command, file = ''] = /^(kubectl (?:apply|create)) -f (\S+)$/.exec(line) ?? []
    const objects = (this.recording.files[file] ?? '').split(/^---$/m).filter(text => text.trim() !== '')
    if (objects.length < 2) return [line]
    return objects.map((text, index) => {
      this.commandLine.writeFile(`${index}-${file}`, text)
      return `${command} -f ${index}-${file}`
    })
  }

  private lab(line: string): string | undefined {
    const [verb, name = '', path = ''] = line.split(' ')
    switch (verb) {
      case 'power-off':
        this.machines.powerOff(name)
        return undefined
      case 'power-on':
        this.powerOn(name)
        return undefined
      case 'hang':
        this.machines.hang(name)
        return undefined
      case 'wake':
        this.machines.wake(name)
        return undefined
      case 'path':
        for (const machine of this.machines.list()) this.machines.makePath(machine.name, path, name as HostPathKind)
        return undefined
      default:
        return `unknown lab step: ${line}`
    }
  }

  // A machine that was never on registers for the first time now.
  private powerOn(name: string): void {
    if (this.machines.list().some(machine => machine.name === name)) {
      this.machines.powerOn(name)
      return
    }
    const node = this.recording.nodes.find(one => one.name === name)
    if (node !== undefined) this.machines.add({ ...machineOf(node), booted: false, bootTime: this.bootTime })
  }
}

function machineOf({ name, labels, taints, cpu, memoryGib, pods }: RecordedNode): MachineSpec {
  return {
    name,
    ...(labels === undefined ? {} : { labels }),
    ...(taints === undefined ? {} : { taints }),
    cpu: String(cpu),
    memory: `${memoryGib}Gi`,
    pods: String(pods),
    // The recorder's kubelets had no container manager to measure it.
    ephemeralStorage: '0',
    // Nor did its runtime in memory write any.
    logs: false,
    // Nor had its kernel AppArmor.
    appArmor: false,
    booted: true,
  }
}

function imagesIn(recording: KubeletRecording): ReadonlySet<string> {
  const texts = [...Object.values(recording.files), ...recording.steps.map(({ run }) => run ?? '')]
  return new Set(texts.flatMap(text => text.match(/registry\.example\/[^\s"']+/g) ?? []))
}
