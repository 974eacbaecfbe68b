import { setProblems, useProblems } from '../problems'
import type { Problem } from '../server-errors'
import { fileOf } from './models'
import { monaco } from './monaco'

const OWNER = 'api-server'

/** Shows the server's problems as markers, and tells the problem list what the schema found. */
export function followMarkers(): () => void {
  const show = () => {
    const { files } = useProblems.getState()
    for (const model of monaco.editor.getModels()) {
      const file = fileOf(model.uri)
      if (file === undefined) continue
      monaco.editor.setModelMarkers(model, OWNER, (files[file]?.server ?? []).map(markerOf))
    }
  }
  show()
  const stop = useProblems.subscribe((now, before) => {
    if (now.files !== before.files) show()
  })
  const models = monaco.editor.onDidCreateModel(() => show())
  const markers = monaco.editor.onDidChangeMarkers(uris => {
    for (const uri of uris) {
      const file = fileOf(uri)
      if (file === undefined) continue
      const found = monaco.editor.getModelMarkers({ resource: uri }).filter(marker => marker.owner !== OWNER)
      setSchemaProblems(file, found.map(problemOf))
    }
  })
  return () => {
    stop()
    models.dispose()
    markers.dispose()
  }
}

function setSchemaProblems(file: string, problems: readonly Problem[]): void {
  const known = useProblems.getState().files[file]?.schema ?? []
  // Markers are told again whenever ours change: only news may go round.
  if (JSON.stringify(known) !== JSON.stringify(problems)) setProblems(file, 'schema', problems)
}

function markerOf({ severity, message, position }: Problem): monaco.editor.IMarkerData {
  return {
    severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message,
    source: 'API server',
    startLineNumber: position.startLine,
    startColumn: position.startColumn,
    endLineNumber: position.endLine,
    endColumn: position.endColumn,
  }
}

function problemOf(marker: monaco.editor.IMarker): Problem {
  return {
    source: 'schema',
    severity: marker.severity === monaco.MarkerSeverity.Error ? 'error' : 'warning',
    message: marker.message,
    position: {
      startLine: marker.startLineNumber,
      startColumn: marker.startColumn,
      endLine: marker.endLineNumber,
      endColumn: marker.endColumn,
    },
  }
}
