import type { ITheme, Terminal } from '@xterm/xterm'

/** Gives the terminal the page's colours, now and whenever they change. Answers how to stop. */
export function followTerminalTheme(terminal: Terminal): () => void {
  const root = document.documentElement
  const apply = () => {
    terminal.options.theme = themeFrom(getComputedStyle(root))
  }
  apply()
  const observer = new MutationObserver(apply)
  observer.observe(root, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

function themeFrom(style: CSSStyleDeclaration): ITheme {
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    background: token('sunk'),
    foreground: token('ink'),
    cursor: token('accent'),
    cursorAccent: token('sunk'),
    selectionBackground: token('glow'),
    black: token('ink'),
    brightBlack: token('faint'),
    red: token('bad'),
    green: token('ok'),
    yellow: token('wait'),
    blue: token('accent'),
    magenta: token('r3i'),
    cyan: token('r2i'),
    white: token('dim'),
    scrollbarSliderBackground: token('line-strong'),
    scrollbarSliderHoverBackground: token('ghost'),
    scrollbarSliderActiveBackground: token('ghost'),
    overviewRulerBorder: token('sunk'),
  }
}
