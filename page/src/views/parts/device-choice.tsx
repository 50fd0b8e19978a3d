import type { ComponentChildren, JSX } from 'preact'
import { useStore } from '../../base/use-store.js'
import type { LocalMedia } from '../../media/local-media.js'
import type { Rights } from '../../meeting/rights.js'
import { DevicePicker } from './device-picker.js'
import { DeviceProblem } from './device-problem.js'
import { useMessages } from './messages-context.js'

interface DeviceChoiceProps {
  readonly media: LocalMedia
  readonly rights: Rights
  /** The meeting has no cameras at all. */
  readonly noCamera: boolean
  /** Below the microphone, and below the speaker. */
  readonly meter?: ComponentChildren
  readonly test?: ComponentChildren
  readonly onRetryCamera: () => void
}

/** Which devices to use, and what is wrong with them: in the device check as in the meeting. */
export function DeviceChoice({
  media,
  rights,
  noCamera,
  meter,
  test,
  onRetryCamera,
}: DeviceChoiceProps): JSX.Element {
  const { devices: words } = useMessages()
  const { devices, chosen, microphoneProblem, cameraProblem } = useStore(media.state, (state) => state)
  return (
    <div class="device-choice">
      <DevicePicker
        label={words.microphone}
        devices={devices.microphones}
        chosen={chosen.microphone}
        onChoose={(id) => void media.startMicrophone(id)}
      />
      {microphoneProblem === undefined ? (
        meter
      ) : (
        <DeviceProblem
          kind="microphone"
          problem={microphoneProblem}
          onRetry={() => void media.startMicrophone()}
        />
      )}
      {rights.microphone ? null : <p class="hint">{words.microphoneLocked}</p>}
      {rights.camera ? (
        <>
          <DevicePicker
            label={words.camera}
            devices={devices.cameras}
            chosen={chosen.camera}
            onChoose={(id) => void media.chooseCamera(id)}
          />
          {cameraProblem === undefined ? null : (
            <DeviceProblem kind="camera" problem={cameraProblem} onRetry={onRetryCamera} />
          )}
        </>
      ) : (
        <p class="hint">{noCamera ? words.noCamera : words.cameraLocked}</p>
      )}
      <DevicePicker
        label={words.speaker}
        devices={devices.speakers}
        chosen={chosen.speaker}
        onChoose={(id) => media.chooseSpeaker(id)}
      />
      {test}
    </div>
  )
}
