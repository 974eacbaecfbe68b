import type { Scenario } from '../scenario'

/** Topics of the gallery, in the order of its headings. */
export const GALLERY_TOPICS = ['first-steps', 'placement', 'updates', 'trouble', 'neighbours'] as const
export type GalleryTopic = (typeof GALLERY_TOPICS)[number]

/** Every entry; translations have a text for each. */
export type GalleryId =
  | 'logging-agent'
  | 'node-exporter'
  | 'ssd-only'
  | 'control-plane-toleration'
  | 'maintenance'
  | 'rolling-update'
  | 'surge'
  | 'on-delete'
  | 'bad-image'
  | 'node-failure'
  | 'orphan-and-adopt'
  | 'beside-a-deployment'
  | 'full-node'

/** A ready-made cluster with something to see in it. */
export interface GalleryEntry {
  /** Also the `gallery` of its scenario. */
  readonly id: GalleryId
  readonly topic: GalleryTopic
  readonly scenario: Scenario
  readonly tries: readonly [GalleryTry, GalleryTry, GalleryTry]
  /** English; the other languages have theirs in i18n. */
  readonly text: GalleryText
}

export interface GalleryText {
  readonly title: string
  /** One sentence for the card. */
  readonly summary: string
  /** One paragraph: what to watch. */
  readonly watch: string
  /** What each of the three things to try is called, and what should be seen then. */
  readonly tries: readonly [GalleryTryText, GalleryTryText, GalleryTryText]
}

export interface GalleryTryText {
  readonly label: string
  readonly expect: string
}

/** Something to try, with one click: edits of files first, then command lines. */
export interface GalleryTry {
  readonly edits?: readonly FileEdit[]
  readonly lines: readonly string[]
}

/** Replaces the first occurrence of `find` in the file; the whole file when `find` is absent. */
export interface FileEdit {
  readonly file: string
  readonly find?: string
  readonly replace: string
}

/** The file after the edit; undefined when what was to be replaced is not there any more. */
export function editedFile(text: string | undefined, edit: FileEdit): string | undefined {
  if (edit.find === undefined) return edit.replace
  if (text === undefined || !text.includes(edit.find)) return undefined
  return text.replace(edit.find, () => edit.replace)
}

interface Beginning {
  readonly nodes: Scenario['nodes']
  readonly files: Scenario['files']
  readonly seed?: number
  /** Command lines that have already been run, with their virtual milliseconds, and where the clock stands after them. */
  readonly done?: Scenario['log']
  readonly time?: number
  readonly groupBy?: string
}

/** The scenario of a gallery entry. */
export function galleryScenario(id: string, title: string, beginning: Beginning): Scenario {
  const { nodes, files, seed = 7, done = [], time = 0, groupBy } = beginning
  return {
    format: 1,
    title,
    gallery: id,
    version: '1.36',
    seed,
    nodes,
    files,
    log: done,
    time,
    ...(done.length === 0 && time === 0 ? {} : { start: { entries: done.length, time } }),
    ...(groupBy === undefined ? {} : { view: { groupBy } }),
  }
}
