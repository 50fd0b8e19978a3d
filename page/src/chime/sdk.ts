/**
 * What the page takes of amazon-chime-sdk-js, module by module: its index brings along all that the package has, three times as
 * much. The modules are CommonJS, so each arrives as an object that has the class as its `default`; this is the one place that
 * knows. They load only in a bundle made with `scripts/page/session-modules.ts` (see there).
 */
import activeSpeakerPolicy from 'amazon-chime-sdk-js/build/activespeakerpolicy/DefaultActiveSpeakerPolicy.js'
import type audioVideoFacade from 'amazon-chime-sdk-js/build/audiovideofacade/AudioVideoFacade.js'
import deviceController from 'amazon-chime-sdk-js/build/devicecontroller/DefaultDeviceController.js'
import type eventController from 'amazon-chime-sdk-js/build/eventcontroller/EventController.js'
import consoleLogger from 'amazon-chime-sdk-js/build/logger/ConsoleLogger.js'
import logLevel from 'amazon-chime-sdk-js/build/logger/LogLevel.js'
import meetingSession from 'amazon-chime-sdk-js/build/meetingsession/DefaultMeetingSession.js'
import sessionConfiguration from 'amazon-chime-sdk-js/build/meetingsession/MeetingSessionConfiguration.js'
import statusCode from 'amazon-chime-sdk-js/build/meetingsession/MeetingSessionStatusCode.js'
import networkAdaption from 'amazon-chime-sdk-js/build/signalingclient/ServerSideNetworkAdaption.js'
import displaySize from 'amazon-chime-sdk-js/build/videodownlinkbandwidthpolicy/TargetDisplaySize.js'
import preference from 'amazon-chime-sdk-js/build/videodownlinkbandwidthpolicy/VideoPreference.js'
import preferences from 'amazon-chime-sdk-js/build/videodownlinkbandwidthpolicy/VideoPreferences.js'
import priorityPolicy from 'amazon-chime-sdk-js/build/videodownlinkbandwidthpolicy/VideoPriorityBasedPolicy.js'

export type AudioVideoFacade = audioVideoFacade.default
export type EventController = eventController.default

export const DefaultActiveSpeakerPolicy: typeof activeSpeakerPolicy.default = activeSpeakerPolicy.default
export const DefaultDeviceController: typeof deviceController.default = deviceController.default
export type DeviceController = InstanceType<typeof deviceController.default>
export const ConsoleLogger: typeof consoleLogger.default = consoleLogger.default
export const LogLevel: typeof logLevel.default = logLevel.default
export const DefaultMeetingSession: typeof meetingSession.default = meetingSession.default
export const MeetingSessionConfiguration: typeof sessionConfiguration.default = sessionConfiguration.default
export const MeetingSessionStatusCode: typeof statusCode.default = statusCode.default
export const ServerSideNetworkAdaption: typeof networkAdaption.default = networkAdaption.default
export type ServerSideNetworkAdaption = networkAdaption.default
export const TargetDisplaySize: typeof displaySize.default = displaySize.default
export const VideoPreference: typeof preference.default = preference.default
export const VideoPreferences: typeof preferences.default = preferences.default
export const VideoPriorityBasedPolicy: typeof priorityPolicy.default = priorityPolicy.default
