// Diffs, links and word lists of Monaco, off the page's thread.
import 'monaco-editor/esm/vs/editor/editor.worker.js'
