import {
  ConsoleLogger,
  DefaultDeviceController,
  DefaultMeetingSession,
  LogLevel,
  MeetingSessionConfiguration,
} from 'amazon-chime-sdk-js'

// The script of the bare page: the vendor's client, a microphone, and a button that does nothing but start.
const button = document.querySelector('button')
const logger = new ConsoleLogger('bare', LogLevel.ERROR)
const { Meeting, Attendee } = await (await fetch('credentials')).json()
const configuration = new MeetingSessionConfiguration(Meeting, Attendee)
const { audioVideo } = new DefaultMeetingSession(configuration, logger, new DefaultDeviceController(logger))
audioVideo.addObserver({
  audioVideoDidStart() {
    document.body.dataset.started = ''
  },
})
await audioVideo.bindAudioElement(new Audio())
const [microphone] = await audioVideo.listAudioInputDevices()
await audioVideo.startAudioInput(microphone.deviceId)
button.addEventListener('click', () => audioVideo.start())
button.disabled = false
