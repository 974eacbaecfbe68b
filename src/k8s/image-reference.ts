const HOST = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const DOMAIN = `(?:${HOST}(?:\\.${HOST})*(?::[0-9]+)?|\\[[a-fA-F0-9:]+\\](?::[0-9]+)?)`
const PATH = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const REFERENCE = new RegExp(
  `^(?:${DOMAIN}/)?${PATH}(?:/${PATH})*(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][\\w+.-]*:[0-9a-fA-F]{32,}))?$`,
)

/** Whether the text has the form of an image's name. */
export const isImageReference = (text: string) => REFERENCE.test(text)

/** The tag of an image, `latest` when it has neither tag nor digest; undefined with a digest alone, or when it is no reference. */
// Models pkg/util/parsers/parsers.go ParseImageName
export function imageTag(image: string): string | undefined {
  const match = REFERENCE.exec(image)
  if (match === null) return undefined
  const [, tag, digest] = match
  if (nameLength(image, tag, digest) > MAX_NAME) return undefined
  return tag ?? (digest === undefined ? 'latest' : undefined)
}

const MAX_NAME = 255
const DEFAULT_REGISTRY = 'docker.io/'
const DEFAULT_FOLDER = 'library/'

/** Of the full name, with the registry that is meant when none is named. */
// Models github.com/distribution/reference/normalize.go ParseNormalizedNamed
function nameLength(image: string, tag: string | undefined, digest: string | undefined): number {
  const suffixes = (tag === undefined ? 0 : tag.length + 1) + (digest === undefined ? 0 : digest.length + 1)
  const [first = '', ...rest] = image.slice(0, image.length - suffixes).split('/')
  const length = image.length - suffixes
  if (rest.length === 0) return length + DEFAULT_REGISTRY.length + DEFAULT_FOLDER.length
  return /[.:A-Z]/.test(first) || first === 'localhost' ? length : length + DEFAULT_REGISTRY.length
}
