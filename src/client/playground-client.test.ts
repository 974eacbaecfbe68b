import { expose } from 'comlink'
import { afterEach, expect, it, vi } from 'vitest'
import type { Opened } from '../protocol/protocol'
import type { Scenario } from '../scenario/scenario'
import { PlaygroundClient, WorkerGone } from './playground-client'

/** A worker that opens a scenario when it is told to, and gives up on one when the next is asked for, as ours does. */
class SlowWorker {
  private giveUp: (error: Error) => void = () => {}
  private readonly port: MessagePort

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port = port1
    const open = (scenario: Scenario) => {
      this.giveUp(new Error('A newer one was asked for.'))
      if (scenario.title === 'broken') throw new Error('It cannot be opened.')
      return new Promise((resolve, reject) => {
        this.giveUp = reject
        if (scenario.title === 'quick') resolve({ complete: true })
      })
    }
    expose({ open, ping: () => undefined }, port2)
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.port.postMessage(message, transfer)
  }

  addEventListener(type: string, listener: (event: Event) => void): void {
    this.port.addEventListener(type, listener)
    this.port.start()
  }

  removeEventListener(type: string, listener: (event: Event) => void): void {
    this.port.removeEventListener(type, listener)
  }

  terminate(): void {
    this.port.close()
  }
}

const scenario = (title: string) => ({ title }) as Scenario

function clientOf() {
  vi.stubGlobal('Worker', SlowWorker)
  const crashed = vi.fn()
  const client = new PlaygroundClient({ update: vi.fn(), progress: vi.fn(), silent: vi.fn(), crashed })
  return { client, crashed }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

it('lets go of a scenario that is still being opened when another one is asked for', async () => {
  const { client, crashed } = clientOf()
  const first = client.open(scenario('slow'))
  const second = client.open(scenario('quick'))
  await expect(first).rejects.toBeInstanceOf(WorkerGone)
  await expect(second).resolves.toEqual({ complete: true } satisfies Partial<Opened>)
  expect(crashed).not.toHaveBeenCalled()
  client.stop()
})

it('says why a scenario cannot be opened', async () => {
  const { client } = clientOf()
  await expect(client.open(scenario('broken'))).rejects.toThrow('It cannot be opened.')
  client.stop()
})

it('ends what still waits when the worker is stopped', async () => {
  const { client } = clientOf()
  const opening = client.open(scenario('slow'))
  client.stop()
  await expect(opening).rejects.toBeInstanceOf(WorkerGone)
})
