import assert from 'node:assert/strict'
import type { MeetingDocument } from '../../../spec/meeting-document.js'
import { type ContractAspect, clause } from '../clause.js'
import { person } from '../context.js'

const documents: readonly MeetingDocument[] = [
  { url: 'https://files.example.com/slides.pdf', name: 'slides.pdf', current: true },
  { content: new TextEncoder().encode('one,two\n'), name: 'table.csv', downloadable: true },
]

export const beside: ContractAspect = {
  name: 'rooms, documents, messages',
  clauses: [
    clause('says unsupported of what it does not declare', [], async (context) => {
      const { meetings } = context
      await context.run(meetings.createMeeting({ id: 'bare' }))
      const calls = [
        ['breakoutRooms.create', () => meetings.createBreakoutRoom('bare', { sequence: 1 })],
        ['breakoutRooms.list', () => meetings.listBreakoutRooms('bare')],
        ['addDocuments', () => meetings.addDocuments('bare', documents)],
        ['sendMessage', () => meetings.sendMessage('bare', { text: 'Hello' })],
      ] as const
      for (const [key, call] of calls)
        if (!(await context.supports(key))) await context.fails(call(), 'unsupported')
    }),
    clause('makes a breakout room once per number, and lets people in', ['vendor'], async (context) => {
      const { meetings, vendor } = context
      if (!(await context.supports('breakoutRooms.create'))) return
      const parent = await context.run(meetings.createMeeting({ id: 'plenum', name: 'Plenum' }))
      await vendor.arrive(await context.run(meetings.join(parent.ref, person('p0', { role: 'moderator' }))))
      const first = await context.run(
        meetings.createBreakoutRoom('plenum', { sequence: 1, name: 'Red team' }),
      )
      assert.equal(first.disposition, 'created')
      const again = await context.run(
        meetings.createBreakoutRoom('plenum', { sequence: 1, name: 'Red team' }),
      )
      assert.equal(again.disposition, 'existing')
      assert.deepEqual(again.ref, first.ref)
      await context.run(meetings.createBreakoutRoom('plenum', { sequence: 2 }))
      assert.equal((await context.run(meetings.info(first.ref))).name, 'Red team')
      await vendor.arrive(await context.run(meetings.join(first.ref, person('p1'))))
      if (await context.supports('breakoutRooms.list'))
        assert.equal((await context.run(meetings.listBreakoutRooms('plenum'))).length, 2)
      await context.run(meetings.end('plenum', { wait: true }))
      await context.fails(meetings.createBreakoutRoom('plenum', { sequence: 3 }), 'not-found')
    }),
    clause('shows documents, by URL and as bytes', ['vendor'], async (context) => {
      if (!(await context.supports('addDocuments'))) return
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'slides' }))
      await context.run(context.meetings.addDocuments(ref, documents))
      assert.deepEqual([...(context.vendor.shown?.(ref).documents ?? [])].sort(), ['slides.pdf', 'table.csv'])
      for (const bad of [
        [],
        [{ url: 'slides.pdf' }],
        [{ content: new Uint8Array(), name: 'x.pdf' }],
        [{ name: 'x.pdf' }],
      ])
        await context.fails(
          context.meetings.addDocuments(ref, bad as unknown as MeetingDocument[]),
          'invalid-request',
        )
    }),
    clause('writes into the chat of a meeting in which somebody is', ['vendor'], async (context) => {
      const { meetings, vendor } = context
      if (!(await context.supports('sendMessage'))) return
      const { ref } = await context.run(meetings.createMeeting({ id: 'chatty' }))
      await vendor.arrive(await context.run(meetings.join(ref, person('p1'))))
      await context.run(meetings.sendMessage(ref, { text: 'Ten <minutes> & counting', from: 'Desk' }))
      assert.deepEqual(vendor.shown?.(ref).messages, ['Ten <minutes> & counting'])
      await context.fails(meetings.sendMessage(ref, { text: '' }), 'invalid-request')
      await context.fails(meetings.sendMessage('nobody-made-this', { text: 'Hello?' }), 'not-found')
    }),
  ],
}
