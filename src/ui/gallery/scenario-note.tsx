import { Lightbulb, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OPENING_ENTRY } from '../../scenario/gallery'
import type { GalleryEntry, GalleryText } from '../../scenario/gallery/gallery'
import { tell } from '../../state/notices'
import { part } from '../../state/parts'
import { useSession } from '../../state/session'
import { Button, IconButton, notify } from '../kit'
import { galleryText } from './gallery-text'
import { hideNote, noteTried, showNote, unfoldNote, useNote } from './note-visibility'
import { tryCommands, tryOut } from './try-out'
import './gallery.css'

/** What to watch in the present scenario and three things to try, each with one click. Nothing when it has no note. */
export function ScenarioNote() {
  const { t, i18n } = useTranslation('gallery')
  const origin = useSession(state => state.origin)
  const entry = useEntry(origin?.gallery)
  const { open, tried } = useNote()
  const [whole, setWhole] = useState(false)
  // Another scenario begins with its note open and nothing tried.
  useEffect(() => {
    if (origin !== undefined) showNote()
  }, [origin])
  if (entry === undefined) return null
  const text = galleryText(entry, i18n.language)
  if (!open) {
    return (
      <div className="note-tab">
        <Button size="s" icon={<Lightbulb />} onClick={unfoldNote}>
          {t('showNote')}
        </Button>
      </div>
    )
  }
  return (
    <aside className="note" aria-label={t('note')}>
      <Lightbulb aria-hidden="true" />
      <h2>{text.title}</h2>
      <IconButton size="s" label={t('hideNote')} onClick={hideNote}>
        <X />
      </IconButton>
      <p className={whole ? 'note__watch note__watch--whole' : 'note__watch'}>{text.watch}</p>
      {!whole && (
        <button type="button" className="note__more" onClick={() => setWhole(true)}>
          {t('more')}
        </button>
      )}
      <Tries entry={entry} texts={text.tries} tried={tried} />
      <p className="note__expect" role="status">
        {text.tries[tried.at(-1) ?? -1]?.expect}
      </p>
    </aside>
  )
}

interface TriesProps {
  readonly entry: GalleryEntry
  readonly texts: GalleryText['tries']
  /** Their places in the list, in the order in which they were tried. */
  readonly tried: readonly number[]
}

function Tries({ entry, texts, tried }: TriesProps) {
  const { t } = useTranslation('gallery')
  const start = async (index: number) => {
    const one = entry.tries[index]
    if (one === undefined) return
    noteTried(index)
    const missing = await tryOut(one)
    if (missing !== undefined) notify({ kind: 'problem', text: t('editMissing', { file: missing }) })
  }
  return (
    <ol className="note__tries">
      {texts.map(({ label }, index) => (
        <li key={label}>
          <Button
            size="s"
            className={tried.includes(index) ? 'note__try note__try--done' : 'note__try'}
            command={tryCommands(entry.tries[index])}
            onClick={() => void start(index)}
          >
            <span className="note__number" aria-hidden="true">
              {tried.includes(index) ? '✓' : index + 1}
            </span>
            {label}
          </Button>
        </li>
      ))}
    </ol>
  )
}

const galleryList = part(() => import('../../scenario/gallery/gallery-list'))

/** The list of the gallery is loaded when another scenario of it is open than the one that the page begins with. */
function useEntry(id: string | undefined): GalleryEntry | undefined {
  const { t, i18n } = useTranslation('gallery')
  const [entry, setEntry] = useState<GalleryEntry>()
  useEffect(() => {
    let gone = false
    if (id !== undefined && id !== OPENING_ENTRY.id) {
      galleryList().then(
        ({ galleryEntry }) => {
          if (!gone) setEntry(galleryEntry(id))
        },
        () => tell({ topic: 'note', level: 'warning', title: t('noteMissing'), detail: i18n.t('kit:notLoadedText') }),
      )
    }
    return () => {
      gone = true
    }
  }, [id, t, i18n])
  if (id === OPENING_ENTRY.id) return OPENING_ENTRY
  return entry?.id === id ? entry : undefined
}
