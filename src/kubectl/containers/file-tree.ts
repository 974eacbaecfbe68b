/** The files of a container that are known: those that its volumes mount, and a few that every container has. */
export class FileTree {
  private readonly files: ReadonlyMap<string, string>
  private readonly folders = new Set<string>(['/'])

  /** Paths are absolute. `folders` are there although nothing in them is known. */
  constructor(files: ReadonlyMap<string, string>, folders: readonly string[]) {
    this.files = files
    for (const path of files.keys()) this.addFoldersAbove(path)
    for (const path of folders) {
      this.folders.add(path)
      this.addFoldersAbove(path)
    }
  }

  read(path: string): string | undefined {
    return this.files.get(normalised(path))
  }

  isFolder(path: string): boolean {
    return this.folders.has(normalised(path))
  }

  /** Names in a folder, in order. */
  list(path: string): readonly string[] {
    const base = normalised(path)
    const prefix = base === '/' ? '/' : `${base}/`
    const names = [...this.files.keys(), ...this.folders]
      .filter(each => each.startsWith(prefix) && each !== prefix)
      .map(each => each.slice(prefix.length).split('/')[0] ?? '')
    return [...new Set(names)].filter(name => name !== '').sort()
  }

  private addFoldersAbove(path: string): void {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) this.folders.add(path.slice(0, at))
  }
}

function normalised(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}
