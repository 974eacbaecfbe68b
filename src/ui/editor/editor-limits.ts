import { yamlDocuments } from './yaml-documents'

/** Beyond this the editor shows text only: no colours, completion or checks, so that typing stays quick. */
const RICH_CHARACTERS = 400_000
const RICH_DOCUMENTS = 300
/** Beyond this a file is not taken at all. Kubernetes itself refuses objects of more than 1.5 MB. */
export const FILE_CHARACTERS = 16_000_000

/** Whether the file is small enough for completion, hover and checks. */
export function isRich(text: string): boolean {
  return text.length <= RICH_CHARACTERS && yamlDocuments(text).length <= RICH_DOCUMENTS
}

/** `5.2 MB` */
export function sizeOf(text: string): string {
  return `${(text.length / 1_000_000).toFixed(1)} MB`
}
