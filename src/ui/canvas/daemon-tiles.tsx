import { objectKey } from '../../k8s/object'
import { revisionOf } from '../objects/revisions'
import { useCanvasFacts } from './canvas-context'
import type { NodePods } from './card-facts'
import { PodTile, type PodTileProps } from './pod-tile'

interface DaemonTilesProps extends Pick<PodTileProps, 'size' | 'tabIndex'> {
  readonly pods: NodePods
  /** The key of the Pod that is selected. */
  readonly selectedPod: string | undefined
}

/** A card's tiles of the DaemonSet in focus: its own Pods, then those that it has left behind. */
export function DaemonTiles({ pods: { daemons, orphans }, selectedPod, ...look }: DaemonTilesProps) {
  const { t, owner, revisions } = useCanvasFacts()
  return (
    <>
      {daemons.map(pod => (
        <PodTile
          key={pod.metadata.uid}
          pod={pod}
          t={t}
          revision={revisionOf(pod, owner, revisions)}
          selected={selectedPod === objectKey(pod)}
          {...look}
        />
      ))}
      {orphans.map(pod => (
        <PodTile key={pod.metadata.uid} pod={pod} t={t} orphan selected={selectedPod === objectKey(pod)} {...look} />
      ))}
    </>
  )
}
