import { describe, expect, it } from 'vitest'
import type { Pod } from '../../k8s/pod'
import { ImageCatalog } from './image-catalog'
import { workOf } from './work-of-container'

function end(command: readonly string[], policy = 'Never', image: { exitAfter?: number } = {}) {
  const container = { name: 'main', image: 'work', command }
  const metadata = { name: 'a', uid: 'a', resourceVersion: '1', creationTimestamp: '' }
  const spec = { containers: [container], restartPolicy: policy }
  const pod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: {} }
  const catalog = new ImageCatalog()
  catalog.set('work', image)
  const { exitAfter, exitCode } = workOf(pod, container, catalog.behaviourOf('work'))
  return exitAfter === undefined ? 'runs on' : `${exitCode} after ${exitAfter / 1000} s`
}

describe('a container that may end', () => {
  it.each([
    [['echo', 'hello'], '0 after 0.2 s'],
    [['sleep', '3'], '0 after 3.2 s'],
    [['/bin/sh', '-c', 'date; echo Hello; sleep 1m'], '0 after 60.2 s'],
    [['sh', '-c', 'echo failing && sleep 5 && exit 42'], '42 after 5.2 s'],
    [['false'], '1 after 0.2 s'],
    [['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'], '0 after 4 s'],
    [['sh', '-c', 'while true; do sleep 1; done'], 'runs on'],
    [['sleep', 'infinity'], 'runs on'],
    [[], 'runs on'],
  ])('%j', (command, expected) => {
    expect(end(command)).toBe(expected)
  })

  it('does what is said of its image, and runs on where it is to be restarted anyway', () => {
    expect(end(['sleep', '3'], 'Never', { exitAfter: 7_000 })).toBe('0 after 7 s')
    expect(end(['sleep', '3'], 'Always')).toBe('runs on')
  })
})
