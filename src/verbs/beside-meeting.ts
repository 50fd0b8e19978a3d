import type { Call } from '../call/call.js'
import { hashedId } from '../identity/meeting-id.js'
import { providerMeeting, type Session } from '../identity/session.js'
import { methodOf } from '../provider-for.js'
import type { Providers } from '../providers.js'
import { breakoutRoomSchema, chatMessageSchema, documentsSchema } from '../requests/beside-schema.js'
import { checkRequest } from '../requests/check-request.js'
import type {
  BreakoutRoom,
  CreateBreakoutRoomRequest,
  CreateBreakoutRoomResult,
} from '../spec/breakout-room.js'
import type { ChatMessage } from '../spec/chat-message.js'
import type { MeetingDocument } from '../spec/meeting-document.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { ProviderBreakoutRoom } from '../spec/provider.js'

/** What can be done beside a running meeting: rooms, documents, messages. */
export class BesideMeeting {
  readonly #providers: Providers

  constructor(providers: Providers) {
    this.#providers = providers
  }

  async createBreakoutRoom(
    call: Call,
    session: Session,
    request: CreateBreakoutRoomRequest,
  ): Promise<CreateBreakoutRoomResult> {
    checkRequest(breakoutRoomSchema, request)
    const create = await methodOf(this.#providers, session, 'createBreakoutRoom')
    const { vendor, disposition, warnings, ...room } = await create(providerMeeting(session), request, call)
    return { ...roomOf(session, { vendor, ...room }), disposition, warnings }
  }

  async listBreakoutRooms(call: Call, session: Session): Promise<readonly BreakoutRoom[]> {
    const list = await methodOf(this.#providers, session, 'listBreakoutRooms')
    return (await list(providerMeeting(session), call)).map((room) => roomOf(session, room))
  }

  async addDocuments(call: Call, session: Session, documents: readonly MeetingDocument[]): Promise<void> {
    checkRequest(documentsSchema, documents)
    const add = await methodOf(this.#providers, session, 'addDocuments')
    await add(providerMeeting(session), documents, call)
  }

  async sendMessage(call: Call, session: Session, message: ChatMessage): Promise<void> {
    checkRequest(chatMessageSchema, message)
    const send = await methodOf(this.#providers, session, 'sendMessage')
    await send(providerMeeting(session), message, call)
  }
}

/** A room's ref: it has no id of yours, so it gets one that is told from the meeting's and the room's own. */
function roomOf({ ref }: Session, { vendor, ...room }: ProviderBreakoutRoom): BreakoutRoom {
  const { v, provider, tenant } = ref
  const id = hashedId(`${ref.id} room ${room.sequence ?? ''} ${JSON.stringify(vendor)}`, 64)
  const roomRef: MeetingRef = {
    v,
    provider,
    ...(tenant === undefined ? {} : { tenant }),
    id,
    incarnation: 0,
    vendor,
  }
  return { ref: roomRef, ...room }
}
