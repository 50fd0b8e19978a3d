import type { CreateMeetingRequest, JoinMeetingRequest } from 'anymeet'
import 'anymeet/bbb'
import 'anymeet/chime'
import { assertType, describe, it } from 'vitest'

const participant = { name: 'Ada' }

describe('providerOptions', () => {
  it('carry the options of several vendors', () => {
    assertType<CreateMeetingRequest>({
      id: 'class-42',
      providerOptions: {
        bbb: { meetingLayout: 'SMART_LAYOUT', bannerText: 'Week 12' },
        chime: { tags: { team: 'core' } },
      },
    })
    assertType<JoinMeetingRequest>({
      participant,
      providerOptions: { bbb: { userdata: { bbb_auto_join_audio: true } } },
    })
  })

  it('refuse a value of the wrong type', () => {
    // @ts-expect-error a layout is a text
    assertType<CreateMeetingRequest>({ id: 'class-42', providerOptions: { bbb: { meetingLayout: 5 } } })
    // @ts-expect-error a tag is a text
    assertType<CreateMeetingRequest>({ id: 'class-42', providerOptions: { chime: { tags: { team: 7 } } } })
    // @ts-expect-error user data are texts, numbers and booleans
    assertType<JoinMeetingRequest>({ participant, providerOptions: { bbb: { userdata: { a: {} } } } })
  })

  it('refuse a name that no vendor has', () => {
    // @ts-expect-error no such option
    assertType<CreateMeetingRequest>({ id: 'class-42', providerOptions: { bbb: { layout: 'grid' } } })
    // @ts-expect-error no such provider
    assertType<CreateMeetingRequest>({ id: 'class-42', providerOptions: { zoom: {} } })
  })
})
