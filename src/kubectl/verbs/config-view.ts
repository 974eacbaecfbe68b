import type { CommandSpec } from '../command/command-spec'
import { immediate } from '../command/immediate'
import { fileContent, minified } from '../kubeconfig'
import { toStructJson } from '../output/json-printer'
import { OUTPUT_FLAGS, objectPrinter } from '../output/object-printer'

// Models staging/src/k8s.io/kubectl/pkg/cmd/config/view.go
export const viewCommand: CommandSpec = {
  name: 'view',
  short: 'Display merged kubeconfig settings or a specified kubeconfig file',
  flags: [
    { name: 'flatten', type: 'bool', default: 'false' },
    { name: 'merge', type: 'optional', bare: 'true', default: 'true' },
    { name: 'minify', type: 'bool', default: 'false' },
    { name: 'raw', type: 'bool', default: 'false' },
    ...OUTPUT_FLAGS.map(flag => (flag.name === 'output' ? { ...flag, default: "'yaml'" } : flag)),
  ],
  run: immediate(({ flags, io, session }) => {
    const { current } = session.kubeconfig
    const content = fileContent(flags.bool('minify') ? minified(current) : current, flags.bool('raw'))
    if (flags.string('output') === 'json') io.out(toStructJson(content))
    else io.out(objectPrinter(flags, io)?.print(content) ?? '')
    return 0
  }),
}
