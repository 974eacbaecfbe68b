import type { TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { ZONE_LABEL } from '../../k8s/well-known'
import { daemonSetsOf, useCluster } from '../../state/cluster'
import { useSelection } from '../../state/selection'
import { type AskedLabels, askedLabels } from '../objects/node-look'
import { revisionNumbers } from '../objects/revisions'
import { useFilter } from './filter'

/** What is the same for all cards: read once for the canvas, not once in each of two hundred cards. */
export interface CanvasFacts {
  readonly t: TFunction<'canvas'>
  /** Of the DaemonSet in focus; '' when there is none. */
  readonly owner: string
  readonly ownerName: string
  readonly asked: AskedLabels
  readonly revisions: ReadonlyMap<string, number>
  readonly filter: string
  /** Cards stand under their zone's heading. */
  readonly byZone: boolean
}

const Context = createContext<CanvasFacts | undefined>(undefined)

export function CanvasFactsProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('canvas')
  const focus = useSelection(state => state.daemonSet)
  const byZone = useSelection(state => state.groupBy === ZONE_LABEL)
  const filter = useFilter(state => state.text.trim())
  // The DaemonSet comes anew with every change of its status; the cards only care about who it is and what it asks for.
  const { owner, ownerName, revisions, askedText } = useCluster(
    useShallow(state => {
      const daemonSet = focus === undefined ? undefined : daemonSetsOf(state).get(focus)
      return {
        owner: daemonSet?.metadata.uid ?? '',
        ownerName: daemonSet?.metadata.name ?? '',
        askedText: JSON.stringify([...askedLabels(daemonSet)]),
        revisions: revisionNumbers(state),
      }
    }),
  )
  const facts = useMemo(
    () => ({ t, filter, byZone, owner, ownerName, revisions, asked: new Map(JSON.parse(askedText)) as AskedLabels }),
    [t, filter, byZone, owner, ownerName, revisions, askedText],
  )
  return <Context.Provider value={facts}>{children}</Context.Provider>
}

export function useCanvasFacts(): CanvasFacts {
  const facts = useContext(Context)
  if (facts === undefined) throw new Error('A card stands outside of the canvas.')
  return facts
}
