import { useTranslation } from 'react-i18next'
import { useSettings } from '../../state/settings'
import { Button, LiveRegion, OVERLAY_ROOT, Tips, Toasts } from '../kit'
import { useChosenLanguage } from './chosen-language'
import '../styles/index.css'
import { Announcer } from './announcer'
import { Frame } from './frame'
import { useHiddenPause } from './hidden-pause'
import { NarrowFrame } from './narrow-frame'
import { NoticeBar } from './notice-bar'
import { useOfflineMark } from './offline-mark'
import { panels } from './panels'
import { SessionVeil } from './session-veil'
import { useShortcuts } from './shortcuts'
import { useAppliedTheme } from './theme'
import { TopBar } from './top-bar'
import { useMedia } from './use-media'
import { Windows } from './windows-view'

/** Too small for three columns above a row: a telephone, or a page that is zoomed in. */
const NARROW = '(max-width: 899px), (max-height: 559px)'

/** The whole page. Stores are read where they are needed; nothing is passed down from here. */
export function App() {
  const { t } = useTranslation()
  const narrow = useMedia(NARROW)
  const language = useSettings(state => state.language)
  useAppliedTheme()
  useShortcuts()
  useHiddenPause()
  useChosenLanguage(language)
  useOfflineMark()
  return (
    <>
      <div className="app">
        <Button
          variant="primary"
          className="app__skip"
          onClick={() => document.getElementById('cluster-place')?.focus()}
        >
          {t('skipToCluster')}
        </Button>
        <TopBar narrow={narrow} />
        <main className="app__main">
          {narrow ? <NarrowFrame slots={panels} /> : <Frame slots={panels} />}
          <div id={OVERLAY_ROOT} />
        </main>
      </div>
      <NoticeBar />
      <SessionVeil />
      <Windows gallery={panels.gallery} />
      <Toasts />
      <Tips />
      <Announcer />
      <LiveRegion />
    </>
  )
}
