import type { EnglishWords } from '../en'
import type { PluralForm, Translation } from '../translation'

/** Forms of a counted text: 1 Pod, 2 Pody, 5 Podów, 1,5 Poda. */
export type PolishForm = PluralForm
export type Polish<Panel extends keyof EnglishWords> = Translation<Panel, PolishForm>
