import type { JSX } from 'preact'
import { isolate } from '../../i18n/isolate.js'
import type { RosterRow } from '../../meeting/roster.js'
import { Icon } from '../parts/icon.js'
import type { IconName } from '../parts/icons.js'
import { useMessages } from '../parts/messages-context.js'
import { Avatar } from './avatar.js'
import { useCall } from './call-context.js'

interface PersonRowProps {
  readonly row: RosterRow
  readonly onRemove: (name: string) => void
}

interface PersonActionProps {
  readonly icon: IconName
  readonly label: string
  readonly onClick: () => void
}

function PersonAction({ icon, label, onClick }: PersonActionProps): JSX.Element {
  return (
    <button type="button" class="small" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}

/** One person in the list: who it is, how things stand, and what a moderator can do. */
export function PersonRow({ row, onRemove }: PersonRowProps): JSX.Element {
  const call = useCall()
  const { people } = useMessages()
  const name = row.name ?? people.someone
  const { can } = call.entry
  const known = row.participantId !== '' && !row.me
  const signs: readonly (readonly [IconName, string] | false)[] = [
    row.handAt !== undefined && ['hand', people.handRaised],
    row.weak && ['weak', people.weakConnection],
    row.sharing && ['screen', people.sharing],
    row.camera && ['camera', people.cameraOn],
    row.taken
      ? ['microphone-off', people.microphoneTaken]
      : row.muted
        ? ['microphone-off', people.microphoneOff]
        : ['microphone', row.speaking ? people.speaking : people.microphoneOn],
  ]
  return (
    <li class={`person ${row.speaking ? 'speaking' : ''}`} data-person={row.participantId}>
      <div class="person-name">
        <Avatar name={name} url={row.avatarUrl} />
        <bdi>{name}</bdi>
        {row.me ? <span class="hint">({people.you})</span> : null}
        {row.role === 'moderator' ? (
          <span class="role">
            <Icon name="moderator" />
            {people.moderator}
          </span>
        ) : null}
      </div>
      <div class="person-signs">
        {signs.map((sign) =>
          sign === false ? null : (
            <span key={sign[1]} class="sign" title={sign[1]}>
              <Icon name={sign[0]} />
              <span class="unseen">{sign[1]}</span>
            </span>
          ),
        )}
      </div>
      {known && (can.muteAll || can.remove) ? (
        <div class="person-actions">
          {can.muteAll && row.role !== 'moderator' ? (
            <PersonAction
              icon={row.taken ? 'microphone' : 'microphone-off'}
              label={row.taken ? people.giveMicrophone(isolate(name)) : people.takeMicrophone(isolate(name))}
              onClick={() =>
                void call.act({ action: row.taken ? 'unmute' : 'mute', participantId: row.participantId })
              }
            />
          ) : null}
          {can.remove ? (
            <PersonAction icon="remove" label={people.remove(isolate(name))} onClick={() => onRemove(name)} />
          ) : null}
        </div>
      ) : null}
    </li>
  )
}
