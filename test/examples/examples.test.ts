import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runsWithRedis } from '../support/redis-server.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs an example as a user does, without anybody's credentials, and returns what it printed. */
async function run(example: string): Promise<string> {
  const {
    BBB_URL: _url,
    BBB_SECRET: _secret,
    AWS_REGION: _region,
    NODE_OPTIONS: _options,
    ...env
  } = process.env
  const args = ['node_modules/tsx/dist/cli.mjs', `examples/${example}`]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env, timeout: 60_000 })
  return stdout
}

describe('the examples', () => {
  it('run the same program on both vendors and switch while a meeting is running', async () => {
    expect((await run('switch-by-config.ts')).split('\n').map((line) => line.trimEnd())).toEqual([
      'bbb: the embedded simulator (set BBB_URL and BBB_SECRET for a real server)',
      'chime: the embedded simulator (set AWS_REGION and AWS credentials for the real service)',
      '',
      'The same program, one line of configuration apart:',
      '',
      'vendor            bbb                                     chime',
      'create            created                                 created',
      'create again      existing                                existing',
      'warnings          none                                    unsupported muteOnStart',
      'join as moderator url: send the browser there             sdk: hand the session to amazon-chime-sdk-js',
      'join as attendee  url: send the browser there             sdk: hand the session to amazon-chime-sdk-js',
      'join warnings     none                                    none',
      'info              open, 2 inside, presence live           open, unknown inside, presence none',
      'end               ended                                   ended',
      'end again         already-ended                           already-ended',
      '',
      'The default moves from bbb to chime while a meeting is running:',
      '',
      'before   create board-meeting  created on bbb',
      'after    create board-meeting  existing on bbb',
      'after    join board-meeting    url on bbb',
      'after    create town-hall      created on chime',
      'after    end board-meeting     ended on bbb',
      'after    end town-hall         ended on chime',
      'after    create board-meeting  created on chime, incarnation 2',
      '',
    ])
  }, 60_000)

  it('run a class on the Chime SDK: locks, mutes, roles, seats, recording', async () => {
    expect((await run('chime-class.ts')).trim().split('\n').slice(1)).toEqual([
      'create: 0 warnings',
      'a reload takes the same seat: true',
      'seats: 6 of 250',
      'muted: 5 connections',
      'what each may send: ms-lovelace mcs, ada -, bob -, cem m, dana mcs, ada.desk -',
      'remove bob: done',
      'recording: requested',
      'recording: running',
      'recording: processing',
      'to watch: video',
      'to watch: audio',
      'sweep: 1 seat free',
      'after 45 minutes: ended',
      'sweep: 1 meeting ended',
    ])
  }, 60_000)

  it.skipIf(!runsWithRedis('examples/two-processes.ts'))(
    'serve one class through two processes on one Redis',
    async () => {
      expect((await run('two-processes.ts')).trim().split('\n').slice(1)).toEqual([
        'health: 200 · directory shared: true',
        'joined through both: url 1, url 1, url 1, url 1',
        'info from the other: open',
        'end through one: ended',
        'end through the other: already-ended',
        'joined again: url 2, url 2, url 2, url 2',
        'a class that is not there: 404 not-found',
      ])
    },
    60_000,
  )

  it('follow a meeting live on a page that is the same on both vendors', async () => {
    const lines = [
      'open: nobody',
      'open: Ada (moderator)',
      'open: Ada (moderator), Bob (attendee)',
      'open: Ada (moderator, camera), Bob (attendee)',
      'open: Ada (moderator, camera)',
      'ended: nobody',
    ]
    expect((await run('roster.ts')).trim().split('\n')).toEqual(
      ['bbb   ', 'chime '].flatMap((vendor) => lines.map((line) => vendor + line)),
    )
  }, 60_000)

  it('send people into a lesson by links, with the same backend on both vendors', async () => {
    expect((await run('join-page.ts')).trim().split('\n')).toEqual([
      "bbb   Ada gets a link to the vendor's own page, and is let in",
      "bbb   Bob gets a link to the vendor's own page, and is let in",
      'bbb   in the lesson at the vendor: Ada, Bob',
      'chime Ada gets a link to the join page, and is let in',
      'chime Bob gets a link to the join page, and is let in',
      'chime in the lesson at the vendor: Ada, Bob',
    ])
  }, 60_000)

  it('hold a meeting on BigBlueButton', async () => {
    const printed = await run('bbb.ts')
    expect(printed).toContain('create: created · warnings: 0')
    expect(printed).toContain('join: moderator by a link')
    expect(printed).toContain('info: open · Algebra 7b · inside: 2 · recording: requested')
    expect(printed).toContain('u-2 Zoë O’Brien attendee')
    expect(printed).toContain('end: ended\nend again: already-ended')
  }, 60_000)

  it('hold a meeting on Chime', async () => {
    const printed = await run('chime.ts')
    expect(printed).toContain('create: created\n  warning: unsupported welcomeMessage')
    expect(printed).toContain(
      'join: moderator for amazon-chime-sdk-js, media in eu-central-1, may send content: SendReceive',
    )
    expect(printed).toContain(
      'join: attendee for amazon-chime-sdk-js, media in eu-central-1, may send content: Receive',
    )
    expect(printed).toContain('info: open · Daily stand-up · presence: none')
    expect(printed).toContain('end: ended\nend again: already-ended')
  }, 60_000)

  it('are wired by inversify', async () => {
    const printed = await run('inversify.ts')
    expect(printed).toContain('onCall: join on bbb: ok\nroom 12: url on bbb')
    expect(printed).toContain('instance rehearsal is of type fake')
    expect(printed).toContain('onCall: end on bbb: ok')
  }, 60_000)

  it('write a provider that keeps the contract', async () => {
    const printed = await run('write-a-provider.ts')
    expect(printed).toContain('https://meet.example.com/retro#userInfo.displayName=%22Ada%22')
    expect(printed).toContain('existing unsupported record')
    expect(printed).toMatch(/^# fail 0$|^ℹ fail 0$/m)
  }, 60_000)
})
