/** One document of a YAML file: its text and where it begins. */
export interface YamlDocument {
  /** Counted from 0 among the documents with content. */
  readonly index: number
  readonly text: string
  /** Line of the file on which `text` begins, from 1. */
  readonly firstLine: number
}

/** Cuts a file at its `---` lines. Documents of nothing but blank lines and comments are left out, as kubectl does. */
export function yamlDocuments(text: string): readonly YamlDocument[] {
  const documents: YamlDocument[] = []
  let lines: string[] = []
  let firstLine = 1
  const close = (nextLine: number) => {
    if (lines.some(line => /^\s*[^\s#]/.test(line))) {
      documents.push({ index: documents.length, text: lines.join('\n'), firstLine })
    }
    lines = []
    firstLine = nextLine
  }
  text.split('\n').forEach((line, index) => {
    if (/^---(\s|$)/.test(line)) close(index + 2)
    else lines.push(line)
  })
  close(0)
  return documents
}

/** What a document says it is, read without parsing it all. Quotes and comments are taken off. */
export function identityOf(document: YamlDocument): { readonly kind?: string; readonly name?: string } {
  const kind = scalar(/^kind:(.*)$/m.exec(document.text)?.[1])
  const block = /^metadata:[^\S\n]*\n((?:[^\S\n]+.*\n?|\s*\n)*)/m.exec(document.text)?.[1]
  const flow = /^metadata:\s*\{(.*)\}/m.exec(document.text)?.[1]
  const indent = /^(\s+)\S/m.exec(block ?? '')?.[1] ?? ''
  const inBlock = new RegExp(`^${indent}name:(.*)$`, 'm').exec(block ?? '')?.[1]
  const name = scalar(inBlock ?? /(?:^|[,{]\s*)name:([^,}]*)/.exec(flow ?? '')?.[1])
  return { ...(kind === undefined ? {} : { kind }), ...(name === undefined ? {} : { name }) }
}

function scalar(text: string | undefined): string | undefined {
  const value = text
    ?.replace(/\s+#.*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
  return value === undefined || value === '' ? undefined : value
}
