import { load } from 'js-yaml'

/** The documents of a YAML or JSON text as plain values. Throws an Error with the parser's message. */
export function readYamlDocuments(text: string): readonly unknown[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/^---(?:\s.*)?$/m)
    .map(document => load(document))
    .filter(value => value !== null && value !== undefined)
}
