import { useTranslation } from 'react-i18next'
import type { Node } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { DaemonSet } from '../../k8s/workload'
import { useCluster } from '../../state/cluster'
import { run } from '../../state/session'
import { CommandLine } from '../kit'
import { daemonSetActions } from '../objects/daemon-set-actions'
import { clusterActions, machineActions, removeNodeLine } from '../objects/node-actions'
import { podActions } from '../objects/pod-actions'
import { Section } from './section'

interface Action {
  readonly label: string
  readonly line: string
  readonly danger?: boolean
}

/** What can be done with the object, each with the command line that it stands for. */
export function ObjectActions({ object }: { readonly object: KubeObject }) {
  const { t } = useTranslation('inspector')
  const actions = useActions(object)
  return (
    <Section title={t('actions')}>
      <ul className="actions">
        {actions.map(({ label, line, danger }) => (
          <li key={line}>
            <button
              type="button"
              className={danger ? 'action action--danger' : 'action'}
              onClick={() => void run(line, 'click')}
            >
              <span>{label}</span>
              <CommandLine line={line} />
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function useActions(object: KubeObject): readonly Action[] {
  const { t } = useTranslation('inspector')
  const { t: words } = useTranslation('canvas')
  const { name, namespace } = object.metadata
  const machine = useCluster(state => state.machines.get(name))
  const place = namespace === undefined || namespace === 'default' ? '' : ` -n ${namespace}`
  switch (object.kind) {
    case 'Node':
      return [
        ...clusterActions(object as Node).map(action => ({
          label: words(`action.${action.name}`),
          line: action.command,
        })),
        ...machineActions(name, machine).map(({ name: action, command, on }) => ({
          label: on ? t('off', { what: words(`action.${action}`) }) : words(`action.${action}`),
          line: command,
        })),
        { label: t('action.describe'), line: `kubectl describe node ${name}` },
        { label: words('action.remove'), line: removeNodeLine(name), danger: true },
      ]
    case 'Pod':
      return podActions(object as Pod).map(action => ({
        label: words(`action.${action.name}`),
        line: action.command,
        danger: action.name === 'delete' || action.name === 'forceDelete',
      }))
    case 'DaemonSet':
      return daemonSetActions(object as DaemonSet).map(({ name: action, command }) => ({
        label: t(`action.${action}`),
        line: command,
        danger: action === 'delete' || action === 'deleteOrphan',
      }))
    default: {
      const type = object.kind.toLowerCase()
      return [
        { label: t('action.describe'), line: `kubectl describe ${type} ${name}${place}` },
        { label: t('action.delete'), line: `kubectl delete ${type} ${name}${place}`, danger: true },
      ]
    }
  }
}
