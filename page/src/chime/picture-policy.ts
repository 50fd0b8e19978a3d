import type { WantedPicture } from '../meeting/wanted-pictures.js'
import { clientLogger } from './client-logger.js'
import {
  ServerSideNetworkAdaption,
  TargetDisplaySize,
  VideoPreference,
  VideoPreferences,
  VideoPriorityBasedPolicy,
} from './sdk.js'

const sizes = {
  small: TargetDisplaySize.Low,
  medium: TargetDisplaySize.Medium,
  large: TargetDisplaySize.Maximum,
} as const

/** Receives the pictures that are wanted and no others; where the line has no room for all, the service pauses the last of them. */
export class PicturePolicy extends VideoPriorityBasedPolicy {
  #wanted: readonly WantedPicture[] = []

  constructor() {
    super(clientLogger)
  }

  want(wanted: readonly WantedPicture[]): void {
    this.#wanted = wanted
    const preferences = VideoPreferences.prepare()
    for (const { attendeeId, priority, size } of wanted)
      preferences.add(new VideoPreference(attendeeId, priority, sizes[size]))
    this.chooseRemoteVideoSources(preferences.build())
  }

  /** To be called at each start of the session: with every connection the library forgets what was wanted. */
  started(): void {
    this.want(this.#wanted)
  }

  /**
   * The library's own default is the service's pausing. It takes a service that says nothing about it, by comparing values of two
   * enumerations, for one that does not pause, and would itself withhold what exceeds 2.8 Mbit/s: all but the first picture or two.
   */
  override setServerSideNetworkAdaption(adaption: ServerSideNetworkAdaption): void {
    if (adaption !== ServerSideNetworkAdaption.Default) super.setServerSideNetworkAdaption(adaption)
  }
}
