import { useEffect } from 'react'
import { useOffline } from '../../state/parts'

/** Tells those who drive the page from outside that the network may go: `<html data-offline="kept">`. */
export function useOfflineMark(): void {
  const ready = useOffline(state => state.ready)
  useEffect(() => {
    document.documentElement.dataset.offline = ready
  }, [ready])
}
