import type { Activity } from './activity.js'
import type { Meeting } from './meeting.js'
import type { Participant } from './participant.js'
import type { ServerState } from './server-state.js'
import { type BbbVisit, visit } from './visit.js'

/**
 * What people do in the meetings of a simulated server. A user is named by the ID that `join` gave or by the server's own;
 * what somebody does who is not inside, or has done already, changes nothing.
 */
export class SimulatedPeople {
  readonly #state: ServerState

  /** @internal */
  constructor(state: ServerState) {
    this.#state = state
  }

  /**
   * Opens a join link as a browser would, with real requests: the link, then the meeting client with the cookie.
   * Entering makes the person present until `leave`. A guest who has to wait, or whom the client cannot take, is not
   * in. Rejects only when the connection fails.
   */
  visit(joinUrl: string): Promise<BbbVisit> {
    return visit(this.#state, joinUrl)
  }

  /** The user leaves, with every connection; the server remembers them for another minute. */
  leave(meetingID: string, userID: string): void {
    const { meetings, watch } = this.#state
    for (const meeting of meetings.all()) {
      if (meeting.settings.meetingID === meetingID) meeting.leave(userID, meetings.now())
    }
    watch.arm()
  }

  /** A moderator lets a guest in who waits, or who comes later with the same link. No-op when nobody waits. */
  admit(meetingID: string, userID: string): void {
    this.#state.meetings.current(meetingID)?.admit(userID, this.#state.meetings.now())
    this.#state.watch.arm()
  }

  /** A moderator presses the record button, which a meeting created with `record` has. No-op elsewhere. */
  startRecording(meetingID: string): void {
    this.#state.meetings.current(meetingID)?.startRecording()
  }

  /** A moderator presses it again: there will be a recording, of what was before. */
  stopRecording(meetingID: string): void {
    this.#state.meetings.current(meetingID)?.stopRecording()
  }

  startCamera(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.startCamera(participant))
  }

  stopCamera(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.stopCamera(participant))
  }

  /** The user is heard: the microphone is on, and not muted. */
  connectMicrophone(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.connectMicrophone(participant))
  }

  disconnectMicrophone(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.disconnectMicrophone(participant))
  }

  /** Only who has a microphone on can be muted; up to 2.7 no hook is told. */
  mute(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.setMuted(participant, true))
  }

  unmute(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.setMuted(participant, false))
  }

  /** The first moderator who comes in is presenter without this; the one before is none any more. */
  makePresenter(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.makePresenter(participant))
  }

  raiseHand(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.setHand(participant, true))
  }

  lowerHand(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.setHand(participant, false))
  }

  /** Only the presenter can, so who shares a screen becomes presenter first. */
  shareScreen(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.shareScreen(participant))
  }

  stopScreenShare(meetingID: string, userID: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.stopScreenShare(participant))
  }

  /** The user picks an emoji as status; `none` takes it back. */
  setEmoji(meetingID: string, userID: string, emoji: string): void {
    this.#act(meetingID, userID, (activity, participant) => activity.setEmoji(participant, emoji))
  }

  /** The user writes into the public chat. */
  say(meetingID: string, userID: string, text: string): void {
    this.#act(meetingID, userID, (_, participant, meeting) => meeting.say(text, participant))
  }

  #act(
    meetingID: string,
    userID: string,
    what: (activity: Activity, participant: Participant, meeting: Meeting) => void,
  ): void {
    const meeting = this.#state.meetings.current(meetingID)
    const participant = meeting?.findPresent(userID)
    if (meeting !== undefined && participant !== undefined) what(meeting.activity, participant, meeting)
  }
}
