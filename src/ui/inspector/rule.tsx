import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { taintText } from '../../k8s/taints'
import type { PlacementRule } from '../../protocol/protocol'
import { goTo } from '../../state/editor-goal'
import { openFile, useFiles, writeFiles } from '../../state/files'
import { part } from '../../state/parts'
import { highlight, useSelection } from '../../state/selection'
import { run } from '../../state/session'
import { classNames, notify } from '../kit'

const MARKS = { pass: '✓', fail: '✗', ignored: '·' } as const

/** One rule with its verdict. Pointing at it lights up the taint or label on the node and the line in the editor. */
export function Rule({ rule, node }: { readonly rule: PlacementRule; readonly node: string }) {
  const { t } = useTranslation('inspector')
  const { verdict, subject, code, params, path, label, taint } = rule
  const name = useDaemonSetName()
  const light = () =>
    highlight({
      node,
      ...(label === undefined ? {} : { label }),
      ...(taint === undefined ? {} : { taint: { key: taint.key, effect: taint.effect } }),
      ...(path === undefined ? {} : { path }),
    })
  const dark = () => highlight(undefined)
  return (
    <li className={classNames('rule', `rule--${verdict}`)} onMouseEnter={light} onMouseLeave={dark}>
      <button
        type="button"
        className="rule__button"
        onFocus={light}
        onBlur={dark}
        onClick={() => path !== undefined && void showInFile(name, path)}
      >
        <span className="rule__mark" aria-hidden="true">
          {MARKS[verdict]}
        </span>
        <span>
          <code>{subject}</code>
          <span className="visually-hidden"> {t(`verdict.${verdict}`)}. </span>
          <small>
            {t(`rule.${code}`, { wanted: params.wanted ?? '', key: params.key ?? '', actual: params.actual ?? '' })}
          </small>
        </span>
      </button>
      {verdict === 'fail' && <Fix rule={rule} node={node} />}
    </li>
  )
}

const manifestTools = part(async () => ({
  ...(await import('../manifest/add-toleration')),
  ...(await import('../manifest/field-position')),
}))

/** Tools for reading and changing manifests; undefined, and said, when they cannot be loaded. */
async function loadManifestTools() {
  try {
    return await manifestTools()
  } catch {
    notify({ kind: 'problem', text: i18next.t('kit:notLoaded'), detail: i18next.t('kit:notLoadedText') })
    return undefined
  }
}

/** Brings the field of the DaemonSet into view in the editor, where a file has it. */
async function showInFile(name: string, path: string): Promise<void> {
  const tools = await loadManifestTools()
  if (tools === undefined) return
  const { fileOfDaemonSet, fieldPosition } = tools
  const { files } = useFiles.getState()
  const file = fileOfDaemonSet(files, name)
  const place = file === undefined ? undefined : fieldPosition(files[file] ?? '', path, { kind: 'DaemonSet', name })
  if (file === undefined || !place?.exact) return
  openFile(file)
  goTo(file, place.startLine, place.startColumn)
}

function useDaemonSetName(): string {
  return useSelection(state => state.daemonSet?.split('/').at(-1) ?? '')
}

/** What would help, as one click. */
function Fix({ rule, node }: { readonly rule: PlacementRule; readonly node: string }) {
  const { t } = useTranslation('inspector')
  const name = useDaemonSetName()
  const { taint, kind, params } = rule
  if (taint !== undefined) {
    const untaint = `kubectl taint node ${node} ${taint.key}:${taint.effect}-`
    return (
      <span className="rule__fixes">
        <button type="button" className="link-button" onClick={() => void addToleration(name, rule, t)}>
          {t('fix.addToleration')}
        </button>
        <button type="button" className="link-button" title={untaint} onClick={() => void run(untaint, 'click')}>
          {t('fix.removeTaint')}
        </button>
      </span>
    )
  }
  if (kind === 'nodeSelector' && params.key !== undefined) {
    const line = `kubectl label node ${node} ${params.key}=${params.value ?? ''}${params.actual === undefined ? '' : ' --overwrite'}`
    return (
      <button type="button" className="link-button rule__fixes" title={line} onClick={() => void run(line, 'click')}>
        {t('fix.addLabel')}
      </button>
    )
  }
  return null
}

type Words = ReturnType<typeof useTranslation<'inspector'>>['t']

/** Writes the toleration into the DaemonSet's file and shows it there; Apply stays with the person. */
async function addToleration(name: string, { taint }: PlacementRule, t: Words): Promise<void> {
  if (taint === undefined) return
  const tools = await loadManifestTools()
  if (tools === undefined) return
  const { fileOfDaemonSet, withToleration } = tools
  const { files } = useFiles.getState()
  const file = fileOfDaemonSet(files, name)
  const added = file === undefined ? undefined : withToleration(files[file] ?? '', name, taint)
  if (file === undefined || added === undefined) {
    notify({ kind: 'problem', text: t('fix.noPlace', { name }) })
    return
  }
  writeFiles({ [file]: added.text })
  openFile(file)
  goTo(file, added.line, 1)
  notify({ kind: 'done', text: t('fix.added', { taint: taintText(taint), file }), detail: t('fix.pressApply') })
}
