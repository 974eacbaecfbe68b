import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GALLERY_TOPICS, type GalleryEntry } from '../../scenario/gallery/gallery'
import { GALLERY } from '../../scenario/gallery/gallery-list'
import { openOver } from '../../state/opening'
import { useSession } from '../../state/session'
import { EmptyState } from '../kit'
import { Dialog } from '../kit/dialog'
import { ClusterPicture } from './cluster-picture'
import { galleryText } from './gallery-text'
import { showNote } from './note-visibility'
import './gallery.css'

/** Ready-made clusters by topic, with a search over everything that is written about them. */
export function GalleryDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('gallery')
  const [search, setSearch] = useState('')
  const found = GALLERY.filter(entry => matches(entry, search, i18n.language))
  const open = (entry: GalleryEntry) => {
    onClose()
    showNote()
    void openOver({ ...entry.scenario, title: galleryText(entry, i18n.language).title })
  }
  return (
    <Dialog open onOpenChange={onClose} size="xl" title={t('title')} description={t('description')}>
      <div className="gallery">
        <div className="gallery__search">
          <Search aria-hidden="true" />
          <input
            type="search"
            value={search}
            placeholder={t('searchPlaceholder')}
            aria-label={t('search')}
            onChange={event => setSearch(event.target.value)}
          />
        </div>
        {found.length === 0 && <EmptyState title={t('nothing')} />}
        {GALLERY_TOPICS.map(topic => {
          const entries = found.filter(entry => entry.topic === topic)
          if (entries.length === 0) return null
          return (
            <section key={topic} aria-label={t(`topic.${topic}`)}>
              <h3>{t(`topic.${topic}`)}</h3>
              <ul className="gallery__cards">
                {entries.map(entry => (
                  <Card key={entry.id} entry={entry} onOpen={open} />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}

function Card({ entry, onOpen }: { readonly entry: GalleryEntry; readonly onOpen: (entry: GalleryEntry) => void }) {
  const { t, i18n } = useTranslation('gallery')
  const { title, summary } = galleryText(entry, i18n.language)
  const present = useSession(state => state.origin?.gallery === entry.id)
  return (
    <li>
      <button type="button" className="gallery-card" aria-current={present} onClick={() => onOpen(entry)}>
        <ClusterPicture scenario={entry.scenario} />
        <span className="gallery-card__title">{title}</span>
        <span className="gallery-card__summary">{summary}</span>
        {present && <span className="gallery-card__present">{t('present')}</span>}
      </button>
    </li>
  )
}

function matches(entry: GalleryEntry, search: string, language: string): boolean {
  const { title, summary, watch, tries } = galleryText(entry, language)
  const lines = entry.tries.flatMap(one => one.lines)
  const text = [title, summary, watch, ...tries.map(one => one.label), ...lines].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}
