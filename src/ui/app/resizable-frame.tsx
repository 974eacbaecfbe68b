import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useSettings } from '../../state/settings'
import { type FrameGroup, type FramePart, frameLayout } from './frame-layout'
import { type FrameProps, type Hosts, Slot } from './frame-places'
import { rememberedLayout } from './remembered-layout'

/** Places whose every border can be dragged, and stays where it was left. */
export function ResizableFrame({ hosts }: FrameProps) {
  const across = useSettings(state => state.terminalAcross)
  return <ResizableGroup group={frameLayout(across)} hosts={hosts} className="frame" />
}

interface GroupProps {
  readonly group: FrameGroup
  readonly hosts: Hosts
  readonly className?: string
}

function ResizableGroup({ group, hosts, className }: GroupProps) {
  const { t } = useTranslation()
  const beside = group.orientation === 'horizontal'
  const border = beside
    ? { className: 'frame__column-handle', 'aria-label': t('panels.resizeColumns') }
    : { className: 'frame__row-handle', 'aria-label': t('panels.resizeRows') }
  return (
    <Group id={group.id} orientation={group.orientation} className={className} {...rememberedLayout(group)}>
      {group.parts.map((part, index) => (
        <Fragment key={part.id}>
          {index > 0 && <Separator {...border} />}
          <Panel id={part.id} {...sizesOf(part)}>
            {typeof part.content === 'string' ? (
              <Slot host={hosts[part.content]} />
            ) : (
              <ResizableGroup key={part.content.id} group={part.content} hosts={hosts} />
            )}
          </Panel>
        </Fragment>
      ))}
    </Group>
  )
}

function sizesOf({ size, min, max }: FramePart) {
  return {
    ...(size === undefined ? {} : 'pixels' in size ? pixels(size.pixels) : { defaultSize: `${size.share}%` }),
    ...(min === undefined ? {} : { minSize: min }),
    ...(max === undefined ? {} : { maxSize: `${max}%` }),
  }
}

const pixels = (size: number) => ({ defaultSize: size, groupResizeBehavior: 'preserve-pixel-size' as const })
