import type { Chunk, ContainerHost } from './container-process'
import { dateText } from './date-text'

/** What an image does when its container says nothing else. */
export interface KnownImage {
  /** The command that the image runs by itself; the container's `args` follow it. */
  readonly entrypoint: readonly string[]
  /** What it prints when it has started. */
  prints?(host: ContainerHost, startedAt: number): readonly Chunk[]
}

const linesAt = (at: number, lines: readonly string[]): Chunk[] => lines.map(line => ({ at, text: `${line}\n` }))

const nginxTime = (at: number) => dateText(at, ['+%Y/%m/%d %H:%M:%S'])

const goTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}.000Z`

/** By the last part of the image's name. The lines are those of the programs, shortened to what a reader looks for. */
const IMAGES: Readonly<Record<string, KnownImage>> = {
  alpine: { entrypoint: ['/bin/sh'] },
  busybox: { entrypoint: ['sh'] },
  debian: { entrypoint: ['bash'] },
  ubuntu: { entrypoint: ['/bin/bash'] },
  pause: { entrypoint: ['/pause'], prints: () => [] },
  nginx: {
    entrypoint: ['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;'],
    prints: (_, at) =>
      linesAt(at, [
        '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
        '/docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/',
        '/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh',
        '/docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh',
        '/docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh',
        '/docker-entrypoint.sh: Configuration complete; ready for start up',
        `${nginxTime(at)} [notice] 1#1: using the "epoll" event method`,
        `${nginxTime(at)} [notice] 1#1: start worker processes`,
        `${nginxTime(at)} [notice] 1#1: start worker process 29`,
      ]),
  },
  fluentd: {
    entrypoint: ['tini', '--', '/bin/entrypoint.sh', 'fluentd'],
    prints: (_, at) => fluentdLines(at),
  },
  'fluentd-elasticsearch': { entrypoint: ['/entrypoint.sh'], prints: (_, at) => fluentdLines(at) },
  'fluent-bit': {
    entrypoint: ['/fluent-bit/bin/fluent-bit', '-c', '/fluent-bit/etc/fluent-bit.conf'],
    prints: (_, at) =>
      linesAt(
        at,
        ['[engine] started (pid=1)', '[storage] created root path', '[sp] stream processor started'].map(
          text => `[${nginxTime(at)}] [ info] ${text}`,
        ),
      ),
  },
  'node-exporter': {
    entrypoint: ['/bin/node_exporter'],
    prints: (_, at) =>
      linesAt(
        at,
        [
          'msg="Starting node_exporter"',
          'msg="Enabled collectors"',
          'msg="Listening on" address=[::]:9100',
          'msg="TLS is disabled." http2=false address=[::]:9100',
        ].map(text => `time=${goTime(at)} level=INFO source=node_exporter.go ${text}`),
      ),
  },
  redis: {
    entrypoint: ['docker-entrypoint.sh', 'redis-server'],
    prints: (_, at) =>
      linesAt(
        at,
        [
          '* oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo',
          '* Running mode=standalone, port=6379.',
          '* Ready to accept connections tcp',
        ].map(text => `1:M ${dateText(at, ['+%d %b %Y %H:%M:%S'])}.000 ${text}`),
      ),
  },
  httpd: {
    entrypoint: ['httpd-foreground'],
    prints: (_, at) =>
      linesAt(at, [
        `[${dateText(at, ['+%a %b %d %H:%M:%S'])}.000000 ${dateText(at, ['+%Y'])}] [core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'`,
      ]),
  },
}

function fluentdLines(at: number): readonly Chunk[] {
  const time = `${dateText(at, ['+%Y-%m-%d %H:%M:%S'])} +0000`
  return linesAt(
    at,
    [
      'parsing config file is succeeded path="/fluentd/etc/fluent.conf"',
      'starting fluentd-1.16.2 pid=1 ruby="3.2.2"',
      '#0 starting fluentd worker pid=17 ppid=1 worker=0',
      '#0 fluentd worker is now running worker=0',
    ].map(text => `${time} [info]: ${text}`),
  )
}

const ALIASES: Readonly<Record<string, string>> = {
  node_exporter: 'node-exporter',
  'fluentd-kubernetes-daemonset': 'fluentd',
  'nginx-unprivileged': 'nginx',
}

/** What is known of an image; undefined when nothing is. */
export function knownImage(image: string): KnownImage | undefined {
  const [path = ''] = image.split('@')
  const last = path.split('/').at(-1) ?? ''
  const [name = ''] = last.split(':')
  const known = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name
  return known !== undefined && Object.hasOwn(IMAGES, known) ? IMAGES[known] : undefined
}
