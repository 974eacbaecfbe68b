import { dismiss, tell } from './notices'

/** On a slow network, the page can be used before what runs commands is there. */
export function tellLoading(): void {
  tell({
    topic: 'commands',
    level: 'info',
    title: 'What runs commands is still being loaded.',
    detail: 'The command runs as soon as it is here.',
  })
}

/** A replay was stopped: only some of the log's entries were carried out. With all of them there is nothing to say. */
export function tellReplayed(played: number, entries: number, complete: boolean): void {
  if (complete) {
    dismiss('replay')
    return
  }
  tell({
    topic: 'replay',
    level: 'warning',
    title: 'The replay was stopped.',
    detail: `${played} of ${entries} commands were carried out; the clock goes on from there.`,
  })
}

/** The worker does not answer; `stop` ends it. */
export function tellSilent(stop: () => void): void {
  tell({
    topic: 'silent',
    level: 'warning',
    title: 'The cluster has not answered for some seconds.',
    detail: 'It may be busy with what it was asked last. You can wait, or build it again.',
    action: { label: 'Stop it', run: stop },
  })
}
