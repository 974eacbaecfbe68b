import { scenarioText } from '../../i18n'
import type { GalleryEntry, GalleryText } from '../../scenario/gallery/gallery'

/** The entry's texts in the language, or in English. */
export function galleryText({ id, text }: GalleryEntry, language: string): GalleryText {
  return scenarioText(id, language) ?? text
}
