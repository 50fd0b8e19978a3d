import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ChatMessage } from '../../src/spec/chat-message.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import { sendChatMessage } from './client/send-chat-message.js'
import { askSession, meetingIdOf, sessionNotFound } from './session.js'

/** Asks first whether the session lives: the server would write into a newer one too. */
export async function sendMessage(
  { api }: BbbContext,
  meeting: ProviderMeeting,
  { text, from }: ChatMessage,
  options: ProviderCallOptions,
): Promise<void> {
  const session = await askSession(api, meeting, options)
  if (session.state !== 'live') throw sessionNotFound(session.state)
  const meetingID = meetingIdOf(meeting)
  await sendChatMessage(
    api,
    { meetingID, message: text, ...(from !== undefined && { userName: from }) },
    options,
  )
}
