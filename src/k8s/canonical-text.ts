/** JSON with sorted keys and without absent fields: equal values give equal texts, whatever the order of their fields. */
export function canonicalText(value: unknown): string {
  if (value === undefined) return 'null'
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  const fields = value as Readonly<Record<string, unknown>>
  const parts: string[] = []
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalText(fields[key])}`)
  }
  return `{${parts.join(',')}}`
}
