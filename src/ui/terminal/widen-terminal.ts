import { useSettings } from '../../state/settings'
import { takeOver } from '../kit'

/** Gives the terminal the page's whole width, or puts it back beside the time. Everything moves as it is. */
export function widenTerminal(): void {
  takeOver(
    document.querySelector<HTMLElement>('.frame')?.parentElement ?? null,
    () => useSettings.setState(state => ({ terminalAcross: !state.terminalAcross })),
    focused => (focused instanceof HTMLElement ? focused : null),
  )
}
