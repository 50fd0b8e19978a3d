import { MeetingSessionStatusCode } from '../chime/sdk.js'
import { addNotice } from './notices.js'
import type { SessionParts } from './session-parts.js'
import { endingOf } from './stop-reason.js'

interface FollowConnectionParts extends SessionParts {
  /** This person has left. */
  readonly isOver: () => boolean
}

/** Keeps the state's connection, and tells when it is over. `started` is called at each start, reconnects included. */
export function followConnection(parts: FollowConnectionParts, started: () => void): void {
  const { audioVideo, state, finish, isOver } = parts
  let first = true
  audioVideo.addObserver({
    audioVideoDidStartConnecting: (reconnecting) =>
      state.patch({ connection: reconnecting ? 'reconnecting' : 'connecting' }),
    audioVideoDidStart() {
      // A stop while connecting is kept until then, and forgotten where the attempt fails and another one follows.
      if (isOver()) {
        audioVideo.stop()
        return
      }
      state.patch({ connection: 'connected' })
      if (!first) addNotice(state, 'reconnected')
      first = false
      started()
    },
    audioVideoDidStop: (status) => finish(endingOf(MeetingSessionStatusCode[status.statusCode()])),
    connectionDidBecomePoor: () => state.patch({ quality: 'poor' }),
    connectionDidSuggestStopVideo: () => state.patch({ quality: 'suggest-stop-video' }),
    connectionDidBecomeGood: () => state.patch({ quality: 'good' }),
  })
}
