import { canvas } from './canvas'
import { editor } from './editor'
import { events } from './events'
import { gallery } from './gallery'
import { header } from './header'
import { inspector } from './inspector'
import { kit } from './kit'
import { shell } from './shell'
import { terminal } from './terminal'
import { timeline } from './timeline'

/** English is the source of the keys: one file a panel, the panel's name is the i18next namespace. */
export const en = { kit, shell, header, canvas, timeline, editor, terminal, events, inspector, gallery }
