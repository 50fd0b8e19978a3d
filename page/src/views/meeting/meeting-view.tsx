import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PageSettings } from '../../../../src/join-page/page-api.js'
import { keepAwake } from '../../media/keep-awake.js'
import type { MeetingSession } from '../../meeting/meeting-session.js'
import { useMessages } from '../parts/messages-context.js'
import { PageHeader } from '../parts/page-header.js'
import { ViewHeading } from '../parts/view-heading.js'
import { CallContext } from './call-context.js'
import { ChatPanel } from './chat-panel.js'
import { ConnectionBanner } from './connection-banner.js'
import { ControlBar, type PanelName } from './control-bar.js'
import { DevicesPanel } from './devices-panel.js'
import { LeaveDialog } from './leave-dialog.js'
import { NewsReader } from './news-reader.js'
import { NoticeList } from './notice-list.js'
import { PeoplePanel } from './people-panel.js'
import { RecordingSign } from './recording-sign.js'
import { Stage } from './stage.js'

interface MeetingViewProps {
  readonly call: MeetingSession
  readonly settings: PageSettings
  readonly onLeave: () => void
}

const panels = { people: PeoplePanel, chat: ChatPanel, devices: DevicesPanel } as const

/** The meeting. */
export function MeetingView({ call, settings, onLeave }: MeetingViewProps): JSX.Element {
  const { meeting } = useMessages()
  const [open, setOpen] = useState<PanelName>()
  const [leaving, setLeaving] = useState(false)
  const view = useRef<HTMLDivElement>(null)
  useEffect(() => keepAwake(), [])
  const close = (): void => {
    const button = view.current?.querySelector<HTMLElement>(`[data-panel="${open}"]`)
    setOpen(undefined)
    button?.focus()
  }
  const Panel = open === undefined ? undefined : panels[open]
  const { title } = call.entry.meeting
  return (
    <CallContext.Provider value={call}>
      <div ref={view} class={`meeting ${open === undefined ? '' : 'with-panel'}`}>
        <PageHeader settings={settings}>
          <ViewHeading title={title} class="meeting-title">
            <span dir="auto">{title}</span>
          </ViewHeading>
          <RecordingSign />
        </PageHeader>
        <ConnectionBanner />
        <main class="meeting-main" aria-label={meeting.stage}>
          <Stage />
        </main>
        {Panel === undefined ? null : <Panel onClose={close} />}
        <ControlBar
          open={open}
          onPanel={(name) => (open === name ? close() : setOpen(name))}
          onLeave={() => (call.entry.can.endForAll ? setLeaving(true) : onLeave())}
        />
        <NoticeList />
        <NewsReader />
        {leaving ? <LeaveDialog onLeave={onLeave} onClose={() => setLeaving(false)} /> : null}
      </div>
    </CallContext.Provider>
  )
}
