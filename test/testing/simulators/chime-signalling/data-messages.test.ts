import { describe, expect, test } from 'vitest'
import { Bench, eventually } from './support.js'

describe('data messages', () => {
  test('reach everybody but their sender, in order', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    const cem = await bench.person('cem')
    ann.client.say('one')
    ann.client.say('two')
    const heard = [
      { text: 'one', from: 'ann', throttled: false },
      { text: 'two', from: 'ann', throttled: false },
    ]
    await eventually(() => ben.client.messages).toEqual(heard)
    await eventually(() => cem.client.messages).toEqual(heard)
    ben.client.say('three')
    await eventually(() => ann.client.messages).toMatchObject([{ text: 'three', from: 'ben' }])
  })

  test('are kept for late comers as long as they live', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    ann.client.say('for now')
    ann.client.say('for a second', 1_000)
    ann.client.say('for a minute', 60_000)
    await eventually(() => ben.client.messages).toHaveLength(3)
    await bench.clock.advance(1_000)
    const cem = await bench.person('cem')
    await eventually(() => cem.client.messages).toMatchObject([{ text: 'for a minute', from: 'ann' }])
    expect(cem.client.messages).toHaveLength(1)
  })

  test('live five minutes at the longest', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    ann.client.say('for an hour', 3_600_000)
    await eventually(() => ben.client.messages).toHaveLength(1)
    await bench.clock.advance(300_000)
    const cem = await bench.person('cem')
    ann.client.say('now')
    await eventually(() => cem.client.messages.map(({ text }) => text)).toEqual(['now'])
  })

  test('that are kept do not come back to their sender', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    ann.client.say('kept', 60_000)
    await eventually(() => ben.client.messages).toHaveLength(1)
    ann.client.cut()
    const back = await bench.enter(ann)
    ben.client.say('welcome back')
    await eventually(() => back.messages.map(({ text }) => text)).toEqual(['welcome back'])
  })

  test('that are sent too fast come back, and reach nobody', async () => {
    const bench = await Bench.start()
    const ann = await bench.person('ann')
    const ben = await bench.person('ben')
    // 200 at once, and then 100 a second (fact sheet, section 2.6).
    for (let count = 1; count <= 210; count++) ann.client.say(`${count}`)
    await eventually(() => ann.client.messages).toHaveLength(10)
    expect(ann.client.messages.every(({ throttled }) => throttled)).toBe(true)
    await eventually(() => ben.client.messages).toHaveLength(200)
    await bench.clock.advance(50)
    for (let count = 1; count <= 6; count++) ann.client.say(`again ${count}`)
    await eventually(() => ann.client.messages.at(-1)?.text).toBe('again 6')
    await eventually(() => ben.client.messages.at(-1)?.text).toBe('again 5')
    expect(ben.client.messages).toHaveLength(205)
  })
})
