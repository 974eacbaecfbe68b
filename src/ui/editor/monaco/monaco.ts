import 'monaco-editor/esm/vs/editor/editor.all.js'
import 'monaco-editor/esm/vs/basic-languages/yaml/yaml.contribution.js'
import schemaText from 'virtual:kubernetes-schema'
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api'
import { configureMonacoYaml } from 'monaco-yaml'
import EditorWorker from './editor.worker?worker'
import { followTheme } from './theme'
import YamlWorker from './yaml.worker?worker'

/** The one place where Monaco is set up. Import it lazily: it is the heaviest part of the page. */
export { monaco }

window.MonacoEnvironment = {
  getWorker: (_module, label) => (label === 'yaml' ? new YamlWorker() : new EditorWorker()),
}

configureMonacoYaml(monaco, {
  enableSchemaRequest: false,
  // Kubernetes reads YAML 1.1: `yes` is a boolean, 0644 is octal.
  yamlVersion: '1.1',
  hoverSchemaSource: false,
  format: { enable: false },
  schemas: [{ uri: 'playground://kubernetes', fileMatch: ['*'], schema: JSON.parse(schemaText) }],
})

followTheme(monaco)
// Letters are measured again once the page's own font has arrived.
void document.fonts.ready.then(() => monaco.editor.remeasureFonts())

// An editor that is closed while it looks something up lets go of it with a rejection that nobody waits for: no fault.
addEventListener('unhandledrejection', event => {
  if (event.reason instanceof Error && event.reason.name === 'Canceled') event.preventDefault()
})
