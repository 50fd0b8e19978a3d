import assert from 'node:assert/strict'
import { formatRecordingRef } from '../../../identity/recording-ref.js'
import type { CapabilityKey } from '../../../spec/capabilities.js'
import type { Recording, RecordingPage, RecordingQuery } from '../../../spec/recording.js'
import { type ContractAspect, clause } from '../clause.js'
import { type ContractContext, PAST_TRUST_MS } from '../context.js'

const nowhere = { v: 1, provider: 'under-test', id: 'no-such-recording' } as const

export const recordings: ContractAspect = {
  name: 'recordings',
  clauses: [
    clause(
      'can do with recordings what it declares, and says unsupported of the rest',
      [],
      async (context) => {
        const { recordings: all } = context.meetings
        const ref = { ...nowhere, provider: context.meetings.defaultProvider }
        const calls: readonly (readonly [CapabilityKey, () => Promise<unknown>])[] = [
          ['recordings.list', () => all.list()],
          ['recordings.get', () => all.get(ref)],
          ['recordings.publish', () => all.publish(ref)],
          ['recordings.unpublish', () => all.unpublish(ref)],
          ['recordings.update', () => all.update(ref, { metadata: { a: 'b' } })],
          ['recordings.captions', () => all.captions(ref)],
          [
            'recordings.putCaptions',
            () =>
              all.putCaptions(ref, {
                kind: 'captions',
                language: 'en',
                label: 'English',
                content: 'WEBVTT\n',
              }),
          ],
          ['recordings.start', () => all.start('nobody-made-this')],
          ['recordings.stop', () => all.stop('nobody-made-this')],
          ['recordings.deleteCaptions', () => all.deleteCaptions(ref, { kind: 'captions', language: 'en' })],
        ]
        for (const [key, call] of calls) {
          if (!(await context.supports(key))) await context.fails(call(), 'unsupported')
          else if (key === 'recordings.list' || key === 'recordings.stop') await context.run(call())
          else await context.fails(call(), 'not-found')
        }
        if (await context.supports('recordings.delete'))
          assert.equal((await context.run(all.delete(ref))).outcome, 'not-found')
        else await context.fails(all.delete(ref), 'unsupported')
      },
    ),
    clause(
      'starts and stops recording on demand, once however often it is asked',
      ['vendor'],
      async (context) => {
        if (!(await context.supports('recordings.start'))) return
        const { meetings } = context
        const { recordings: all } = meetings
        const { ref } = await context.run(meetings.createMeeting({ id: 'on-air', record: 'on-demand' }))
        const first = await context.run(all.start(ref))
        assert.equal(first.outcome, 'requested')
        assert.deepEqual(await context.run(all.start('on-air')), {
          ref: first.ref,
          outcome: 'already-running',
        })
        assert.match((await context.run(meetings.info(ref))).recording ?? '', /^(requested|running)$/)
        assert.deepEqual(await context.run(context.machine().recordings.stop(ref)), {
          ref: first.ref,
          outcome: 'stopped',
        })
        assert.deepEqual(await context.run(all.stop(ref)), { outcome: 'not-running' })
        const second = await context.run(all.start(ref))
        assert.equal(second.outcome, 'requested')
        assert.notEqual(second.ref.id, first.ref.id)
        assert.equal((await context.run(all.get(first.ref))).meetingId, 'on-air')
      },
    ),
    clause('records no meeting that was made not to be', ['vendor', 'end'], async (context) => {
      if (!(await context.supports('recordings.start'))) return
      const { meetings } = context
      const { ref } = await context.run(meetings.createMeeting({ id: 'off-air' }))
      await context.fails(meetings.recordings.start(ref), 'conflict')
      const other = await context.run(meetings.createMeeting({ id: 'over', record: 'on-demand' }))
      await context.run(meetings.end(other.ref, { wait: true }))
      await context.fails(meetings.recordings.start(other.ref), 'not-found')
    }),
    clause('finds by your own id the recordings of all its sessions', ['vendor', 'end'], async (context) => {
      if (!(await context.supports('recordings.list'))) return
      await recorded(context, 'seminar')
      await context.run(context.meetings.end('seminar', { wait: true }))
      await context.clock.advance(PAST_TRUST_MS)
      await recorded(context, 'seminar')
      await recorded(context, 'other')
      const found = await context.run(collect(context, { meetingIds: ['seminar'] }))
      assert.deepEqual(
        found.map(({ meetingId }) => meetingId),
        ['seminar', 'seminar'],
      )
      assert.equal(new Set(found.map(({ ref }) => ref.id)).size, 2)
      assert.equal((await context.run(collect(context, {}))).length, 3)
      for (const { state, playback, startedAt } of found) {
        assert.equal(state, 'published')
        assert.ok(playback.every(({ url }) => URL.canParse(url)))
        assert.ok(startedAt === undefined || startedAt instanceof Date)
      }
      context.showsNoSecret(found)
    }),
    clause('reads them page by page', ['vendor'], async (context) => {
      if (!(await context.supports('recordings.list'))) return
      for (const id of ['page-1', 'page-2', 'page-3']) await recorded(context, id)
      const ids: string[] = []
      let pages = 0
      let cursor: string | undefined
      do {
        const page: RecordingPage = await context.run(
          context.meetings.recordings.list({ limit: 2, ...(cursor !== undefined && { cursor }) }),
        )
        assert.ok(page.recordings.length <= 2)
        ids.push(...page.recordings.map(({ meetingId }) => meetingId))
        cursor = page.nextCursor
        pages += 1
      } while (cursor !== undefined)
      assert.ok(pages >= 2)
      assert.deepEqual(ids.sort(), ['page-1', 'page-2', 'page-3'])
    }),
    clause(
      'publishes, withholds, labels and deletes, each as often as you like',
      ['vendor'],
      async (context) => {
        if (!(await context.supports('recordings.delete'))) return
        const { recordings: all } = context.meetings
        const { ref } = await recorded(context, 'changing')
        for (let time = 0; time < 2; time++) await context.run(all.unpublish(ref))
        assert.equal((await context.run(all.get(ref))).state, 'unpublished')
        for (let time = 0; time < 2; time++) await context.run(all.publish(formatRecordingRef(ref)))
        assert.equal((await context.run(all.get(ref))).state, 'published')
        await context.run(all.update(ref, { metadata: { chapter: 'one & two', draft: 'yes' } }))
        await context.run(all.update(ref, { metadata: { draft: '' } }))
        const { metadata } = await context.run(all.get(ref))
        assert.equal(metadata['chapter'], 'one & two')
        assert.equal(metadata['draft'], undefined)
        assert.equal((await context.run(all.delete(ref))).outcome, 'done')
        assert.match((await context.run(all.delete(ref))).outcome, /^(done|not-found)$/)
        // A vendor may go on listing what is deleted, as deleted.
        const left = await context.run(collect(context, { meetingIds: ['changing'] }))
        assert.deepEqual(left, [])
      },
    ),
    clause('keeps the recordings of a tenant to itself', ['vendor'], async (context) => {
      if (!(await context.supports('recordings.list'))) return
      const { ref } = await recorded(context, 'secret-plan', 'acme')
      assert.deepEqual(await context.run(collect(context, {})), [])
      assert.deepEqual(await context.run(collect(context, {}, 'umbrella')), [])
      assert.equal((await context.run(collect(context, {}, 'acme'))).length, 1)
      await context.fails(context.meetings.recordings.get(ref, { tenant: 'umbrella' }), 'not-found')
      // A ref is no proof: the recording's meeting is.
      const { tenant: _tenant, ...forged } = ref
      await context.fails(context.meetings.recordings.get(forged), 'not-found')
      await context.fails(
        context.meetings.recordings.get({ ...forged, tenant: 'umbrella' }, { tenant: 'umbrella' }),
        'not-found',
      )
    }),
    clause('takes captions, replaces and removes them', ['vendor'], async (context) => {
      if (!(await context.supports('recordings.putCaptions'))) return
      const { recordings: all } = context.meetings
      const { ref } = await recorded(context, 'subtitled')
      assert.deepEqual(await context.run(all.captions(ref)), [])
      const upload = {
        kind: 'subtitles',
        language: 'pt-BR',
        content: 'WEBVTT\n\n00:00.000 --> 00:01.000\nOlá\n',
      } as const
      await context.run(all.putCaptions(ref, { ...upload, label: 'Portugues' }))
      await context.run(all.putCaptions(ref, { ...upload, label: 'Português' }))
      // A vendor may take its time over a file.
      await context.clock.advance(10 * 60_000)
      const tracks = await context.run(all.captions(ref))
      assert.deepEqual(
        tracks.map(({ kind, language, label }) => [kind, language, label]),
        [['subtitles', 'pt-BR', 'Português']],
      )
      await context.run(all.deleteCaptions(ref, { kind: 'subtitles', language: 'pt-BR' }))
      await context.clock.advance(10 * 60_000)
      assert.deepEqual(await context.run(all.captions(ref)), [])
    }),
  ],
}

/** Makes a meeting, has it recorded, and finds the recording. */
async function recorded(context: ContractContext, id: string, tenant?: string): Promise<Recording> {
  const options = tenant === undefined ? {} : { tenant }
  const known = new Set(
    (await context.run(collect(context, { meetingIds: [id] }, tenant))).map(({ ref }) => ref.id),
  )
  const { ref } = await context.run(context.meetings.createMeeting({ id, record: 'on-demand' }, options))
  assert.ok(context.vendor.record, 'the harness must be able to record')
  await context.vendor.record(ref, context.meetings, context.clock)
  const found = await context.run(collect(context, { meetingIds: [id] }, tenant))
  const fresh = found.find((recording) => !known.has(recording.ref.id))
  assert.ok(fresh, 'the new recording is listed')
  return fresh
}

async function collect(
  { meetings }: ContractContext,
  query: RecordingQuery,
  tenant?: string,
): Promise<Recording[]> {
  const all: Recording[] = []
  for await (const recording of meetings.recordings.all(query, tenant === undefined ? {} : { tenant }))
    all.push(recording)
  return all
}
