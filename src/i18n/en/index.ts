import { canvas } from './canvas'
import { editor } from './editor'
import { gallery } from './gallery'
import { header } from './header'
import { kit } from './kit'
import type { later } from './later'
import { notices } from './notices'
import { shell } from './shell'
import { timeline } from './timeline'

/**
 * English is the source of the keys: one file a panel, the panel's name is the i18next namespace. These are the words that
 * the page needs at once; `later.ts` has the others.
 */
export const en = { kit, shell, header, canvas, timeline, editor, gallery, notices }

type Later = typeof later
/** Every key that there is. */
export type EnglishWords = Omit<typeof en, 'shell'> & Omit<Later, 'shell'> & { shell: typeof shell & Later['shell'] }
