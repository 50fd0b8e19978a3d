import assert from 'node:assert/strict'
import { interleave } from '../lib/interleave.mjs'
import { figure } from '../lib/report.mjs'
import { goal, line, ratio } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'

const MANY = 32

/** Operations, each with the one that it is held against. */
const claimed = {
  name: 'claim-complete',
  title: 'claim + complete of a new meeting',
  beside: 'plain-write',
}
const full = { name: 'claim-complete-full', title: `${claimed.title}, full` }
const found = { name: 'get', title: 'get', beside: 'plain-read' }
const held = { name: 'held', title: 'claim that another has', beside: 'plain-write' }

const engines = [
  {
    engine: 'redis',
    title: 'Redis',
    plain: { 'plain-write': 'SET NX PX', 'plain-read': 'GET' },
    operations: [claimed, found, held],
    missing:
      'Redis was skipped: there is no redis-server here (Debian, Ubuntu: apt-get install redis-server)',
  },
  {
    engine: 'postgres',
    title: 'PostgreSQL',
    plain: { 'plain-write': 'upsert', 'plain-read': 'select' },
    operations: [claimed, found, held],
    missing: 'PostgreSQL was skipped: there is none here (Debian, Ubuntu: apt-get install postgresql)',
  },
  { engine: 'memory', title: 'memory', plain: {}, operations: [full, found, held] },
]

/** The directories beside one plain command of the same client, and what each adds to a meeting that is made and joined. */
export async function directory({ smoke }) {
  return withServer('redis', ({ origin: redis }) =>
    withServer('postgres', async ({ origin: postgres }) => {
      const origins = { redis, postgres }
      const there = engines.filter(({ engine, missing }) => missing === undefined || origins[engine])
      const options = {
        rounds: smoke ? 1 : 10,
        warmUp: !smoke,
        run: { durationMs: smoke ? 30 : 200, inFlight: [1, MANY] },
        check: (right, name) => assert.equal(right, true, name),
      }
      const sizes = smoke ? { known: 50, kept: 1_000 } : { known: 1_000, kept: 100_000 }
      const tables = []
      for (const { engine, title, plain, operations } of there) {
        const names = [...Object.keys(plain), ...operations.map(({ name }) => name)]
        const contenders = names.map((operation) => ({
          name: operation,
          module: '../contenders/directory/operations.mjs',
          setup: { ...sizes, engine, origin: origins[engine], operation },
        }))
        tables.push({ engine, title, plain, operations, measured: await interleave(contenders, options) })
      }
      const facades = there.map(({ engine }) => ({
        name: engine,
        module: '../contenders/directory/meetings.mjs',
        setup: { engine, origin: origins[engine] },
      }))
      const made = await interleave(facades, options)
      return {
        title: `Directories: one in flight, and ${MANY}`,
        lines: [
          ...tables.flatMap(engineLines),
          ...there.map(({ engine, title }) => madeLine(made, engine, title)),
        ],
        goals: tables.flatMap(goalsOf),
        remarks: engines.filter((one) => !there.includes(one)).map(({ missing }) => missing),
      }
    }),
  )
}

function engineLines({ title, plain, operations, measured }) {
  return [
    ...Object.entries(plain).map(([name, what]) =>
      figuresLine(`limit: ${title}, ${what}`, measured.get(name)),
    ),
    ...operations.map(({ name, title: what, beside }) => {
      const notes = measured.has(beside) ? ofLimit(measured, name, beside) : {}
      return figuresLine(`ours: ${title}, ${what}`, measured.get(name), notes)
    }),
  ]
}

function madeLine(made, engine, title) {
  const more = all(made.get(engine), 1, 'median').map(
    (us, round) => us - all(made.get('memory'), 1, 'median')[round],
  )
  const notes = engine === 'memory' ? {} : { 'over memory, µs': figure(median(more)) }
  return figuresLine(`ours: createMeeting + join by own id, ${title}`, made.get(engine), notes)
}

function figuresLine(name, rounds, notes = {}) {
  const of = (atOnce, what) => figure(median(all(rounds, atOnce, what)))
  return line(name, all(rounds, 1, 'median'), 'µs', {
    p95: of(1, 'p95'),
    '/s': of(1, 'rate'),
    [`${MANY}: median`]: of(MANY, 'median'),
    [`${MANY}: p95`]: of(MANY, 'p95'),
    [`${MANY}: /s`]: of(MANY, 'rate'),
    ...notes,
  })
}

function ofLimit(measured, name, beside) {
  return {
    'latency / limit': latencyRatio(measured, name, beside).toFixed(2),
    [`${MANY}: rate / limit`]: rateRatio(measured, name, beside).toFixed(2),
  }
}

function goalsOf({ engine, measured }) {
  const latency = (name, beside) => latencyRatio(measured, name, beside)
  if (engine === 'redis')
    return [
      goal(
        `Redis: get, of the rate of GET, ${MANY} at once`,
        rateRatio(measured, 'get', 'plain-read'),
        '>=',
        0.7,
      ),
      goal(
        'Redis: claim + complete, over the latency of SET NX',
        latency('claim-complete', 'plain-write'),
        '<=',
        4,
        ' x',
      ),
    ]
  if (engine === 'postgres')
    return [
      goal(
        'PostgreSQL: claim + complete, over the latency of an upsert',
        latency('claim-complete', 'plain-write'),
        '<=',
        3,
        ' x',
      ),
    ]
  return []
}

function latencyRatio(measured, name, beside) {
  return ratio(all(measured.get(name), 1, 'median'), all(measured.get(beside), 1, 'median'))
}

function rateRatio(measured, name, beside) {
  return ratio(all(measured.get(name), MANY, 'rate'), all(measured.get(beside), MANY, 'rate'))
}

function all(rounds, atOnce, what) {
  return rounds.map(({ figures }) => figures[atOnce][what])
}
