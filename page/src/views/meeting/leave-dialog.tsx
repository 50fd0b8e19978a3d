import type { JSX } from 'preact'
import { useMessages } from '../parts/messages-context.js'
import { useCall } from './call-context.js'
import { Dialog } from './dialog.js'

interface LeaveDialogProps {
  readonly onLeave: () => void
  readonly onClose: () => void
}

/** For those who can end the meeting for everybody. */
export function LeaveDialog({ onLeave, onClose }: LeaveDialogProps): JSX.Element {
  const call = useCall()
  const { moderation, cancel } = useMessages()
  const end = (): void => {
    onClose()
    // The vendor, or else the server's next answer, takes everybody out.
    void call.act({ action: 'end' })
  }
  return (
    <Dialog heading={moderation.endHeading} text={moderation.endText} onClose={onClose}>
      <button type="button" class="quiet" onClick={onClose}>
        {cancel}
      </button>
      <button type="button" class="main-action" onClick={onLeave}>
        {moderation.leaveOnly}
      </button>
      <button type="button" class="danger" onClick={end}>
        {moderation.endForAll}
      </button>
    </Dialog>
  )
}
