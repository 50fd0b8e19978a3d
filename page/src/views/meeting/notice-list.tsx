import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Messages } from '../../i18n/messages.js'
import type { MediaProblem } from '../../media/media-problem.js'
import type { NoticeKind } from '../../meeting/notices.js'
import { Icon } from '../parts/icon.js'
import { useMessages } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'

/** Long enough to read a line; who needs longer finds the same in the panels. */
const SHOWN_MS = 8_000

const words: Readonly<Record<NoticeKind, (messages: Messages, problem: MediaProblem) => string>> = {
  reconnected: ({ meeting }) => meeting.reconnected,
  'recording-started': ({ meeting }) => meeting.recordingStarted,
  'recording-stopped': ({ meeting }) => meeting.recordingStopped,
  'muted-by-moderator': ({ meeting }) => meeting.mutedByModerator,
  'microphone-locked': ({ devices }) => devices.microphoneLocked,
  'microphone-back': ({ meeting }) => meeting.microphoneBack,
  'microphone-problem': ({ devices }, problem) => devices.problem.microphone[problem],
  'camera-problem': ({ devices }, problem) => devices.problem.camera[problem],
  'camera-taken': ({ meeting }) => meeting.cameraTaken,
  'camera-unavailable': ({ meeting }) => meeting.cameraUnavailable,
  'share-failed': ({ meeting }) => meeting.shareFailed,
  'share-stopped': ({ meeting }) => meeting.shareStopped,
  'action-failed': ({ moderation }) => moderation.failed,
  'action-denied': ({ moderation }) => moderation.denied,
  'action-too-often': ({ moderation }) => moderation.tooOften,
}

/** Short messages that go by; a screen reader says them, too. */
export function NoticeList(): JSX.Element {
  const call = useCall()
  const messages = useMessages()
  const notices = useMeeting((state) => state.notices)
  const oldest = notices[0]?.id
  useEffect(() => {
    if (oldest === undefined) return undefined
    const timer = setTimeout(() => call.dismiss(oldest), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [call, oldest])
  return (
    <div class="notices" role="status">
      {notices.map(({ id, kind, problem = 'failed' }) => (
        <p key={id} class="notice" data-notice={kind}>
          {words[kind](messages, problem)}
          <button
            type="button"
            class="small"
            aria-label={messages.close}
            title={messages.close}
            onClick={() => call.dismiss(id)}
          >
            <Icon name="close" />
          </button>
        </p>
      ))}
    </div>
  )
}
