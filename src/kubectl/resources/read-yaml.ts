import * as yaml from '../../k8s/yaml'

/** The documents of a YAML or JSON text as plain values. Throws a YamlError with the message that kubectl prints. */
export function readYamlDocuments(text: string): readonly unknown[] {
  return yaml.readYamlDocuments(text).map(document => document.value)
}
