import { typeInFile, useFiles } from '../../../state/files'
import { isRich } from '../editor-limits'
import { monaco } from './monaco'

/** Typing in a large file is told to the rest of the page after this pause (milliseconds). */
const LARGE_FILE_PAUSE = 400

const models = new Map<string, monaco.editor.ITextModel>()

/** The model of a file; made when it is first shown. */
export function modelOf(file: string): monaco.editor.ITextModel {
  const known = models.get(file)
  if (known && !known.isDisposed()) return known
  const text = useFiles.getState().files[file] ?? ''
  const rich = isRich(text)
  const model = monaco.editor.createModel(text, rich ? 'yaml' : 'plaintext', uriOf(file))
  models.set(file, model)
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    if (!model.isDisposed()) typeInFile(file, model.getValue(monaco.editor.EndOfLinePreference.LF))
  }
  model.onDidChangeContent(() => {
    clearTimeout(timer)
    if (model.getValueLength() < 400_000) tell()
    else timer = setTimeout(tell, LARGE_FILE_PAUSE)
  })
  return model
}

/** The file that a model belongs to; undefined for others, such as those of the diff. */
export function fileOf(uri: monaco.Uri): string | undefined {
  return uri.scheme === 'playground' ? uri.path.slice(1) : undefined
}

function uriOf(file: string): monaco.Uri {
  return monaco.Uri.from({ scheme: 'playground', path: `/${file}` })
}

/** Brings what commands, scenarios and quick fixes write into the models, and drops models of files that are gone. */
export function syncModels(): () => void {
  const sync = () => {
    const { files } = useFiles.getState()
    for (const [file, model] of models) {
      const text = files[file]
      if (text === undefined) {
        model.dispose()
        models.delete(file)
      } else if (model.getValue(monaco.editor.EndOfLinePreference.LF) !== text) {
        write(model, text)
      }
    }
  }
  sync()
  const stop = useFiles.subscribe((now, before) => {
    if (now.revision !== before.revision) sync()
  })
  return () => {
    stop()
    for (const model of models.values()) model.dispose()
    models.clear()
  }
}

/** As one edit, so that undo brings the old text back. */
function write(model: monaco.editor.ITextModel, text: string): void {
  const language = isRich(text) ? 'yaml' : 'plaintext'
  if (model.getLanguageId() !== language) monaco.editor.setModelLanguage(model, language)
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
}
