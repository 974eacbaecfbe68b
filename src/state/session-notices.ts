import i18next from 'i18next'
import { problemText } from '../i18n/core-text'
import { dismiss, tell } from './notices'

/** Something that was asked of the cluster could not be done. */
export function tellProblem(error: unknown): void {
  const problem = error instanceof Error ? error.message : String(error)
  tell({ topic: 'session', level: 'error', title: problemText(problem, i18next.language) })
}

/** On a slow network, the page can be used before what runs commands is there. */
export function tellLoading(): void {
  tell({
    topic: 'commands',
    level: 'info',
    title: i18next.t('notices:commandsLoading'),
    detail: i18next.t('notices:commandsLoadingDetail'),
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
    title: i18next.t('notices:replayStopped'),
    detail: i18next.t('notices:replayStoppedDetail', { played, entries }),
  })
}

/** The worker does not answer; `stop` ends it. */
export function tellSilent(stop: () => void): void {
  tell({
    topic: 'silent',
    level: 'warning',
    title: i18next.t('notices:silent'),
    detail: i18next.t('notices:silentDetail'),
    action: { label: i18next.t('notices:stop'), run: stop },
  })
}
