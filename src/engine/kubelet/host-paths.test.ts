import { describe, expect, it } from 'vitest'
import { HostPaths } from './host-paths'

describe('hostPath types', () => {
  it('takes anything where no type is asked for', () => {
    expect(new HostPaths().mountError('/nowhere', undefined)).toBeUndefined()
    expect(new HostPaths().mountError('/nowhere', '')).toBeUndefined()
  })

  it('knows what every machine has', () => {
    const paths = new HostPaths()
    expect(paths.mountError('/var/log', 'Directory')).toBeUndefined()
    expect(paths.mountError('/var/log/', 'Directory')).toBeUndefined()
    expect(paths.mountError('/etc/machine-id', 'File')).toBeUndefined()
  })

  it('makes what may be made', () => {
    const paths = new HostPaths()
    expect(paths.mountError('/data', 'DirectoryOrCreate')).toBeUndefined()
    expect(paths.mountError('/data', 'Directory')).toBeUndefined()
    expect(paths.mountError('/data/state', 'FileOrCreate')).toBeUndefined()
    expect(paths.mountError('/data/none/state', 'FileOrCreate')).toBe(
      'open /data/none/state: no such file or directory',
    )
    expect(paths.mountError('/srv/one/two', 'DirectoryOrCreate')).toBeUndefined()
    expect(paths.mountError('/srv/one', 'Directory')).toBeUndefined()
  })

  it.each([
    ['Directory', 'a directory'],
    ['File', 'a file'],
    ['Socket', 'a socket file'],
    ['CharDevice', 'a character device'],
    ['BlockDevice', 'a block device'],
  ])('a missing path is no %s', (type, words) => {
    expect(new HostPaths().mountError('/nowhere', type)).toBe(`hostPath type check failed: /nowhere is not ${words}`)
  })

  it('refuses to go backwards', () => {
    expect(new HostPaths().mountError('/var/../etc', 'Directory')).toContain("must not contain '..'")
  })
})
