import assert from 'node:assert/strict'
import { interleave } from '../lib/interleave.mjs'
import { figure } from '../lib/report.mjs'
import { cpuPerPiece, goal, line, perSecond, ratio } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { support } from '../lib/support.mjs'
import { withServer } from '../lib/with-server.mjs'
import { aws } from './aws.mjs'

const KB = 1024
const AT_ONCE = 16
const CLASSES = [25, 200]
const PEOPLE = 200
const NO_BROWSER =
  'the pages were skipped: there is no Chromium here (Debian, Ubuntu: apt-get install chromium)'

const pages = [
  { name: 'bare', title: "limit: a bare page with the vendor's client" },
  { name: 'hosted', title: 'ours: the join page' },
]
const links = [
  { name: 'limit', module: 'sign-limit', title: 'limit: jose by itself, a key imported once', setup: {} },
  { name: 'by id', module: 'sign', title: 'ours: meetings.join by own id', setup: aws },
  {
    name: 'create',
    module: 'sign',
    title: 'ours: the same with create',
    setup: { ...aws, create: { name: 'Biology', maxParticipants: 40, welcomeMessage: 'Welcome!' } },
  },
]
const entrances = [
  { name: 'vendor-join', title: 'limit: meetings.join, credentials at once' },
  { name: 'redeem', title: "ours: the page's POST" },
]

/** What the join page weighs, how long until one is inside, and what links cost: to sign, and to open. */
export async function joinPage({ smoke }) {
  const { runsWithChromium } = await support('browser/chromium')
  const parts = [
    ...(runsWithChromium('the pages of the row join-page') ? [await opened(smoke)] : []),
    await signed(smoke),
    await redeemed(smoke),
  ]
  return {
    title: `The join page on Amazon Chime: its weight, the way in, links; ${AT_ONCE} people at once`,
    lines: parts.flatMap(({ lines }) => lines),
    goals: parts.flatMap(({ goals = [] }) => goals),
    remarks: parts.length === 3 ? [] : [NO_BROWSER],
  }
}

/** Real browsers, a fresh page each time, on a simulated region with a real media server. */
function opened(smoke) {
  return withServer('chime-live', async ({ origin, server }) => {
    const measure = async (encoding, rounds) => {
      let { signalling, joined } = await server.ask('start')
      return interleave(
        pages.map(({ name }) => ({
          name,
          module: `../contenders/join-page/${name}.mjs`,
          setup: { ...aws, origin, signalling },
        })),
        {
          rounds,
          run: { encoding },
          warmUp: false,
          check: async (_sample, name) => {
            const before = joined
            joined = (await server.ask('joined')).joined
            assert.equal(joined - before, 1, `${name}: got in`)
          },
        },
      )
    }
    const measured = await measure('gzip', smoke ? 1 : 5)
    const brotli = smoke ? undefined : await measure('br', 1)
    const weights = (name, from = measured) => from.get(name).map(({ bytes }) => bytes / KB)
    const times = (name) => measured.get(name).map(({ ms }) => ms)
    const heaviest = Math.max(...weights('hosted'))
    return {
      lines: [
        ...pages.map(({ name, title }) =>
          line(`weight, gzip, ${title}`, weights(name), 'KB', {
            'of limit': ratio(weights(name), weights('bare')).toFixed(2),
            ...(brotli !== undefined && { brotli: `${figure(median(weights(name, brotli)))} KB` }),
          }),
        ),
        ...pages.map(({ name, title }) =>
          line(`from the click until inside, ${title}`, times(name), 'ms', {
            'of limit': ratio(times(name), times('bare')).toFixed(2),
          }),
        ),
      ],
      goals: [
        goal('weight over the wire until devices open, gzip', heaviest, '<=', 350, ' KB'),
        goal('from the click until inside, median', median(times('hosted')), '<=', 2_000, ' ms'),
        goal('from the click until inside, worst', Math.max(...times('hosted')), '<=', 2_000, ' ms'),
      ],
    }
  })
}

async function signed(smoke) {
  const measured = await interleave(
    links.map(({ name, module, setup }) => ({
      name,
      module: `../contenders/join-page/${module}.mjs`,
      setup,
    })),
    {
      rounds: smoke ? 1 : 20,
      warmUp: !smoke,
      run: { durationMs: smoke ? 50 : 150, atOnce: AT_ONCE },
      check: checkLink,
    },
  )
  return { lines: links.map(({ name, title }) => rateLine(`a link, ${title}`, measured, name, 'limit')) }
}

/** People come into meetings that are there, one class after another, over real sockets to a simulator without quota. */
async function redeemed(smoke) {
  const lines = await withServer('chime-unlimited', async ({ origin, server }) => {
    const measure = (people) =>
      interleave(
        entrances.map(({ name }) => ({
          name,
          module: `../contenders/join-page/${name}.mjs`,
          setup: { ...aws, origin, people },
        })),
        {
          rounds: smoke ? 1 : 15,
          warmUp: !smoke,
          run: { count: smoke ? 32 : PEOPLE },
          before: () => server.ask('reset'),
          check: ({ Meeting, Attendee }, name) =>
            assert.ok(Meeting.MeetingId && Meeting.MediaPlacement && Attendee.JoinToken, name),
        },
      )
    const lines = []
    for (const people of CLASSES) {
      const measured = await measure(people)
      for (const { name, title } of entrances)
        lines.push(rateLine(`let in, ${people} in a meeting, ${title}`, measured, name, 'vendor-join'))
    }
    return lines
  })
  return { lines }
}

function rateLine(title, measured, name, limit) {
  const rates = (of) => measured.get(of).map(perSecond)
  const cpu = (of) => measured.get(of).map(cpuPerPiece)
  return line(title, rates(name), '/s', {
    'of limit': ratio(rates(name), rates(limit)).toFixed(2),
    'CPU µs each': median(cpu(name)).toFixed(0),
    'CPU of limit': ratio(cpu(name), cpu(limit)).toFixed(2),
  })
}

/** Everybody signs the same: three parts, the same claims. */
function checkLink(url, name) {
  const [base, token] = url.split('#')
  assert.equal(base, 'https://app.example.com/meet/', name)
  const [head, payload, signature] = token.split('.')
  assert.equal(Buffer.from(signature, 'base64url').length, 32, name)
  assert.deepEqual(decoded(head), { alg: 'HS256' }, name)
  const { v, say, aud, jti, iat, exp } = decoded(payload)
  assert.equal(typeof jti, 'string', name)
  assert.deepEqual([v, aud, exp - iat], [1, 'anymeet-join', 7_200], name)
  const { kept: _kept, ...claims } = say
  const participant = { id: 'user-1', name: 'Zoë Müller-Østergård 1' }
  assert.deepEqual(claims, { target: 'class-42', participant, role: 'attendee' }, name)
}

function decoded(part) {
  return JSON.parse(Buffer.from(part, 'base64url').toString())
}
