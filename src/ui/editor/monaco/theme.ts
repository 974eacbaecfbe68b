import type * as Monaco from 'monaco-editor/esm/vs/editor/editor.api'

type MonacoModule = typeof Monaco

/** Colours of YAML that no token of the page has. */
const SYNTAX = {
  light: { key: '7a3eb1', text: '1e6f50', number: '0b5fa5', keyword: 'a2460d' },
  dark: { key: 'c79bff', text: '8fd6b5', number: '7cc0ff', keyword: 'f0a878' },
} as const

/** Gives Monaco the page's colours, now and whenever the page changes its theme. */
export function followTheme(monaco: MonacoModule): void {
  const root = document.documentElement
  const apply = () => {
    const dark = root.dataset.theme === 'dark'
    const name = dark ? 'playground-dark' : 'playground-light'
    monaco.editor.defineTheme(name, themeFrom(getComputedStyle(root), dark))
    monaco.editor.setTheme(name)
  }
  apply()
  new MutationObserver(apply).observe(root, { attributeFilter: ['data-theme'] })
}

function themeFrom(style: CSSStyleDeclaration, dark: boolean): Monaco.editor.IStandaloneThemeData {
  const token = (name: string) => hex(style.getPropertyValue(`--${name}`).trim())
  const syntax = dark ? SYNTAX.dark : SYNTAX.light
  const bare = (name: string) => token(name).slice(1)
  return {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare('ink') },
      // The themes below have rules of their own for some of these in YAML: only as exact a rule beats them.
      { token: 'type.yaml', foreground: syntax.key },
      { token: 'string.yaml', foreground: syntax.text },
      { token: 'number.yaml', foreground: syntax.number },
      { token: 'keyword.yaml', foreground: syntax.keyword },
      { token: 'operators.yaml', foreground: bare('dim') },
      { token: 'comment.yaml', foreground: bare('faint'), fontStyle: 'italic' },
      { token: 'delimiter.yaml', foreground: bare('dim') },
    ],
    colors: {
      'editor.background': token('panel'),
      'editor.foreground': token('ink'),
      'editorGutter.background': token('panel'),
      'editorLineNumber.foreground': token('faint'),
      'editorLineNumber.activeForeground': token('ink'),
      'editorCursor.foreground': token('accent'),
      'editor.selectionBackground': token('glow'),
      'editor.lineHighlightBackground': token('sunk'),
      'editor.lineHighlightBorder': '#00000000',
      'editorIndentGuide.background1': token('line'),
      'editorIndentGuide.activeBackground1': token('line-strong'),
      'editorWidget.background': token('raised'),
      'editorWidget.border': token('line'),
      'editorSuggestWidget.background': token('raised'),
      'editorSuggestWidget.border': token('line'),
      'editorSuggestWidget.foreground': token('ink'),
      'editorSuggestWidget.selectedBackground': token('accent-soft'),
      'editorSuggestWidget.selectedForeground': token('ink'),
      'editorSuggestWidget.highlightForeground': token('accent'),
      'editorSuggestWidget.focusHighlightForeground': token('accent'),
      'editorHoverWidget.background': token('raised'),
      'editorHoverWidget.border': token('line'),
      'editorError.foreground': token('bad-mark'),
      'editorWarning.foreground': token('wait-mark'),
      'diffEditor.insertedTextBackground': `${token('ok-mark')}30`,
      'diffEditor.insertedLineBackground': `${token('ok-mark')}18`,
      'diffEditor.removedTextBackground': `${token('bad-mark')}30`,
      'diffEditor.removedLineBackground': `${token('bad-mark')}18`,
      'diffEditor.diagonalFill': token('line'),
      'scrollbarSlider.background': `${token('line-strong')}80`,
      'scrollbarSlider.hoverBackground': token('line-strong'),
      'scrollbarSlider.activeBackground': token('line-strong'),
      'scrollbar.shadow': '#00000000',
      'widget.shadow': token('shade'),
      focusBorder: token('accent'),
      'list.hoverBackground': token('sunk'),
    },
  }
}

/** Monaco takes `#rrggbb` and `#rrggbbaa` only. */
function hex(color: string): string {
  return /^#[0-9a-f]{3,4}$/i.test(color) ? `#${[...color.slice(1)].map(digit => digit + digit).join('')}` : color
}
