import type { GalleryId, GalleryText } from '../scenario/gallery/gallery'
import type { Problem, Reason } from './core-sentences'
import type { EnglishWords } from './en'

/** Forms that a counted text may have, as `Intl.PluralRules` calls them. */
export type PluralForm = 'one' | 'few' | 'many' | 'other'

/**
 * The words of one panel in another language: every key that English has, and of a counted text the forms of that language.
 * A key that is missing, or too many, does not compile.
 */
export type Translation<Panel extends keyof EnglishWords, Form extends PluralForm = 'other'> = Translated<
  EnglishWords[Panel],
  Form
>

type Translated<English, Form extends PluralForm> = {
  readonly [Key in Uncounted<keyof English>]: English[Key] extends string ? string : Translated<English[Key], Form>
} & { readonly [Key in `${Counted<keyof English>}_${Form}`]: string }

type Uncounted<Key> = Key extends `${string}_one` | `${string}_other` ? never : Key
type Counted<Key> = Key extends `${infer Text}_other` ? Text : never

/** Every panel of a language. */
export type TranslatedWords<Form extends PluralForm = 'other'> = {
  readonly [Panel in keyof EnglishWords]: Translation<Panel, Form>
} & { readonly scenarios: ScenarioTexts; readonly reasons: ReasonTexts; readonly problems: ProblemTexts }

/** What the gallery's entries say. */
export type ScenarioTexts = Readonly<Record<GalleryId, GalleryText>>

export type ReasonTexts = Readonly<Record<Reason, string>>

export type ProblemTexts = Readonly<Record<Problem, string>>
