import { useSettings } from '../../state/settings'
import { takeOver } from '../kit'

/** Puts the terminal below editor and cluster, or back below the editor. Everything moves as it is. */
export function widenTerminal(): void {
  takeOver(
    document.querySelector<HTMLElement>('.frame')?.parentElement ?? null,
    () => useSettings.setState(state => ({ terminalAcross: !state.terminalAcross })),
    focused => (focused instanceof HTMLElement ? focused : null),
  )
}
