/** In this order they are listed. */
const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}

/** `RWO,ROX` for the access modes of a claim or a volume. */
// Models pkg/apis/core/helper/helpers.go GetAccessModesAsString
export function accessModes(value: unknown): string {
  const modes: readonly unknown[] = Array.isArray(value) ? value : []
  return Object.entries(MODES)
    .flatMap(([mode, short]) => (modes.includes(mode) ? [short] : []))
    .join(',')
}
