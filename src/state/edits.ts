import { create } from 'zustand'
import type { OpenEdit } from '../protocol/protocol'

/** The texts that commands wait for: `kubectl edit` goes on when its text is closed. */
export const useEdits = create<{ readonly edits: readonly OpenEdit[] }>()(() => ({ edits: [] }))
