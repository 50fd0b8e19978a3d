import { hash } from 'node:crypto'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { CreateBreakoutRoomRequest } from '../../src/spec/breakout-room.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderBreakoutRoom, ProviderCreateResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import { create } from './client/create.js'
import { readMeeting } from './client/meeting.js'
import { askSession, hasEnded, meetingIdOf, passwordKeyOf, sessionNotFound } from './session.js'

type Room = ProviderBreakoutRoom & Pick<ProviderCreateResult, 'disposition' | 'warnings'>

/**
 * Makes a room beside a running meeting. The server gives a room another id each time, so the rooms that are
 * there are looked at first; two calls at the same moment for the same number can make two.
 */
export async function createBreakoutRoom(
  context: BbbContext,
  meeting: ProviderMeeting,
  request: CreateBreakoutRoomRequest,
  options: ProviderCallOptions,
): Promise<Room> {
  const { api, clock, password, roomProof } = context
  const parent = await liveParent(context, meeting, options)
  const { sequence, name = `${parent.meetingName} ${sequence}`, durationMinutes, record = false } = request
  const rooms = await roomsOf(context, meeting, parent.breakoutRooms, options)
  const existing = rooms.find((room) => room.sequence === sequence)
  if (existing !== undefined) return { ...existing, disposition: 'existing', warnings: [] }
  const key = passwordKeyOf(meeting)
  const made = await create(
    api,
    {
      name,
      // Of the form that the server's own rooms have: it makes the room's id out of what follows the hyphen.
      meetingID: `${hash('sha1', `${parent.internalMeetingID}-${sequence}`, 'hex')}-${clock.now()}`,
      attendeePW: password('attendee', key),
      moderatorPW: password('moderator', key),
      isBreakout: true,
      parentMeetingID: meetingIdOf(meeting),
      sequence,
      freeJoin: request.freeJoin ?? false,
      record,
      autoStartRecording: record,
      ...(durationMinutes !== undefined && { duration: durationMinutes }),
    },
    options,
  )
  const vendor = {
    createTime: String(made.createTime.getTime()),
    internalId: made.internalMeetingID,
    meetingId: made.meetingID,
    parentKey: key,
    proof: roomProof({ tenant: meeting.tenant, parentKey: key, meetingId: made.meetingID }),
  }
  return { vendor, sequence, name, disposition: made.duplicate ? 'existing' : 'created', warnings: [] }
}

/** The rooms that live, by their number. */
export async function listBreakoutRooms(
  context: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<readonly ProviderBreakoutRoom[]> {
  const parent = await liveParent(context, meeting, options)
  return roomsOf(context, meeting, parent.breakoutRooms, options)
}

async function liveParent(
  { api }: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<ReturnType<typeof readMeeting>> {
  const session = await askSession(api, meeting, options)
  if (session.state !== 'live') throw sessionNotFound(session.state)
  return readMeeting(session.answer)
}

/** A meeting knows only the ids of its rooms; the rest each room tells. One that has gone meanwhile is left out. */
async function roomsOf(
  { api, roomProof }: BbbContext,
  meeting: ProviderMeeting,
  meetingIds: readonly string[],
  options: ProviderCallOptions,
): Promise<readonly ProviderBreakoutRoom[]> {
  const asked = meetingIds.map(async (meetingId) => {
    const found = await api.getMeetingInfo(meetingId, options).catch(goneAsUndefined)
    return found === undefined || hasEnded(found.answer) ? undefined : readMeeting(found.answer)
  })
  const parentKey = passwordKeyOf(meeting)
  const rooms = (await Promise.all(asked)).flatMap((room) => room ?? [])
  return rooms
    .map(({ meetingName, meetingID, internalMeetingID, createTime, breakout }) => ({
      vendor: {
        createTime: String(createTime?.getTime() ?? ''),
        internalId: internalMeetingID,
        meetingId: meetingID,
        parentKey,
        proof: roomProof({ tenant: meeting.tenant, parentKey, meetingId: meetingID }),
      },
      ...(breakout !== undefined && { sequence: breakout.sequence }),
      ...(meetingName !== '' && { name: meetingName }),
    }))
    .sort((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0))
}

function goneAsUndefined(error: unknown): undefined {
  if (MeetingError.is(error) && error.code === 'not-found') return undefined
  throw error
}
