import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { type FrameProps, Slot } from './frame-places'
import { SIZES, useRememberedLayout } from './remembered-layout'

/** Three columns and a foot, every border of which can be dragged, and stays where it was left. */
export function ResizableFrame({ hosts }: FrameProps) {
  const { t } = useTranslation()
  const rows = useRememberedLayout('rows')
  const columns = useRememberedLayout('columns')
  const left = useRememberedLayout('left')
  return (
    <Group id="rows" orientation="vertical" className="frame" {...rows}>
      <Panel id="columns" minSize={260}>
        <Group id="columns" {...columns}>
          <Panel id="left" defaultSize={`${SIZES.left.share}%`} minSize={SIZES.left.min}>
            <Group id="left" orientation="vertical" {...left}>
              <Panel id="editor" minSize={120}>
                <Slot host={hosts.editor} />
              </Panel>
              <Separator className="frame__row-handle" aria-label={t('panels.resizeRows')} />
              <Panel id="terminal" defaultSize={SIZES.terminal} minSize={80} groupResizeBehavior="preserve-pixel-size">
                <Slot host={hosts.terminal} />
              </Panel>
            </Group>
          </Panel>
          <Separator className="frame__column-handle" aria-label={t('panels.resizeColumns')} />
          <Panel id="cluster" minSize={320}>
            <Slot host={hosts.cluster} />
          </Panel>
          <Separator className="frame__column-handle" aria-label={t('panels.resizeColumns')} />
          <Panel id="inspector" defaultSize={`${SIZES.inspector.share}%`} minSize={SIZES.inspector.min}>
            <Slot host={hosts.inspector} />
          </Panel>
        </Group>
      </Panel>
      <Separator className="frame__row-handle" aria-label={t('panels.resizeRows')} />
      <Panel id="foot" defaultSize={SIZES.foot} minSize={88} maxSize="60%" groupResizeBehavior="preserve-pixel-size">
        <Slot host={hosts.time} />
      </Panel>
    </Group>
  )
}
