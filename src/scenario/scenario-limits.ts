/** Bounds of what a link or a file may ask for: enough for any real cluster, too little to freeze a page. */
export const SCENARIO_LIMITS = {
  textLength: 16_000_000,
  /** Characters behind `#s=`. */
  linkLength: 4_000_000,
  nodes: 5_000,
  files: 200,
  logEntries: 10_000,
  lineLength: 100_000,
  /** A week of virtual time. */
  time: 7 * 24 * 3600 * 1000,
}

/** Whether a scenario may have a file of this name. */
export function isFileName(name: string): boolean {
  // Control characters could steer a terminal.
  return name !== '' && name.length <= 200 && name !== '__proto__' && !/\p{Cc}/u.test(name)
}
