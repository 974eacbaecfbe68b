/** What kubectl says of one command, in its own words. */
export interface CommandHelp {
  readonly long: string
  readonly examples?: string
  /** By the flag as help prints it: `-A, --all-namespaces=false`. */
  readonly flags?: Readonly<Record<string, string>>
  /** `kubectl cordon NODE [options]` */
  readonly usage?: string
}
