import { badImage } from './bad-image'
import { besideADeployment } from './beside-a-deployment'
import { controlPlaneToleration } from './control-plane-toleration'
import { fullNode } from './full-node'
import type { GalleryEntry } from './gallery'
import { loggingAgent } from './logging-agent'
import { maintenance } from './maintenance'
import { nodeExporter } from './node-exporter'
import { nodeFailure } from './node-failure'
import { onDelete } from './on-delete'
import { orphanAndAdopt } from './orphan-and-adopt'
import { rollingUpdate } from './rolling-update'
import { ssdOnly } from './ssd-only'
import { surge } from './surge'

/** The gallery, in the order of its cards. A new scenario is a file beside this one and a line here. */
export const GALLERY: readonly GalleryEntry[] = [
  loggingAgent,
  nodeExporter,
  ssdOnly,
  controlPlaneToleration,
  maintenance,
  rollingUpdate,
  surge,
  onDelete,
  badImage,
  nodeFailure,
  orphanAndAdopt,
  besideADeployment,
  fullNode,
]

/** The entry that a scenario came from. */
export function galleryEntry(id: string | undefined): GalleryEntry | undefined {
  return GALLERY.find(entry => entry.id === id)
}
