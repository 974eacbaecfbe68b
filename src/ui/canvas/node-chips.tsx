import { useTranslation } from 'react-i18next'
import type { Node } from '../../k8s/node'
import { taintText } from '../../k8s/taints'
import { useSelection } from '../../state/selection'
import { Chip } from '../kit'
import { useFocusedDaemonSet } from './card-facts'
import { askedLabels, isSystemTaint, shortTaint, shownLabels } from './node-look'

/** Chips shown before the rest becomes a number; the inspector has all of them. */
const SHOWN = 4

/** Taints first, then the labels worth seeing; what the pointer is on elsewhere on the page lights up here. */
export function NodeChips({ node }: { readonly node: Node }) {
  const { t } = useTranslation('canvas')
  const { name, labels } = node.metadata
  const daemonSet = useFocusedDaemonSet()
  const taints = node.spec.taints ?? []
  const shown = shownLabels(labels, askedLabels(daemonSet))
  const lit = useSelection(state => (isAbout(state.highlight?.node, name) ? state.highlight : undefined))
  const room = Math.max(0, SHOWN - taints.length)
  const rest = shown.length - room
  return (
    <div className="chips">
      {taints.map(taint => (
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
      {shown.slice(0, room).map(label => (
        <Chip key={label.key} kind="label" lit={label.matches || lit?.label === label.key} title={label.text}>
          {label.text.replace(/^(?:topology\.)?kubernetes\.io\//, '')}
        </Chip>
      ))}
      {rest > 0 && room > 0 && (
        <Chip title={shown.map(label => label.text).join('\n')}>{t('node.moreLabels', { count: rest })}</Chip>
      )}
    </div>
  )
}

const isAbout = (highlighted: string | undefined, name: string) => highlighted === undefined || highlighted === name
