import { render } from 'preact'
import { httpPageServer } from './api/http-page-server.js'
import { App } from './app/app.js'
import { JoinFlow } from './app/join-flow.js'
import { pageSettingsOf } from './app/page-settings.js'
import { TabMemory } from './app/tab-memory.js'
import { takeToken } from './app/take-token.js'
import { realTimers } from './base/timers.js'
import { languageOf } from './i18n/languages.js'
import { LocalMedia } from './media/local-media.js'
import { MeetingSession } from './meeting/meeting-session.js'
import { LanguageContext } from './views/parts/messages-context.js'

const settings = pageSettingsOf(document.querySelector<HTMLMetaElement>('meta[name="anymeet"]')?.content)
const language = languageOf(settings.lang === undefined ? navigator.languages : [settings.lang])
document.documentElement.lang = language.code
document.documentElement.dir = language.direction

const memory = new TabMemory(() => sessionStorage)
takeToken(window, memory)

const server = httpPageServer(new URL('.', location.href))
const media = new LocalMedia()
const flow = new JoinFlow<MeetingSession>({
  server,
  memory,
  timers: realTimers,
  go: (url) => location.replace(url),
  choices: () => media.choices,
  start: (entry, choices, finish) =>
    new MeetingSession({
      entry,
      media,
      server,
      timers: realTimers,
      choices,
      finish,
      pass: () => memory.get().pass ?? entry.pass,
    }),
})

flow.state.subscribe(() => {
  if (flow.state.get().phase.view === 'finished') void media.stop()
})
addEventListener('pagehide', () => flow.closing())
// The browser kept the page as it was when it was left; the seat was given back then.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
// Another link was opened in this tab.
addEventListener('hashchange', () => location.reload())

const place = document.getElementById('app')
if (place !== null)
  render(
    <LanguageContext.Provider value={language}>
      <App flow={flow} media={media} settings={settings} />
    </LanguageContext.Provider>,
    place,
  )
void flow.open()
