import type { Ending } from '../base/ending.js'
import type { MediaProblem } from '../media/media-problem.js'

/** A heading and what to do about it. */
interface Explanation {
  readonly heading: string
  readonly text: string
}

/** Everything that the page says, once for each language. Names in sentences come isolated already (see `isolate`). */
export interface Messages {
  readonly opening: string
  readonly tryAgain: string
  readonly close: string
  readonly cancel: string

  readonly lobby: {
    readonly lead: string
    readonly joiningAs: (name: string) => string
    readonly join: string
    readonly joining: string
    readonly askToJoin: string
    readonly moderatorDecides: string
    readonly admitted: string
    readonly withoutDevices: string
    readonly cameraIsOff: string
    readonly cameraStarts: string
    readonly preview: string
    readonly joinsMuted: string
    readonly microphoneLevel: string
    readonly testSpeaker: string
    readonly soundPlays: string
  }

  readonly waiting: {
    readonly heading: string
    readonly text: string
    readonly stopWaiting: string
  }

  readonly devices: {
    readonly heading: string
    readonly camera: string
    readonly microphone: string
    readonly speaker: string
    readonly systemDefault: string
    readonly unnamed: (number: number) => string
    readonly problem: {
      readonly camera: Readonly<Record<MediaProblem, string>>
      readonly microphone: Readonly<Record<MediaProblem, string>>
    }
    readonly cameraLocked: string
    readonly microphoneLocked: string
    readonly noCamera: string
  }

  readonly controls: {
    readonly label: string
    readonly mute: string
    readonly unmute: string
    readonly startCamera: string
    readonly stopCamera: string
    readonly share: string
    readonly stopSharing: string
    readonly raiseHand: string
    readonly lowerHand: string
    readonly people: string
    readonly chat: string
    readonly unread: (count: number) => string
    readonly devices: string
    readonly leave: string
  }

  readonly meeting: {
    readonly stage: string
    readonly sharedScreens: string
    readonly connecting: string
    readonly reconnecting: string
    readonly reconnected: string
    readonly poorConnection: string
    readonly suggestStopVideo: string
    readonly recording: string
    readonly recordingStarted: string
    readonly recordingStopped: string
    readonly youShare: string
    readonly shares: (name: string) => string
    readonly shareFailed: string
    readonly shareStopped: string
    readonly alone: string
    readonly more: (count: number) => string
    readonly browserAsks: string
    readonly soundBlocked: string
    readonly turnSoundOn: string
    readonly mutedByModerator: string
    readonly microphoneBack: string
    readonly cameraTaken: string
    readonly cameraUnavailable: string
  }

  readonly people: {
    readonly heading: (count: number) => string
    readonly you: string
    readonly someone: string
    readonly moderator: string
    readonly microphoneOn: string
    readonly microphoneOff: string
    readonly microphoneTaken: string
    readonly cameraOn: string
    readonly sharing: string
    readonly handRaised: string
    readonly weakConnection: string
    readonly speaking: string
    readonly waitingHeading: (count: number) => string
    readonly admit: (name: string) => string
    readonly refuse: (name: string) => string
    readonly admitShort: string
    readonly refuseShort: string
    readonly takeMicrophone: (name: string) => string
    readonly giveMicrophone: (name: string) => string
    readonly remove: (name: string) => string
    readonly removeHeading: (name: string) => string
    readonly removeText: string
    readonly removeShort: string
  }

  readonly moderation: {
    readonly heading: string
    readonly muteAll: string
    readonly unmuteAll: string
    readonly attendeesMayUse: string
    readonly camera: string
    readonly microphone: string
    readonly screenShare: string
    readonly startRecording: string
    readonly stopRecording: string
    readonly endHeading: string
    readonly endText: string
    readonly endForAll: string
    readonly leaveOnly: string
    readonly failed: string
    readonly denied: string
    readonly tooOften: string
  }

  readonly chat: {
    readonly heading: string
    /** Over one's own messages. */
    readonly me: string
    readonly empty: string
    readonly kept: string
    readonly input: string
    readonly send: string
    readonly tooLong: (bytes: number) => string
    readonly notSent: string
    readonly log: string
  }

  readonly news: {
    readonly joined: (names: readonly string[], more: number) => string
    readonly left: (names: readonly string[], more: number) => string
    readonly handRaised: (name: string) => string
    readonly chat: (name: string, text: string) => string
    readonly chatMany: (count: number) => string
    readonly waiting: (name: string) => string
  }

  readonly finished: Readonly<Record<Ending, Explanation>> & {
    readonly rejoin: string
    readonly goOn: string
    readonly triesAgain: string
  }
}
