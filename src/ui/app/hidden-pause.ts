import { useEffect } from 'react'
import { useClock } from '../../state/clock'
import { pause, play } from '../../state/session'

/** Time stands still while nobody can see the page, and goes on when they come back. */
export function useHiddenPause(): void {
  useEffect(() => {
    let stopped = false
    const onChange = () => {
      if (document.hidden) {
        stopped = useClock.getState().playing
        if (stopped) void pause()
      } else if (stopped) {
        stopped = false
        void play()
      }
    }
    document.addEventListener('visibilitychange', onChange)
    return () => document.removeEventListener('visibilitychange', onChange)
  }, [])
}
