import type { JSX } from 'preact'
import { DeviceChoice } from '../parts/device-choice.js'
import { useMessages } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'
import { Panel } from './panel.js'

export function DevicesPanel({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const call = useCall()
  const { devices } = useMessages()
  // What may be used changes with these.
  useMeeting((state) => state.locks)
  useMeeting((state) => state.people)
  return (
    <Panel name="devices" heading={devices.heading} onClose={onClose}>
      <DeviceChoice
        media={call.media}
        rights={call.rights}
        noCamera={call.entry.meeting.noCamera}
        onRetryCamera={() => void call.setCamera(true)}
      />
    </Panel>
  )
}
