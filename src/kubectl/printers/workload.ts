import type { PodTemplate } from '../../k8s/pod'

/** Names and images of a template's containers, each joined by commas. */
export function containerCells(template: PodTemplate | undefined): readonly [names: string, images: string] {
  const containers = template?.spec?.containers ?? []
  return [
    containers.map(container => container.name).join(','),
    containers.map(container => container.image ?? '').join(','),
  ]
}
