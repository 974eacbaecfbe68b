import { events } from './events'
import { inspector } from './inspector'
import { shellWindows } from './shell-windows'
import { terminal } from './terminal'

/** Words of what comes after the page can be used. */
export const later = { events, inspector, terminal, shell: shellWindows }
