import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Whether suites that need a browser run. Without one they are skipped, loudly; with ANYMEET_REQUIRE_SERVERS=1 they run all the
 * same, and fail.
 */
export function runsWithChromium(suite: string): boolean {
  if (chromiumPath() !== undefined || process.env['ANYMEET_REQUIRE_SERVERS'] === '1') return true
  process.stderr.write(
    `\n*** SKIPPED: ${suite}: there is no Chromium on this machine.\n` +
      '*** To run it: apt-get update && apt-get install chromium, then the tests again.\n\n',
  )
  return false
}

/** ANYMEET_CHROMIUM where it is set, else Chromium or Chrome as the PATH has it. Undefined where there is none. */
function chromiumPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const installed = programs.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env['ANYMEET_CHROMIUM'] ?? '', ...installed].find((path) => path !== '' && existsSync(path))
}

export interface ChromiumOptions {
  /** How many cameras it pretends to have. Default 1; with 0 there is none to be found, microphones stay. */
  readonly cameras?: number
  /**
   * What becomes of questions for camera, microphone and screen. Default `accepted`. With `as-granted` the `permissions` of
   * each context decide, as a person would, and a question for the screen stays open.
   */
  readonly questions?: 'accepted' | 'as-granted'
}

/**
 * Launches the installed Chromium without a window and with pretended devices: a camera with a moving picture, a microphone that
 * beeps, and a screen. WebRTC needs a network interface besides `lo`, as every ordinary container has. Ends with this process
 * at the latest.
 */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { cameras = 1, questions = 'accepted' } = options
  const executablePath = chromiumPath()
  if (executablePath === undefined) throw new Error('there is no Chromium: apt-get install chromium')
  return await chromium.launch({
    executablePath,
    // As root, Chromium runs in no other way.
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: 60_000,
    args: [
      `--use-fake-device-for-media-stream=device-count=${cameras}`,
      ...(questions === 'accepted' ? ['--use-fake-ui-for-media-stream'] : []),
      // The media server mixes sound in a page that nobody clicks in.
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
}
