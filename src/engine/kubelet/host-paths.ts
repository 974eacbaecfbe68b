export type HostPathKind = 'directory' | 'file' | 'socket' | 'char-device' | 'block-device'

/** What every Linux machine with a container runtime has on its disk. */
const COMMON_PATHS: ReadonlyMap<string, HostPathKind> = new Map([
  ['/', 'directory'],
  ['/boot', 'directory'],
  ['/dev', 'directory'],
  ['/dev/null', 'char-device'],
  ['/dev/sda', 'block-device'],
  ['/etc', 'directory'],
  ['/etc/kubernetes', 'directory'],
  ['/etc/machine-id', 'file'],
  ['/etc/localtime', 'file'],
  ['/etc/os-release', 'file'],
  ['/etc/cni/net.d', 'directory'],
  ['/home', 'directory'],
  ['/lib/modules', 'directory'],
  ['/opt', 'directory'],
  ['/opt/cni/bin', 'directory'],
  ['/proc', 'directory'],
  ['/root', 'directory'],
  ['/run', 'directory'],
  ['/run/containerd/containerd.sock', 'socket'],
  ['/run/xtables.lock', 'file'],
  ['/sys', 'directory'],
  ['/sys/fs/cgroup', 'directory'],
  ['/tmp', 'directory'],
  ['/usr', 'directory'],
  ['/var', 'directory'],
  ['/var/lib', 'directory'],
  ['/var/lib/containerd', 'directory'],
  ['/var/lib/kubelet', 'directory'],
  ['/var/lib/kubelet/device-plugins', 'directory'],
  ['/var/lib/kubelet/plugins', 'directory'],
  ['/var/lib/kubelet/plugins_registry', 'directory'],
  ['/var/lib/kubelet/pods', 'directory'],
  ['/var/log', 'directory'],
  ['/var/log/containers', 'directory'],
  ['/var/log/journal', 'directory'],
  ['/var/log/pods', 'directory'],
  ['/var/run', 'directory'],
])

/** The paths on one machine's disk, as far as hostPath volumes ask for them. */
export class HostPaths {
  private readonly own = new Map<string, HostPathKind>()

  /** Makes the path, and the directories above it. */
  make(path: string, kind: HostPathKind): void {
    const whole = clean(path)
    for (let end = whole.lastIndexOf('/'); end > 0; end = whole.lastIndexOf('/', end - 1)) {
      const parent = whole.slice(0, end)
      if (this.kindOf(parent) === undefined) this.own.set(parent, 'directory')
    }
    this.own.set(whole, kind)
  }

  kindOf(path: string): HostPathKind | undefined {
    const whole = clean(path)
    return this.own.get(whole) ?? COMMON_PATHS.get(whole)
  }

  /** Why a hostPath of that type cannot be mounted; undefined when it can. Makes what `…OrCreate` asks for. */
  // Models pkg/volume/hostpath/host_path.go checkTypeInternal
  mountError(path: string, type: string | undefined): string | undefined {
    if (path.split('/').includes('..')) return `invalid HostPath \`${path}\`: must not contain '..'`
    if (type === undefined || type === '') return undefined
    const kind = this.kindOf(path)
    const wrong = (what: string) => `hostPath type check failed: ${path} is not a ${what}`
    switch (type) {
      case 'DirectoryOrCreate':
        if (kind === undefined) this.make(path, 'directory')
        return kind === undefined || kind === 'directory' ? undefined : wrong('directory')
      case 'Directory':
        return kind === 'directory' ? undefined : wrong('directory')
      case 'FileOrCreate':
        if (kind === undefined) return this.makeFile(path)
        return kind === 'file' ? undefined : wrong('file')
      case 'File':
        return kind === 'file' ? undefined : wrong('file')
      case 'Socket':
        return kind === 'socket' ? undefined : wrong('socket file')
      case 'CharDevice':
        return kind === 'char-device' ? undefined : wrong('character device')
      case 'BlockDevice':
        return kind === 'block-device' ? undefined : wrong('block device')
      default:
        return `${type} is an invalid volume type`
    }
  }

  private makeFile(path: string): string | undefined {
    const parent = path.slice(0, path.lastIndexOf('/')) || '/'
    if (this.kindOf(parent) !== 'directory') return `open ${path}: no such file or directory`
    this.make(path, 'file')
    return undefined
  }
}

function clean(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}
