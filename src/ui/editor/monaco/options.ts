import { monaco } from './monaco'

/** How text stands: the plain editor (editor.css) has the same figures. */
const TYPE = { fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace', fontSize: 12, lineHeight: 20 }

const CALM: monaco.editor.IEditorOptions = {
  ...TYPE,
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  glyphMargin: false,
  renderLineHighlight: 'none',
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  links: false,
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
}

export const EDITOR_OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  ...CALM,
  padding: { top: 8, bottom: 8 },
  lineNumbersMinChars: 4,
  // Its dimmed number on the last empty line would be too faint to read.
  renderFinalNewline: 'on',
  lineDecorationsWidth: 14,
  folding: false,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  wordBasedSuggestions: 'off',
  quickSuggestions: { strings: true, other: true, comments: false },
  bracketPairColorization: { enabled: false },
  matchBrackets: 'never',
  stickyScroll: { enabled: false },
  contextmenu: true,
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  hover: { delay: 350, above: false },
}

export const DIFF_OPTIONS: monaco.editor.IStandaloneDiffEditorConstructionOptions = {
  ...CALM,
  readOnly: true,
  originalEditable: false,
  renderSideBySide: true,
  useInlineViewWhenSpaceIsLimited: true,
  renderSideBySideInlineBreakpoint: 700,
  renderOverviewRuler: false,
  hideUnchangedRegions: { enabled: true, contextLineCount: 4, minimumLineCount: 4 },
  diffAlgorithm: 'advanced',
}
