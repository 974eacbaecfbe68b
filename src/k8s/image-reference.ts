const HOST = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const DOMAIN = `(?:${HOST}(?:\\.${HOST})*(?::[0-9]+)?|\\[[a-fA-F0-9:]+\\](?::[0-9]+)?)`
const PATH = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const REFERENCE = new RegExp(
  `^(?:${DOMAIN}/)?${PATH}(?:/${PATH})*(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,}))?$`,
)

/** The tag of an image, `latest` when it has neither tag nor digest; undefined with a digest alone, or when it is no reference. */
// Models pkg/util/parsers/parsers.go ParseImageName
export function imageTag(image: string): string | undefined {
  const match = REFERENCE.exec(image)
  if (match === null) return undefined
  const [, tag, digest] = match
  return tag ?? (digest === undefined ? 'latest' : undefined)
}
