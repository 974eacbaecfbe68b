import type { GalleryEntry, GalleryText } from '../../scenario/gallery/gallery'

/** The entry's texts in the language, or in English. */
export function galleryText({ texts }: GalleryEntry, language: string): GalleryText {
  const all: Readonly<Partial<Record<string, GalleryText>>> = { ...texts }
  return all[language] ?? texts.en
}
