import { chimeClass } from './chime-class.mjs'
import { chimeCreateStorm } from './chime-create-storm.mjs'
import { chimeJoin } from './chime-join.mjs'
import { chimeJoinStorm } from './chime-join-storm.mjs'
import { coldStart } from './cold-start.mjs'
import { directory } from './directory.mjs'
import { events } from './events.mjs'
import { joinPage } from './join-page.mjs'
import { joinUrls } from './join-urls.mjs'
import { largeList } from './large-list.mjs'
import { meetingInfo } from './meeting-info.mjs'

/** The rows by name, in the order in which they run. */
export const rows = {
  'join-urls': joinUrls,
  'info-2': meetingInfo(2),
  'info-50': meetingInfo(50),
  'info-500': meetingInfo(500),
  'large-list': largeList,
  'chime-join': chimeJoin,
  'chime-class': chimeClass,
  'chime-create-storm': chimeCreateStorm,
  'chime-join-storm': chimeJoinStorm,
  directory,
  events,
  'join-page': joinPage,
  'cold-start': coldStart,
}
