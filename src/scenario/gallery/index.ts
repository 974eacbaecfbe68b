import { loggingAgent } from './logging-agent'

// The list of all entries is in gallery-list.ts, so that the page's first load carries only this one.

/** What the page shows to somebody who comes for the first time. */
export const OPENING_ENTRY = loggingAgent
