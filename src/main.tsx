import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startTranslations } from './i18n'
import { OPENING_SCENARIO } from './scenario/gallery'
import { openAtStart } from './state/opening'
import { useSettings } from './state/settings'
import { App } from './ui/app/app'
import { ErrorBoundary } from './ui/app/error-boundary'

startTranslations(useSettings.getState().language)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
)
void openAtStart(OPENING_SCENARIO)
