import type { JSX } from 'preact'
import { useStore } from '../../base/use-store.js'
import { ControlButton } from '../parts/control-button.js'
import { useLanguage } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'

export type PanelName = 'people' | 'chat' | 'devices'

interface ControlBarProps {
  readonly open: PanelName | undefined
  readonly onPanel: (name: PanelName) => void
  readonly onLeave: () => void
}

const canShare = (): boolean => 'getDisplayMedia' in (navigator.mediaDevices ?? {})

/** What this person can switch, and the way out. */
export function ControlBar({ open, onPanel, onLeave }: ControlBarProps): JSX.Element {
  const call = useCall()
  const { messages, code } = useLanguage()
  const { controls, people } = messages
  const { muted, microphone, camera } = useStore(call.media.state, (state) => state)
  const { sharing, hands, unread, waiting, connection } = useMeeting((state) => state)
  const rights = call.rights
  const { meeting, me } = call.entry
  const silent = muted || microphone !== 'on'
  const handUp = hands.has(me.seat)
  const connected = connection === 'connected'
  const number = new Intl.NumberFormat(code)
  const panel = (
    name: PanelName,
  ): { readonly controls: string; readonly expanded: boolean; readonly onClick: () => void } => ({
    controls: name,
    expanded: open === name,
    onClick: () => onPanel(name),
  })
  return (
    <section class="control-bar" aria-label={controls.label}>
      <ControlButton
        icon={silent ? 'microphone-off' : 'microphone'}
        label={silent ? controls.unmute : controls.mute}
        tone={silent ? 'off' : 'plain'}
        disabled={!rights.microphone || microphone === 'starting'}
        onClick={() => void call.setMuted(!silent)}
      />
      {meeting.noCamera ? null : (
        <ControlButton
          icon={camera === 'off' ? 'camera-off' : 'camera'}
          label={camera === 'off' ? controls.startCamera : controls.stopCamera}
          tone={camera === 'off' ? 'off' : 'plain'}
          disabled={!rights.camera || camera === 'starting'}
          onClick={() => void call.setCamera(camera === 'off')}
        />
      )}
      {meeting.noScreenShare || !canShare() ? null : (
        <ControlButton
          icon={sharing ? 'screen-off' : 'screen'}
          label={sharing ? controls.stopSharing : controls.share}
          tone={sharing ? 'on' : 'plain'}
          disabled={!rights.screenShare || !connected}
          onClick={() => void call.setSharing(!sharing)}
        />
      )}
      <ControlButton
        icon="hand"
        label={handUp ? controls.lowerHand : controls.raiseHand}
        tone={handUp ? 'on' : 'plain'}
        disabled={!connected}
        onClick={() => call.setHand(!handUp)}
      />
      <ControlButton
        icon="people"
        label={controls.people}
        {...panel('people')}
        badge={
          waiting.length === 0
            ? undefined
            : { text: number.format(waiting.length), label: people.waitingHeading(waiting.length) }
        }
      />
      <ControlButton
        icon="chat"
        label={controls.chat}
        {...panel('chat')}
        badge={
          unread === 0 || open === 'chat'
            ? undefined
            : { text: number.format(unread), label: controls.unread(unread) }
        }
      />
      <ControlButton icon="devices" label={controls.devices} {...panel('devices')} />
      <ControlButton icon="leave" label={controls.leave} tone="danger" onClick={onLeave} />
    </section>
  )
}
