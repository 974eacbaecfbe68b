import { typeInFile, useFiles } from '../../../state/files'
import { isRich, RICH_CHARACTERS } from '../editor-limits'
import { waitToSend } from '../unsent-typing'
import { monaco } from './monaco'

/** After this pause in typing (milliseconds) a large file is told to the page, and any is looked at for its size. */
const PAUSE = 400

const models = new Map<string, monaco.editor.ITextModel>()

/** The model of a file; made when it is first shown. */
export function modelOf(file: string): monaco.editor.ITextModel {
  const known = models.get(file)
  if (known && !known.isDisposed()) return known
  const text = useFiles.getState().files[file] ?? ''
  const model = monaco.editor.createModel(text, languageOf(text), uriOf(file))
  models.set(file, model)
  const tell = () => typeInFile(file, textOf(model))
  let timer: ReturnType<typeof setTimeout> | undefined
  let sent = () => {}
  const pause = () => {
    sent()
    if (model.isDisposed()) return
    tell()
    monaco.editor.setModelLanguage(model, languageOf(textOf(model)))
  }
  model.onDidChangeContent(() => {
    clearTimeout(timer)
    if (model.getValueLength() > RICH_CHARACTERS) {
      monaco.editor.setModelLanguage(model, 'plaintext')
      sent()
      sent = waitToSend(tell)
    } else tell()
    timer = setTimeout(pause, PAUSE)
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
      } else if (textOf(model) !== text) {
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

function textOf(model: monaco.editor.ITextModel): string {
  return model.getValue(monaco.editor.EndOfLinePreference.LF)
}

/** `plaintext` keeps colours, checks and completion away from what is too big for them. */
function languageOf(text: string): 'yaml' | 'plaintext' {
  return isRich(text) ? 'yaml' : 'plaintext'
}

/** As one edit, so that undo brings the old text back. */
function write(model: monaco.editor.ITextModel, text: string): void {
  monaco.editor.setModelLanguage(model, languageOf(text))
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
}
