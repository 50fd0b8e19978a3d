import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { rosterOf } from '../../meeting/roster.js'
import { useLanguage } from '../parts/messages-context.js'
import { useCall, useMeeting } from './call-context.js'
import { ModeratorTools } from './moderator-tools.js'
import { Panel } from './panel.js'
import { PersonRow } from './person-row.js'
import { RemoveDialog } from './remove-dialog.js'
import { WaitingList } from './waiting-list.js'

/** Who is here, and what moderators can do about it. */
export function PeoplePanel({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const call = useCall()
  const { messages, code } = useLanguage()
  const state = useMeeting((all) => all)
  const { seats, people, tiles, sending, speakers, hands } = state
  const rows = useMemo(
    () => rosterOf({ seats, people, tiles, sending, speakers, hands }, call.entry.me.seat, code),
    [call, seats, people, tiles, sending, speakers, hands, code],
  )
  const [removing, setRemoving] = useState<{ readonly participantId: string; readonly name: string }>()
  const { can } = call.entry
  const moderates = can.muteAll || can.lock || can.record
  return (
    <Panel name="people" heading={messages.people.heading(rows.length)} onClose={onClose}>
      {can.admit ? <WaitingList waiting={state.waiting} /> : null}
      <ul class="roster">
        {rows.map((row) => (
          <PersonRow
            key={row.key}
            row={row}
            onRemove={(name) => setRemoving({ participantId: row.participantId, name })}
          />
        ))}
      </ul>
      {moderates ? <ModeratorTools /> : null}
      {removing === undefined ? null : (
        <RemoveDialog
          name={removing.name}
          onClose={() => setRemoving(undefined)}
          onRemove={() => void call.act({ action: 'remove', participantId: removing.participantId })}
        />
      )}
    </Panel>
  )
}
