import { X } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { labelValue, qualifiedName } from '../../k8s/names'
import type { Node, Taint } from '../../k8s/node'
import { TAINT_EFFECTS, type TaintEffect, taintText } from '../../k8s/taints'
import { nodesOf, useCluster } from '../../state/cluster'
import { run } from '../../state/session'
import { Button, ChoiceField, CommandLine, TextField } from '../kit'
import { Dialog } from '../kit/dialog'
import { labelLine, removeNodeLine, taintLine, unlabelLine, untaintLine } from '../objects/node-actions'
import { closeNodeDialog, useNodeDialog } from './canvas-menu-state'
import './node-dialogs.css'

/** The small dialog about a node, if one is open: label, taint, or the question before removing. */
export function NodeDialogs() {
  const { dialog, node: name } = useNodeDialog()
  const node = useCluster(state => nodesOf(state).get(name))
  useWayBack(name)
  if (dialog === undefined || node === undefined) return null
  if (dialog === 'label') return <LabelDialog node={node} />
  if (dialog === 'taint') return <TaintDialog node={node} />
  return <RemoveDialog name={name} />
}

/** When the dialog is gone the node's card has the focus; without the card, the one that Tab reaches. */
function useWayBack(name: string): void {
  useEffect(
    () => () => {
      // The dialog gives the focus back in a timer of its own, to a menu that is there no more.
      setTimeout(() => {
        const card = document.querySelector<HTMLElement>(`[data-node="${CSS.escape(name)}"]`)
        const other = document.querySelector<HTMLElement>('[data-node][tabindex="0"]')
        ;(card ?? other)?.focus()
      })
    },
    [name],
  )
}

interface KeyValue {
  readonly key: string
  readonly value: string
}

function problems({ key, value }: KeyValue) {
  const isKey = qualifiedName(key).length === 0
  const isValue = labelValue(value).length === 0
  return { badKey: key !== '' && !isKey, badValue: !isValue, ready: isKey && isValue }
}

function LabelDialog({ node }: { readonly node: Node }) {
  const { t } = useTranslation('canvas')
  const { name, labels = {} } = node.metadata
  const [pair, setPair] = useState<KeyValue>({ key: '', value: '' })
  const { ready } = problems(pair)
  const line = labelLine(name, pair.key || 'key', pair.value, pair.key in labels)
  return (
    <CommandDialog title={t('dialog.labelTitle', { node: name })} line={line} ready={ready}>
      <PairFields pair={pair} onChange={setPair} />
      <Existing
        items={Object.entries(labels).map(([key, value]) => ({
          text: value === '' ? key : `${key}=${value}`,
          line: unlabelLine(name, key),
          edit: () => setPair({ key, value }),
        }))}
      />
    </CommandDialog>
  )
}

function TaintDialog({ node }: { readonly node: Node }) {
  const { t } = useTranslation('canvas')
  const { name } = node.metadata
  const taints = node.spec.taints ?? []
  const [pair, setPair] = useState<KeyValue>({ key: '', value: '' })
  const [effect, setEffect] = useState<TaintEffect>('NoSchedule')
  const { ready } = problems(pair)
  const taint: Taint = { key: pair.key || 'key', ...(pair.value === '' ? {} : { value: pair.value }), effect }
  const replaces = taints.some(other => other.key === taint.key && other.effect === taint.effect)
  return (
    <CommandDialog title={t('dialog.taintTitle', { node: name })} line={taintLine(name, taint, replaces)} ready={ready}>
      <PairFields pair={pair} onChange={setPair} />
      <div>
        <ChoiceField
          label={t('dialog.effect')}
          value={effect}
          options={TAINT_EFFECTS.map(value => ({ value, label: value }))}
          onChange={setEffect}
        />
        <p className="node-dialog__hint">{t(`dialog.effect${effect}`)}</p>
      </div>
      <Existing
        items={taints.map(other => ({
          text: taintText(other),
          line: untaintLine(name, other),
          edit: () => setPair({ key: other.key, value: other.value ?? '' }),
        }))}
      />
    </CommandDialog>
  )
}

function RemoveDialog({ name }: { readonly name: string }) {
  const { t } = useTranslation('canvas')
  return (
    <CommandDialog
      title={t('dialog.removeTitle', { node: name })}
      description={t('dialog.removeText')}
      line={removeNodeLine(name)}
      runLabel={t('action.remove')}
      danger
      ready
    />
  )
}

interface CommandDialogProps {
  readonly title: string
  readonly description?: string
  readonly line: string
  readonly ready: boolean
  readonly danger?: boolean
  readonly runLabel?: string
  readonly children?: ReactNode
}

/** A question whose answer is a command line, shown as it comes to be. */
function CommandDialog({ title, description, line, ready, danger = false, runLabel, children }: CommandDialogProps) {
  const { t } = useTranslation('canvas')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    void run(line, 'click')
    closeNodeDialog()
  }
  return (
    <Dialog open onOpenChange={closeNodeDialog} title={title} description={description} size="s">
      <form className="node-dialog" onSubmit={submit}>
        {children}
        <div>
          <p className="node-dialog__caption">{t('dialog.stands')}</p>
          <CommandLine block line={line} />
        </div>
        <div className="node-dialog__buttons">
          <Button onClick={closeNodeDialog}>{t('dialog.cancel')}</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} disabled={!ready}>
            {runLabel ?? t('dialog.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function PairFields({ pair, onChange }: { readonly pair: KeyValue; readonly onChange: (pair: KeyValue) => void }) {
  const { t } = useTranslation('canvas')
  const { badKey, badValue } = problems(pair)
  return (
    <div className="node-dialog__pair">
      <TextField
        label={t('dialog.key')}
        mono
        autoFocus
        placeholder="disktype"
        value={pair.key}
        {...(badKey ? { problem: t('dialog.badKey') } : {})}
        onChange={event => onChange({ ...pair, key: event.currentTarget.value })}
      />
      <TextField
        label={t('dialog.value')}
        mono
        placeholder="ssd"
        value={pair.value}
        {...(badValue ? { problem: t('dialog.badValue') } : {})}
        onChange={event => onChange({ ...pair, value: event.currentTarget.value })}
      />
    </div>
  )
}

interface ExistingItem {
  readonly text: string
  readonly line: string
  readonly edit: () => void
}

/** What the node carries now: choose one to change it, the cross removes it. */
function Existing({ items }: { readonly items: readonly ExistingItem[] }) {
  const { t } = useTranslation('canvas')
  if (items.length === 0) return null
  return (
    <div>
      <p className="node-dialog__caption">{t('dialog.existing')}</p>
      <ul className="node-dialog__list">
        {items.map(({ text, line, edit }) => (
          <li key={text}>
            <button type="button" className="node-dialog__item" onClick={edit}>
              {text}
            </button>
            <button
              type="button"
              className="node-dialog__remove"
              aria-label={t('dialog.remove', { what: text })}
              title={line}
              onClick={() => void run(line, 'click')}
            >
              <X aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
