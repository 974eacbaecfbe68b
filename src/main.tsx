import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startTranslations } from './i18n'
import { OPENING_ENTRY } from './scenario/gallery'
import { openAtStart } from './state/opening'
import { loadAhead, whenIdle } from './state/parts'
import { useSettings } from './state/settings'
import { App } from './ui/app/app'
import { ErrorBoundary, NotLoaded } from './ui/kit'

/** How long (milliseconds) the cluster has the network to itself. */
const PATIENCE_MS = 4_000

startTranslations(useSettings.getState().language)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
// What could not be fetched is told on the page, where it can be asked for again: it is no fault of the program.
const onCaughtError = (error: unknown) => {
  if (!(error instanceof NotLoaded)) console.error(error)
}
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
)
// What comes later does not wait for a cluster that takes its time.
const patience = new Promise(resolve => setTimeout(resolve, PATIENCE_MS))
void Promise.race([openAtStart(OPENING_ENTRY.scenario), patience])
  .then(whenIdle)
  .then(loadAhead)
