import type { PageMeeting, PageSettings } from '../../../src/join-page/page-api.js'

/** How the page looks inside of a meeting, which may have a logo and a banner of its own. */
export function meetingLook(
  settings: PageSettings,
  {
    logoUrl = settings.logoUrl,
    bannerText = settings.bannerText,
  }: Pick<PageMeeting, 'logoUrl' | 'bannerText'>,
): PageSettings {
  return {
    ...settings,
    ...(logoUrl === undefined ? {} : { logoUrl }),
    ...(bannerText === undefined ? {} : { bannerText }),
  }
}
