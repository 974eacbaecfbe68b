import type { CommandIo } from '../base/command'

/** The files whose names fit, in order; the pattern itself when none does. */
export function matchingFiles(pattern: string, io: CommandIo): string[] {
  const files = io.fileNames().filter(name => matchesPattern(pattern, name))
  return files.length === 0 ? [pattern] : [...files].sort()
}

/**
 * `*` stands for anything, `?` for one character; neither for a slash, unless `slashes`. Takes no longer than pattern times
 * name.
 */
export function matchesPattern(pattern: string, name: string, slashes = false): boolean {
  // Which places of the pattern can be reached with the name read so far.
  let places = pastStars(pattern, new Set([0]))
  for (const character of name) {
    const next = new Set<number>()
    for (const place of places) {
      const wanted = pattern[place]
      if (wanted === '*' && (slashes || character !== '/')) next.add(place)
      if (wanted === character || (wanted === '?' && (slashes || character !== '/'))) next.add(place + 1)
    }
    places = pastStars(pattern, next)
  }
  return places.has(pattern.length)
}

function pastStars(pattern: string, places: Set<number>): Set<number> {
  for (const place of places) if (pattern[place] === '*') places.add(place + 1)
  return places
}
