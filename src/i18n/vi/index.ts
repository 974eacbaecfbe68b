import type { TranslatedWords } from '../translation'
import { canvas } from './canvas'
import { editor } from './editor'
import { events } from './events'
import { gallery } from './gallery'
import { header } from './header'
import { inspector } from './inspector'
import { kit } from './kit'
import { notices } from './notices'
import { problems } from './problems'
import { reasons } from './reasons'
import { scenarios } from './scenarios'
import { shell } from './shell'
import { terminal } from './terminal'
import { timeline } from './timeline'

/** Tiếng Việt. Kubernetes' own words stay: Pod, taint, rollout, Apply. */
export const words: TranslatedWords = {
  kit,
  shell,
  header,
  canvas,
  timeline,
  editor,
  events,
  gallery,
  inspector,
  terminal,
  notices,
  scenarios,
  reasons,
  problems,
}
