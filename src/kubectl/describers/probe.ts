import type { Probe } from '../../k8s/pod'

/** One probe in one line. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go DescribeProbe
export function probeText(probe: Probe): string {
  const {
    initialDelaySeconds = 0,
    timeoutSeconds = 0,
    periodSeconds = 0,
    successThreshold = 0,
    failureThreshold = 0,
  } = probe
  const numbers = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`
  if (probe.exec !== undefined) return `exec [${(probe.exec.command ?? []).join(' ')}] ${numbers}`
  if (probe.httpGet !== undefined) {
    const { scheme = 'HTTP', host = '', port = '', path = '' } = probe.httpGet as Readonly<Record<string, string>>
    const slash = path === '' || path.startsWith('/') ? path : `/${path}`
    return `http-get ${scheme.toLowerCase()}://${host}:${port}${slash} ${numbers}`
  }
  if (probe.tcpSocket !== undefined) {
    const { host = '', port = '' } = probe.tcpSocket as Readonly<Record<string, string>>
    return `tcp-socket ${host}:${port} ${numbers}`
  }
  if (probe.grpc !== undefined) {
    const { port = '', service = '' } = probe.grpc as Readonly<Record<string, string>>
    return `grpc <pod>:${port} ${service} ${numbers}`
  }
  return `unknown ${numbers}`
}
