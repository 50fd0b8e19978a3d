import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { LobbyPhase } from '../../app/phase.js'
import { useStore } from '../../base/use-store.js'
import { isolate } from '../../i18n/isolate.js'
import type { LocalMedia } from '../../media/local-media.js'
import { rightsAtTheDoor } from '../../meeting/rights.js'
import { ControlButton } from '../parts/control-button.js'
import { DeviceChoice } from '../parts/device-choice.js'
import { useMessages } from '../parts/messages-context.js'
import { ViewHeading } from '../parts/view-heading.js'
import { CameraPreview } from './camera-preview.js'
import { LevelMeter } from './level-meter.js'
import { prepareDevices } from './prepare-devices.js'
import { SpeakerCheck } from './speaker-check.js'

interface LobbyProps {
  readonly phase: LobbyPhase
  readonly media: LocalMedia
  readonly onReady: () => void
}

/** The device check before coming in. */
export function Lobby({ phase, media, onReady }: LobbyProps): JSX.Element {
  const { lobby, controls } = useMessages()
  const { entry, admitted, busy } = phase
  const { meeting } = entry
  const rights = rightsAtTheDoor(entry)
  const { camera, microphone, muted, cameraProblem, microphoneProblem } = useStore(
    media.state,
    (state) => state,
  )
  // Once: being admitted meanwhile changes nothing about the devices.
  useEffect(() => prepareDevices(media, entry), [media])
  const silent = muted || microphone === 'off'
  const asks = entry.state === 'waiting'
  const hints = [
    ...(entry.state === 'joined' ? [lobby.joiningAs(isolate(entry.me.name))] : []),
    ...(muted ? [lobby.joinsMuted] : []),
  ]
  const startCamera = (): void => void media.startCamera()
  return (
    <main class="lobby">
      <div class="lobby-intro">
        <ViewHeading title={meeting.title}>
          <span dir="auto">{meeting.title}</span>
        </ViewHeading>
        {meeting.welcomeMessage === undefined ? null : (
          <p class="welcome" dir="auto">
            {meeting.welcomeMessage}
          </p>
        )}
        <p>{lobby.lead}</p>
      </div>
      <section class="lobby-picture" aria-label={controls.label}>
        <CameraPreview media={media} />
        <div class="preview-controls">
          <ControlButton
            icon={silent ? 'microphone-off' : 'microphone'}
            label={silent ? controls.unmute : controls.mute}
            tone={silent ? 'off' : 'plain'}
            disabled={!rights.microphone || microphone === 'starting'}
            onClick={() => {
              media.setMuted(!silent)
              if (microphone === 'off') void media.startMicrophone()
            }}
          />
          {meeting.noCamera ? null : (
            <ControlButton
              icon={camera === 'off' ? 'camera-off' : 'camera'}
              label={camera === 'off' ? controls.startCamera : controls.stopCamera}
              tone={camera === 'off' ? 'off' : 'plain'}
              disabled={!rights.camera || camera === 'starting'}
              onClick={() => (camera === 'off' ? startCamera() : void media.stopCamera())}
            />
          )}
        </div>
      </section>
      <section class="lobby-devices">
        <DeviceChoice
          media={media}
          rights={rights}
          noCamera={meeting.noCamera}
          meter={<LevelMeter media={media} />}
          test={<SpeakerCheck media={media} />}
          onRetryCamera={startCamera}
        />
        {microphoneProblem !== undefined || cameraProblem !== undefined ? (
          <p>{lobby.withoutDevices}</p>
        ) : null}
        <div role="status" class="lobby-news">
          {asks ? <p>{lobby.moderatorDecides}</p> : null}
          {admitted ? <p>{lobby.admitted}</p> : null}
        </div>
        {hints.length === 0 ? null : <p class="hint">{hints.join(' ')}</p>}
        <div class="lobby-action">
          <button type="button" class="main-action" onClick={onReady} aria-disabled={busy}>
            {busy ? lobby.joining : asks ? lobby.askToJoin : lobby.join}
          </button>
        </div>
      </section>
    </main>
  )
}
