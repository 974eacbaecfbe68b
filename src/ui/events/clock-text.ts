/** Virtual milliseconds as the page's clock shows them: `02:14.3`, with hours when there are any. */
export function clockText(time: number): string {
  const tenths = Math.floor(time / 100)
  const seconds = Math.floor(tenths / 10)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const pad = (value: number) => String(value).padStart(2, '0')
  const head = hours > 0 ? `${hours}:${pad(minutes % 60)}` : pad(minutes)
  return `${head}:${pad(seconds % 60)}.${tenths % 10}`
}
