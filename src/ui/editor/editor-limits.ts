/** Beyond this the editor shows text only: no colours, completion or checks, so that typing stays quick. */
export const RICH_CHARACTERS = 400_000
const RICH_DOCUMENTS = 300
/** Whether the file is small enough for completion, hover and checks. */
export function isRich(text: string): boolean {
  return text.length <= RICH_CHARACTERS && (text.match(/^---/gm)?.length ?? 0) <= RICH_DOCUMENTS
}

/** `5.2 MB` */
export function sizeOf(text: string): string {
  return `${(text.length / 1_000_000).toFixed(1)} MB`
}
