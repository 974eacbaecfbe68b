import {
  ChevronDown,
  CircleHelp,
  FolderOpen,
  Library,
  Menu as MenuIcon,
  Monitor,
  Moon,
  RotateCcw,
  Save,
  Search,
  Share2,
  Sun,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { scenarioText } from '../../i18n'
import { LANGUAGE_CHOICES } from '../../i18n/languages'
import { useSession } from '../../state/session'
import { useSettings } from '../../state/settings'
import { Button, IconButton, Menu, type MenuEntry, Select } from '../kit'
import { Brand } from './brand'
import { chooseScenarioFile, saveScenarioFile, startAgain } from './scenario-file'
import { useTheme } from './theme'
import { useVersionEntries, VersionChoice } from './version-choice'
import { openWindow } from './windows'
import './top-bar.css'

/** Name, scenario, what can be done with it, and how the page itself is set up. */
export function TopBar({ narrow }: { readonly narrow: boolean }) {
  const { t } = useTranslation()
  return (
    <header className="top-bar">
      <h1 className="top-bar__brand">
        <Brand />
        <span className={narrow ? 'visually-hidden' : undefined}>{t('product')}</span>
      </h1>
      <ScenarioMenu />
      <span className="top-bar__space" />
      {narrow ? <MoreMenu /> : <WideTools />}
      <Button variant="primary" icon={narrow ? undefined : <Share2 />} onClick={() => openWindow('share')}>
        {t('bar.share')}
      </Button>
    </header>
  )
}

function ScenarioMenu() {
  const { t, i18n } = useTranslation()
  const origin = useSession(state => state.origin)
  const title = scenarioText(origin?.gallery, i18n.language)?.title ?? origin?.title ?? ''
  return (
    <Menu
      entries={[
        {
          label: t('bar.gallery'),
          detail: t('bar.galleryDetail'),
          icon: <Library />,
          onSelect: () => openWindow('gallery'),
        },
        { label: t('bar.startAgain'), icon: <RotateCcw />, onSelect: startAgain },
        'separator',
        { label: t('bar.open'), detail: t('bar.openTitle'), icon: <FolderOpen />, onSelect: chooseScenarioFile },
        { label: t('bar.save'), detail: t('bar.saveTitle'), icon: <Save />, onSelect: saveScenarioFile },
        { label: t('bar.share'), detail: t('bar.shareTitle'), icon: <Share2 />, onSelect: () => openWindow('share') },
      ]}
    >
      <button
        type="button"
        className="button button--plain top-bar__scenario"
        aria-label={`${t('bar.scenario')}: ${title}`}
      >
        <span className="top-bar__title">{title}</span>
        <ChevronDown aria-hidden="true" />
      </button>
    </Menu>
  )
}

function WideTools() {
  const { t } = useTranslation()
  const { language } = useSettings()
  return (
    <>
      <Button variant="quiet" onClick={() => openWindow('gallery')}>
        {t('bar.gallery')}
      </Button>
      <Button variant="quiet" className="top-bar__file" onClick={chooseScenarioFile}>
        {t('bar.open')}
      </Button>
      <Button variant="quiet" className="top-bar__file" onClick={saveScenarioFile}>
        {t('bar.save')}
      </Button>
      <VersionChoice />
      <Select
        label={t('bar.language')}
        variant="quiet"
        align="end"
        value={language}
        options={LANGUAGE_CHOICES}
        onChange={code => useSettings.setState({ language: code })}
      />
      <ThemeMenu />
      <IconButton label={t('bar.palette')} shortcut="Ctrl K" onClick={() => openWindow('palette')}>
        <Search />
      </IconButton>
      <IconButton label={t('bar.help')} shortcut="?" onClick={() => openWindow('help')}>
        <CircleHelp />
      </IconButton>
    </>
  )
}

function useThemeEntries(): readonly MenuEntry[] {
  const { t } = useTranslation()
  const { theme } = useSettings()
  const choose = (next: typeof theme) => () => useSettings.setState({ theme: next })
  return [
    { label: t('bar.themeSystem'), icon: <Monitor />, chosen: theme === 'system', onSelect: choose('system') },
    { label: t('bar.themeLight'), icon: <Sun />, chosen: theme === 'light', onSelect: choose('light') },
    { label: t('bar.themeDark'), icon: <Moon />, chosen: theme === 'dark', onSelect: choose('dark') },
  ]
}

function ThemeMenu() {
  const { t } = useTranslation()
  const theme = useTheme()
  const entries = useThemeEntries()
  return (
    <Menu entries={entries} align="end">
      <button
        type="button"
        className="button button--icon button--quiet"
        aria-label={t('bar.theme')}
        title={t('bar.theme')}
      >
        {theme === 'dark' ? <Moon aria-hidden="true" /> : <Sun aria-hidden="true" />}
      </button>
    </Menu>
  )
}

/** Everything of the wide bar, folded into one menu. */
function MoreMenu() {
  const { t } = useTranslation()
  const { language } = useSettings()
  const theme = useThemeEntries()
  const versions = useVersionEntries()
  const entries: MenuEntry[] = [
    { label: t('bar.gallery'), icon: <Library />, onSelect: () => openWindow('gallery') },
    { label: t('bar.palette'), icon: <Search />, onSelect: () => openWindow('palette') },
    { label: t('bar.help'), icon: <CircleHelp />, onSelect: () => openWindow('help') },
    'separator',
    { heading: t('bar.version') },
    ...versions,
    'separator',
    { heading: t('bar.theme') },
    ...theme,
    'separator',
    { heading: t('bar.language') },
    ...LANGUAGE_CHOICES.map(({ value, label }) => ({
      label,
      chosen: value === language,
      onSelect: () => useSettings.setState({ language: value }),
    })),
  ]
  return (
    <Menu entries={entries} align="end">
      <button type="button" className="button button--icon button--quiet" aria-label={t('bar.more')}>
        <MenuIcon aria-hidden="true" />
      </button>
    </Menu>
  )
}
