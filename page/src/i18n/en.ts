import type { Messages } from './messages.js'

const and = (names: readonly string[], more: number): string => {
  if (more > 0) return `${names.join(', ')} and ${more} more`
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

export const en: Messages = {
  opening: 'Opening the meeting…',
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',

  lobby: {
    lead: 'Check your camera, microphone and speaker before you join.',
    joiningAs: (name) => `You will join as ${name}.`,
    join: 'Join',
    joining: 'Joining…',
    askToJoin: 'Ask to join',
    moderatorDecides: 'A moderator decides who comes into this meeting.',
    admitted: 'A moderator has let you in. Join when you are ready.',
    withoutDevices: 'You can join anyway: you will see and hear the others.',
    cameraIsOff: 'Your camera is off',
    cameraStarts: 'Starting your camera…',
    preview: 'Preview of your camera',
    joinsMuted: 'Your microphone will be muted.',
    microphoneLevel: 'Microphone level',
    testSpeaker: 'Play a test sound',
    soundPlays: 'A sound is playing.',
  },

  waiting: {
    heading: 'Please wait',
    text: 'We have asked a moderator to let you in. You do not have to do anything: the meeting opens by itself.',
    stopWaiting: 'Stop waiting',
  },

  devices: {
    heading: 'Devices',
    camera: 'Camera',
    microphone: 'Microphone',
    speaker: 'Speaker',
    systemDefault: 'System default',
    unnamed: (number) => `Device ${number}`,
    problem: {
      camera: {
        refused:
          'This page may not use your camera. Allow it in the address bar of your browser, then try again.',
        missing: 'No camera was found. Connect one, then try again.',
        'in-use': 'Another program is using your camera. Close that program, then try again.',
        unsupported:
          'This browser cannot use a camera here. Try a current browser and a secure address (https).',
        failed: 'Your camera did not start.',
      },
      microphone: {
        refused:
          'This page may not use your microphone. Allow it in the address bar of your browser, then try again.',
        missing: 'No microphone was found. Connect one, then try again.',
        'in-use': 'Another program is using your microphone. Close that program, then try again.',
        unsupported:
          'This browser cannot use a microphone here. Try a current browser and a secure address (https).',
        failed: 'Your microphone did not start.',
      },
    },
    cameraLocked: 'The moderators have turned cameras off for attendees.',
    microphoneLocked: 'The moderators have turned microphones off for attendees.',
    noCamera: 'Cameras are not used in this meeting.',
  },

  controls: {
    label: 'Your controls',
    mute: 'Mute',
    unmute: 'Unmute',
    startCamera: 'Start camera',
    stopCamera: 'Stop camera',
    share: 'Share screen',
    stopSharing: 'Stop sharing',
    raiseHand: 'Raise hand',
    lowerHand: 'Lower hand',
    people: 'People',
    chat: 'Chat',
    unread: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
    devices: 'Devices',
    leave: 'Leave',
  },

  meeting: {
    stage: 'Pictures of the people in the meeting',
    sharedScreens: 'Shared screens',
    connecting: 'Connecting…',
    reconnecting: 'The connection was lost. Connecting again…',
    reconnected: 'You are connected again.',
    poorConnection: 'Your connection is weak. Others may not hear or see you well.',
    suggestStopVideo: 'Your connection is weak. Stopping your camera may help.',
    recording: 'Recording',
    recordingStarted: 'This meeting is being recorded.',
    recordingStopped: 'The recording has stopped.',
    youShare: 'You are sharing your screen.',
    shares: (name) => `Screen of ${name}`,
    shareFailed: 'Your screen could not be shared.',
    shareStopped: 'Your screen is no longer shared.',
    alone: 'Nobody else is here yet.',
    more: (count) => `${count} more`,
    browserAsks: 'Your browser asks for your microphone or camera. Answer it to be heard and seen.',
    soundBlocked: 'Your browser has blocked the sound.',
    turnSoundOn: 'Turn sound on',
    mutedByModerator: 'A moderator has muted you.',
    microphoneBack: 'You may speak again. You are still muted.',
    cameraTaken: 'The moderators have turned cameras off.',
    cameraUnavailable: 'Your camera cannot be shown: cameras are off, or too many are on.',
  },

  people: {
    heading: (count) => `People (${count})`,
    you: 'you',
    someone: 'Somebody',
    moderator: 'Moderator',
    microphoneOn: 'microphone on',
    microphoneOff: 'muted',
    microphoneTaken: 'muted by a moderator',
    cameraOn: 'camera on',
    sharing: 'shares the screen',
    handRaised: 'hand raised',
    weakConnection: 'weak connection',
    speaking: 'speaking',
    waitingHeading: (count) => `Waiting (${count})`,
    admit: (name) => `Let in: ${name}`,
    refuse: (name) => `Turn away: ${name}`,
    admitShort: 'Let in',
    refuseShort: 'Turn away',
    takeMicrophone: (name) => `Mute ${name}`,
    giveMicrophone: (name) => `Allow ${name} to speak`,
    remove: (name) => `Remove ${name}`,
    removeHeading: (name) => `Remove ${name}?`,
    removeText: 'They leave the meeting at once and cannot come back with the same link.',
    removeShort: 'Remove',
  },

  moderation: {
    heading: 'For moderators',
    muteAll: 'Mute all attendees',
    unmuteAll: 'Allow all to speak',
    attendeesMayUse: 'Attendees may use',
    camera: 'Camera',
    microphone: 'Microphone',
    screenShare: 'Screen sharing',
    startRecording: 'Start recording',
    stopRecording: 'Stop recording',
    endHeading: 'Leave the meeting?',
    endText: 'You can leave and let the others go on, or end the meeting for everybody.',
    endForAll: 'End for everybody',
    leaveOnly: 'Leave',
    failed: 'That did not work. Please try again.',
    denied: 'You may not do that.',
    tooOften: 'Too much at once. Please wait a moment.',
  },

  chat: {
    heading: 'Chat',
    me: 'You',
    empty: 'No messages yet.',
    kept: 'Messages are not saved. People who join later see those of the last five minutes.',
    input: 'Message to everybody',
    send: 'Send',
    tooLong: (bytes) => (bytes === 1 ? 'Too long by 1 character.' : `Too long by about ${bytes} characters.`),
    notSent: 'not sent',
    log: 'Messages',
  },

  news: {
    joined: (names, more) => `${and(names, more)} joined.`,
    left: (names, more) => `${and(names, more)} left.`,
    handRaised: (name) => `${name} raised a hand.`,
    chat: (name, text) => `${name}: ${text}`,
    chatMany: (count) => `${count} new messages.`,
    waiting: (name) => `${name} is waiting to be let in.`,
  },

  finished: {
    rejoin: 'Join again',
    goOn: 'Continue',
    triesAgain: 'This page keeps trying by itself.',
    left: { heading: 'You have left the meeting', text: 'You may close this page now.' },
    ended: {
      heading: 'The meeting is over',
      text: 'It has ended for everybody. You may close this page now.',
    },
    removed: { heading: 'You are no longer in the meeting', text: 'A moderator has removed you.' },
    elsewhere: {
      heading: 'You joined somewhere else',
      text: 'You are in this meeting in another window or on another device, so it was closed here.',
    },
    lost: { heading: 'The connection was lost', text: 'Check your network, then join again.' },
    expired: {
      heading: 'This link has expired',
      text: 'Links to meetings work for a limited time. Ask for a new one where you got it.',
    },
    'not-genuine': {
      heading: 'This link does not work',
      text: 'It may be incomplete. Open it again where you got it, or ask for a new one.',
    },
    used: {
      heading: 'This link has already been used',
      text: 'It works only in the browser that opened it first. Ask for a new one where you got it.',
    },
    'not-started': { heading: 'The meeting has not started yet', text: 'Please wait, or come back later.' },
    full: {
      heading: 'The meeting is full',
      text: 'Nobody else can join now. Try again when somebody has left.',
    },
    denied: { heading: 'You cannot join', text: 'The moderators of this meeting have not let you in.' },
    'rate-limited': { heading: 'Too many attempts', text: 'Please wait a moment, then try again.' },
    unavailable: {
      heading: 'The meeting cannot be reached',
      text: 'A server did not answer. Check your network and try again in a moment.',
    },
    'bad-request': { heading: 'Something went wrong', text: 'Open the link again where you got it.' },
  },
}
