import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordingFiles } from '../../../../providers/chime/recording/recording-files.js'
import { folderOf } from '../../../../providers/chime/recording/recording-folder.js'
import { isRecordingId, recordingId } from '../../../../providers/chime/recording/recording-id.js'
import { parseRecordingState } from '../../../../providers/chime/recording/recording-state.js'

describe('the id of a Chime recording', () => {
  it('is in the order of its time, and never twice the same', () => {
    const time = fc.integer({ min: 0, max: 99_999_999_999_999 })
    fc.assert(
      fc.property(time, time, (one, other) => {
        const [first, second] = [recordingId(one), recordingId(other)]
        expect(isRecordingId(first) && isRecordingId(second)).toBe(true)
        expect(first).not.toBe(second)
        if (one < other) expect(first < second).toBe(true)
      }),
    )
  })

  it('is no other text', () => {
    fc.assert(fc.property(fc.string(), (text) => !isRecordingId(text)))
    for (const text of ['0mk0xjmo0-0226dfe596f2e56f\n', '0mk0xjmo0/0226dfe596f2e56f', '*', 'recording:'])
      expect(isRecordingId(text)).toBe(false)
  })
})

describe('the folder of a meeting', () => {
  it('is a single segment that S3 and ARNs take, for whatever key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(folderOf(key)).toMatch(/^[\w-][\w.-]{0,99}$/)
      }),
    )
    expect(folderOf('..')).not.toBe('..')
  })

  it('is the key itself where this library made it', () => {
    for (const key of ['class-42', '-_', '0123456789abcdef.class_42']) expect(folderOf(key)).toBe(key)
  })

  it('is another one for another key', () => {
    expect(folderOf('a b')).not.toBe(folderOf('a  b'))
  })
})

describe('what is remembered of a recording', () => {
  it('is nothing where it is not its own text', () => {
    fc.assert(fc.property(fc.string(), (text) => parseRecordingState(text) === undefined))
    fc.assert(fc.property(fc.json(), (text) => parseRecordingState(text) === undefined))
  })
})

describe('the files of a recording', () => {
  it('are its films, wherever they are, and nothing else', () => {
    const objects = [
      'x/films/audio/1.mp4',
      'x/films/p/composited-video/1.mp4',
      'x/films/p/meeting-events/1.txt',
    ]
    const found = recordingFiles(
      objects.map((key) => ({ key, sizeBytes: 1 })),
      'composited',
    )
    expect(found).toEqual([
      { format: 'video', key: 'x/films/p/composited-video/1.mp4', sizeBytes: 1 },
      { format: 'audio', key: 'x/films/audio/1.mp4', sizeBytes: 1 },
    ])
  })
})
