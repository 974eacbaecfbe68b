/** What a running command waits for: the next change in the cluster, or a moment (virtual milliseconds from now), whichever is first. */
export interface CommandWait {
  readonly change?: boolean
  readonly delay?: number
}

/** A command that runs: yields when it has to wait, returns its exit code. Synchronous otherwise. */
export type CommandRun = Generator<CommandWait, number, void>

/** What a command may touch besides the cluster. */
export interface CommandIo {
  /** stdout and stderr, with the line ends in the text. */
  out(text: string): void
  err(text: string): void
  readonly stdin?: string
  /** The page's files; undefined when there is no such file. */
  readFile(name: string): string | undefined
  writeFile(name: string, text: string): void
  fileNames(): readonly string[]
  /** Virtual milliseconds. */
  now(): number
  /**
   * Opens text in the person's editor and waits until they close it; answers the text as they saved it, or undefined when
   * they closed it without saving. Absent where there is no editor.
   */
  edit?(name: string, text: string): Answer<string | undefined>
  /** Brings a file of the page in front of the person. */
  showFile?(name: string): void
}

/** Something that has to be waited for, as a command waits. */
export type Answer<T> = Generator<CommandWait, T, void>
