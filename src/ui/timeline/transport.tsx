import { FastForward, Pause, Play, RotateCcw, StepForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../state/clock'
import { pause, play, setSpeed, settle, step } from '../../state/session'
import { clockText } from '../events/clock-text'
import { Button, IconButton, Slider } from '../kit'
import { fromSlider, LAST_NOTCH, speedText, toSlider } from './speed'
import './transport.css'

/** Plays when it stands, stands when it plays. */
export function togglePlay(): void {
  void (useClock.getState().playing ? pause() : play())
}

/** Shown at once; the worker confirms it with its next update. */
export function changeSpeed(speed: number): void {
  useClock.setState({ speed })
  void setSpeed(speed)
}

/** Reset, step, play, settle, speed and the virtual clock. */
export function Transport({ onReset }: { readonly onReset: () => void }) {
  const { t } = useTranslation('timeline')
  return (
    <fieldset className="transport" aria-label={t('transport')}>
      <div className="transport__row">
        <IconButton variant="plain" label={t('reset')} onClick={onReset}>
          <RotateCcw />
        </IconButton>
        <PlayButton />
        <IconButton variant="plain" label={t('step')} shortcut="→" onClick={() => void step()}>
          <StepForward />
        </IconButton>
        <SettleButton />
        <Clock />
      </div>
      <Speed />
    </fieldset>
  )
}

function PlayButton() {
  const { t } = useTranslation('timeline')
  const playing = useClock(state => state.playing)
  return (
    <IconButton
      variant="primary"
      className="transport__play"
      label={t(playing ? 'pause' : 'play')}
      shortcut="Space"
      onClick={togglePlay}
    >
      {playing ? <Pause fill="currentColor" /> : <Play fill="currentColor" />}
    </IconButton>
  )
}

function SettleButton() {
  const { t } = useTranslation('timeline')
  const settling = useClock(state => state.settling)
  return (
    <Button
      icon={<FastForward />}
      shortcut="s"
      title={t('settleTitle')}
      aria-disabled={settling}
      onClick={() => void settle()}
    >
      {t('settle')}
    </Button>
  )
}

function Clock() {
  const { t } = useTranslation('timeline')
  const text = useClock(state => clockText(state.now))
  const state = useClock(({ settled, playing }) => (settled ? 'settled' : playing ? 'running' : 'paused'))
  return (
    <span className="transport__clock" title={`${t('virtualTime')} · ${t(state)}`}>
      <i className={`transport__light transport__light--${state}`} aria-hidden="true" />
      <span className="visually-hidden">{`${t(state)}. ${t('virtualTime')} `}</span>
      <span data-testid="virtual-time">{text}</span>
    </span>
  )
}

function Speed() {
  const { t } = useTranslation('timeline')
  const speed = useClock(state => state.speed)
  return (
    <div className="transport__row transport__speed">
      <small aria-hidden="true">0.1x</small>
      <Slider
        label={t('speed')}
        valueText={t('speedText', { speed: Number(speed.toPrecision(2)) })}
        value={toSlider(speed)}
        min={0}
        max={LAST_NOTCH}
        step={1}
        onChange={notch => changeSpeed(fromSlider(notch))}
      />
      <small aria-hidden="true">100x</small>
      <output className="transport__factor">{speedText(speed)}</output>
    </div>
  )
}
