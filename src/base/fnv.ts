/** The numbers of the FNV hashes with 32 bits. */
export const FNV_OFFSET = 0x811c9dc5
export const FNV_PRIME = 0x01000193

/** FNV-1a with 32 bits, as a number of any sign; goes on from `start`. For names, draws and accidents, not against attackers. */
export function fnv1a(bytes: Iterable<number>, start: number = FNV_OFFSET): number {
  let hash = start
  for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME)
  return hash
}

/** As `fnv1a`, over the characters of a text (UTF-16). */
export function fnv1aOfText(text: string, start: number = FNV_OFFSET): number {
  let hash = start
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash
}
