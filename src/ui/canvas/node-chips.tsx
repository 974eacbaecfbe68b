import type { Node } from '../../k8s/node'
import { taintText } from '../../k8s/taints'
import { useSelection } from '../../state/selection'
import { Chip } from '../kit'
import { isSystemTaint, shortTaint, shownLabels } from '../objects/node-look'
import { useCanvasFacts } from './canvas-context'
import { fitChips } from './fit-chips'

/** One line: taints first, then the labels worth seeing; what the pointer is on elsewhere on the page lights up here. */
export function NodeChips({ node }: { readonly node: Node }) {
  const { t, asked } = useCanvasFacts()
  const { name, labels } = node.metadata
  const lit = useSelection(state => (isAbout(state.highlight?.node, name) ? state.highlight : undefined))
  const taints = node.spec.taints ?? []
  const shown = shownLabels(labels, asked, lit?.label)
  const texts = [...taints.map(shortTaint), ...shown.map(label => shortLabel(label.text))]
  const fits = fitChips(texts)
  const hidden = [...taints.map(taintText), ...shown.map(label => label.text)].slice(fits)
  return (
    <div className="chips">
      {taints.slice(0, fits).map(taint => (
        <Chip
          key={`${taint.key}:${taint.effect}`}
          kind="taint"
          effect={taint.effect}
          system={isSystemTaint(taint)}
          lit={lit?.taint?.key === taint.key && lit.taint.effect === taint.effect}
          title={taintText(taint)}
        >
          {shortTaint(taint)}
        </Chip>
      ))}
      {shown.slice(0, Math.max(0, fits - taints.length)).map(label => (
        <Chip key={label.key} kind="label" lit={label.matches || lit?.label === label.key} title={label.text}>
          {shortLabel(label.text)}
        </Chip>
      ))}
      {hidden.length > 0 && (
        <Chip className="chips__more" title={hidden.join('\n')}>
          {t('node.moreLabels', { count: hidden.length })}
        </Chip>
      )}
    </div>
  )
}

const isAbout = (highlighted: string | undefined, name: string) => highlighted === undefined || highlighted === name
const shortLabel = (text: string) => text.replace(/^(?:topology\.)?kubernetes\.io\//, '')
