import type { GalleryId, GalleryText } from '../scenario/gallery/gallery'
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
} & { readonly scenarios: ScenarioTexts; readonly reasons: ReasonTexts }

/** What the gallery's entries say. */
export type ScenarioTexts = Readonly<Record<GalleryId, GalleryText>>

/** Reasons that the engine gives for what it does, as it writes them. */
type Reason =
  | '{{node}} should run a pod and has none'
  | '{{pod}} on {{node}} has failed'
  | '{{pod}} on {{node}} has ended, and daemons are to run for ever'
  | '{{pod}} is out of date and not ready; {{newest}} takes its place'
  | '{{newest}} is available and takes the place of {{pod}}'
  | 'rolling update: {{pod}} is out of date, and the budget allows to take it away'
  | 'rolling update: {{pod}} is out of date, and the budget allows a new pod beside it'
  | 'rolling update: {{pod}} is out of date and not available anyway'
  | 'rolling update: {{pod}} is out of date and not available'
  | 'rolling update: {{newest}} is available, {{pod}} may go'
  | 'rolling update: {{node}} should not run a pod any more'
  | 'the template of {{owner}} is new: revision {{number}}'
  | 'the template is again that of revision {{kept}}, which becomes {{number}}'
  | 'its node affinity names {{node}}, and it fits there'
  | 'highest score ({{score}}) of {{count}} nodes that fit'
  | '{{node}} was nominated for it after preemption'
  | 'preemption: room for {{pod}} on {{node}}'
  | 'its containers have stopped'
  | 'it does not tolerate {{taint}}'
  | 'its owner is gone: {{owner}}'
  | 'its node {{node}} no longer exists'
  | 'nothing is heard of node {{node}}'
  | 'its kubelet has been silent for longer than the grace period'

export type ReasonTexts = Readonly<Record<Reason, string>>
