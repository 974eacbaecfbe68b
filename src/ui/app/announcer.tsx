import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../../k8s/node'
import type { KubeObject } from '../../k8s/object'
import { controllerOf } from '../../k8s/object'
import type { Pod } from '../../k8s/pod'
import type { ChangeSet } from '../../protocol/protocol'
import { useCluster } from '../../state/cluster'
import { announce } from '../kit'
import { nodeLook } from '../objects/node-look'
import { podLook } from '../objects/pod-look'

type CanvasWords = TFunction<'canvas'>

/** Tells those who listen what happens to daemon Pods and nodes; the live region thins it out. */
export function Announcer() {
  const { t } = useTranslation('canvas')
  useEffect(
    () =>
      useCluster.subscribe((now, before) => {
        if (now.history !== before.history || now.historyLength <= before.historyLength) return
        for (const change of now.history.slice(before.historyLength - now.historyLength)) tellChange(change, t)
      }),
    [t],
  )
  return null
}

function tellChange({ added, updated, removed }: ChangeSet, t: CanvasWords): void {
  for (const object of added) {
    if (object.kind === 'Node') announce(() => t('said.nodeAdded', { node: object.metadata.name }))
  }
  for (const object of removed) {
    if (object.kind === 'Node') announce(() => t('said.nodeRemoved', { node: object.metadata.name }))
    if (isDaemonPod(object)) announce(() => t('said.podGone', placeOf(object)))
  }
  for (const [before, after] of updated) {
    if (after.kind === 'Node') tellNode(before as Node, after as Node, t)
    else if (isDaemonPod(after)) tellPod(before as Pod, after, t)
  }
}

function tellNode(before: Node, after: Node, t: CanvasWords): void {
  const { status } = nodeLook(after)
  if (nodeLook(before).status !== status) announce(() => t('said.nodeStatus', { node: after.metadata.name, status }))
}

function tellPod(before: Pod, after: Pod, t: CanvasWords): void {
  const { state, status } = podLook(after)
  if (podLook(before).state === state) return
  if (state === 'ready') announce(() => t('said.podReady', placeOf(after)))
  else if (state === 'broken' || state === 'failed') announce(() => t('said.podFailing', { ...placeOf(after), status }))
}

const isDaemonPod = (object: KubeObject): object is Pod =>
  object.kind === 'Pod' && controllerOf(object)?.kind === 'DaemonSet'
const placeOf = (pod: Pod) => ({ pod: pod.metadata.name, node: pod.spec.nodeName ?? '' })
