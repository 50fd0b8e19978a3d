import type { JSX } from 'preact'
import type { PageSettings } from '../../../src/join-page/page-api.js'
import { useStore } from '../base/use-store.js'
import type { LocalMedia } from '../media/local-media.js'
import type { MeetingSession } from '../meeting/meeting-session.js'
import { Finished } from '../views/finished.js'
import { Lobby } from '../views/lobby/lobby.js'
import { MeetingView } from '../views/meeting/meeting-view.js'
import { Opening } from '../views/opening.js'
import { PageHeader } from '../views/parts/page-header.js'
import { WaitingRoom } from '../views/waiting-room.js'
import type { JoinFlow } from './join-flow.js'
import { meetingLook } from './meeting-look.js'

interface AppProps {
  readonly flow: JoinFlow<MeetingSession>
  readonly media: LocalMedia
  readonly settings: PageSettings
}

/** The view of the phase that the person is in. */
export function App({ flow, media, settings }: AppProps): JSX.Element {
  const phase = useStore(flow.state, (state) => state.phase)
  const look = 'entry' in phase ? meetingLook(settings, phase.entry.meeting) : settings
  const leave = (): void => flow.leave()
  if (phase.view === 'meeting') return <MeetingView call={phase.call} settings={look} onLeave={leave} />
  return (
    <>
      <PageHeader settings={look} />
      {phase.view === 'opening' ? <Opening /> : null}
      {phase.view === 'lobby' ? (
        <Lobby phase={phase} media={media} onReady={() => void flow.ready()} />
      ) : null}
      {phase.view === 'waiting' ? <WaitingRoom meeting={phase.entry.meeting} onLeave={leave} /> : null}
      {phase.view === 'finished' ? (
        <Finished key={phase.ending} phase={phase} onAgain={() => void flow.again()} />
      ) : null}
    </>
  )
}
