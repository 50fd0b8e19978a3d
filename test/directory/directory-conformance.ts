import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Claim, ClaimRequest, ClaimResult, Directory } from '../../src/directory/directory.js'
import type { DirectoryKey, MeetingDraft, MeetingRecord } from '../../src/directory/meeting-record.js'

export interface DirectoryHarness {
  /** An empty directory. */
  make(): Promise<Directory>
  /** The same entries by another way, as a second process sees them. Default: the directory itself. */
  another?(directory: Directory): Promise<Directory>
  /** Lets as much time pass as the directory measures leases in. */
  pass(ms: number): Promise<void>
}

const LEASE_MS = 200

export function draft(incarnation = 1, more: Partial<MeetingDraft> = {}): MeetingDraft {
  return {
    incarnation,
    provider: 'bbb',
    requestToken: `token-${incarnation}`,
    madeAt: 1_767_603_600_000,
    ...more,
  }
}

export function record(key: DirectoryKey, incarnation = 1, more: Partial<MeetingRecord> = {}): MeetingRecord {
  return {
    ...(key.tenant === undefined ? {} : { tenant: key.tenant }),
    id: key.id,
    ...draft(incarnation),
    vendor: { createTime: '1531240585189' },
    notes: { region: 'eu-central-1' },
    settings: { name: 'Zoë & "Çelik" 👩‍🏫', locks: { camera: true }, metadata: { team: 'a' } },
    fingerprint: { name: '0a1b2c3d', 'locks.camera': 'ffffffff' },
    createdAt: 1_767_603_600_000,
    ...more,
  }
}

const key: DirectoryKey = { id: 'class-42' }
const request = (more: Partial<ClaimRequest> = {}): ClaimRequest => ({
  key,
  replaces: 0,
  draft: draft(),
  leaseMs: LEASE_MS,
  ...more,
})

function claimed(result: ClaimResult): Claim {
  return result.outcome === 'claimed' ? result.claim : expect.unreachable(`is ${result.outcome}`)
}

async function all(directory: Directory): Promise<readonly MeetingRecord[]> {
  const records: MeetingRecord[] = []
  for await (const found of directory.scan()) records.push(found)
  return records
}

/** Makes a record the way the facade does. */
async function stored(directory: Directory, of: DirectoryKey, incarnation = 1): Promise<MeetingRecord> {
  const claim = claimed(
    await directory.claim(request({ key: of, replaces: incarnation - 1, draft: draft(incarnation) })),
  )
  const written = record(of, incarnation)
  expect(await directory.complete(claim, written)).toBe(true)
  return written
}

/** What every directory has to do, in memory or shared among processes. */
export function directoryConformance(name: string, harness: DirectoryHarness): void {
  const { make, pass } = harness
  const another = harness.another ?? (async (directory: Directory) => directory)

  describe(`${name} keeps what a directory promises`, () => {
    test('knows nothing at first', async () => {
      const directory = await make()
      expect(await directory.get(key)).toBeUndefined()
      expect(await all(directory)).toEqual([])
    })

    test('gives a record back as it was stored, to everybody', async () => {
      const directory = await make()
      const full = record(key, 1, { endedAt: 1_767_603_700_000, requestToken: 'z'.repeat(32) })
      const claim = claimed(await directory.claim(request()))
      expect(claim).toMatchObject({ key, draft: draft(), inherited: false })
      expect(await directory.get(key)).toBeUndefined()
      expect(await directory.complete(claim, full)).toBe(true)
      for (const reader of [directory, await another(directory)]) {
        expect(await reader.get(key)).toEqual(full)
        expect(await all(reader)).toEqual([full])
      }
    })

    test('keeps ids of different tenants and of none apart', async () => {
      const directory = await make()
      const keys: DirectoryKey[] = [
        { id: 'ab' },
        { id: 'ab', tenant: 'ab' },
        { id: 'ab', tenant: 'AB' },
        { id: 'ab', tenant: 'a' },
        { id: 'ab', tenant: 'a:ab' },
        { id: 'ab', tenant: '日本 "%_\\' },
        { id: 'AB' },
        { id: '__proto__' },
        { id: 'constructor', tenant: '__proto__' },
      ]
      for (const of of keys) await stored(directory, of)
      for (const of of keys) expect(await directory.get(of)).toEqual(record(of))
      expect(await directory.get({ tenant: undefined, id: 'ab' })).toEqual(record({ id: 'ab' }))
      expect(await all(directory)).toHaveLength(keys.length)
    })

    test('lets one of any number of simultaneous claimers win, and tells the others how long to wait', async () => {
      const directory = await make()
      const other = await another(directory)
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? directory : other).claim(
            request({ draft: draft(1, { requestToken: `t${index}` }) }),
          ),
        ),
      )
      expect(results.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1)
      for (const result of results)
        if (result.outcome !== 'claimed') {
          expect(result.outcome).toBe('held')
          const { leaseMs } = result as Extract<ClaimResult, { outcome: 'held' }>
          expect(leaseMs).toBeGreaterThan(0)
          expect(leaseMs).toBeLessThanOrEqual(LEASE_MS)
        }
    })

    test('says changed to a claimer who has seen another record than there is', async () => {
      const directory = await make()
      expect((await directory.claim(request({ replaces: 1 }))).outcome).toBe('changed')
      await stored(directory, key)
      for (const replaces of [0, 2])
        expect((await directory.claim(request({ replaces }))).outcome).toBe('changed')
      claimed(await directory.claim(request({ replaces: 1, draft: draft(2) })))
      expect((await directory.claim(request({ replaces: 0 }))).outcome).toBe('changed')
    })

    test('replaces a record by that of the next incarnation', async () => {
      const directory = await make()
      await stored(directory, key, 1)
      const second = await stored(directory, key, 2)
      expect(await directory.get(key)).toEqual(second)
      expect(await all(directory)).toEqual([second])
    })

    test('hands a lapsed claim with its draft to the next claimer, and takes nothing from the old one any more', async () => {
      const directory = await make()
      const lost = claimed(
        await directory.claim(request({ draft: draft(1, { requestToken: 'first', provider: 'a' }) })),
      )
      await pass(LEASE_MS + 1)
      const next = claimed(
        await (await another(directory)).claim(request({ draft: draft(1, { requestToken: 'second' }) })),
      )
      expect(next.id).not.toBe(lost.id)
      expect(next.inherited).toBe(true)
      expect(next.draft).toEqual(draft(1, { requestToken: 'first', provider: 'a' }))
      expect(await directory.complete(lost, record(key))).toBe(false)
      expect(await directory.get(key)).toBeUndefined()
      await directory.release(lost, false)
      expect((await directory.claim(request())).outcome).toBe('held')
      expect(await directory.complete(next, record(key))).toBe(true)
    })

    test('lets a claim that has lapsed be completed as long as nobody took it over', async () => {
      const directory = await make()
      const claim = claimed(await directory.claim(request()))
      await pass(LEASE_MS + 1)
      expect(await directory.complete(claim, record(key))).toBe(true)
      expect(await directory.get(key)).toEqual(record(key))
    })

    test('keeps the draft through any number of lapses', async () => {
      const directory = await make()
      claimed(await directory.claim(request({ draft: draft(1, { requestToken: 'first' }) })))
      for (let round = 0; round < 3; round++) {
        await pass(LEASE_MS + 1)
        const claim = claimed(
          await directory.claim(request({ draft: draft(1, { requestToken: `r${round}` }) })),
        )
        expect([claim.inherited, claim.draft.requestToken]).toEqual([true, 'first'])
      }
    })

    test('is free at once after a release, with or without the draft', async () => {
      const directory = await make()
      const first = claimed(await directory.claim(request({ draft: draft(1, { requestToken: 'first' }) })))
      await directory.release(first, true)
      const second = claimed(await directory.claim(request({ draft: draft(1, { requestToken: 'second' }) })))
      expect([second.inherited, second.draft.requestToken]).toEqual([true, 'first'])
      await directory.release(second, false)
      const third = claimed(await directory.claim(request({ draft: draft(1, { requestToken: 'third' }) })))
      expect([third.inherited, third.draft.requestToken]).toEqual([false, 'third'])
    })

    test('takes a release again and again, and completes nothing that was given back', async () => {
      const directory = await make()
      const claim = claimed(await directory.claim(request()))
      await directory.release(claim, false)
      await directory.release(claim, true)
      await directory.release(claim, false)
      expect(await directory.complete(claim, record(key))).toBe(false)
      expect(await directory.get(key)).toBeUndefined()
      expect(claimed(await directory.claim(request())).inherited).toBe(false)
    })

    test('completes nothing twice', async () => {
      const directory = await make()
      const claim = claimed(await directory.claim(request()))
      expect(await directory.complete(claim, record(key))).toBe(true)
      expect(await directory.complete(claim, record(key, 1, { createdAt: 5 }))).toBe(false)
      await directory.release(claim, true)
      expect(await directory.get(key)).toEqual(record(key))
    })

    test('keeps the record from before while the next session is being made, and when that fails', async () => {
      const directory = await make()
      const first = await stored(directory, key)
      const claim = claimed(await directory.claim(request({ replaces: 1, draft: draft(2) })))
      expect(await directory.get(key)).toEqual(first)
      await directory.release(claim, false)
      expect(await directory.get(key)).toEqual(first)
      const again = claimed(await directory.claim(request({ replaces: 1, draft: draft(2) })))
      expect(again.inherited).toBe(false)
    })

    test('leaves no draft behind once a record is stored', async () => {
      const directory = await make()
      await stored(directory, key)
      const claim = claimed(await directory.claim(request({ replaces: 1, draft: draft(2) })))
      expect(claim).toMatchObject({ inherited: false, draft: draft(2) })
    })

    test('scans every record, also while others write, and no claim without one', async () => {
      const directory = await make()
      const keys = Array.from({ length: 30 }, (_, index) => ({ id: `meeting-${index}` }))
      for (const of of keys) await stored(directory, of)
      claimed(await directory.claim(request({ key: { id: 'only-claimed' } })))
      const seen = new Set<string>()
      for await (const found of directory.scan()) {
        seen.add(found.id)
        await stored(directory, { id: `during-${seen.size}` })
        if (seen.size > 500) expect.unreachable('the scan does not end')
      }
      for (const { id } of keys) expect(seen).toContain(id)
      expect(seen).not.toContain('only-claimed')
    })

    test('behaves like the simplest thing that could work, whatever is asked in whatever order', async () => {
      type Step =
        | { readonly do: 'claim'; readonly replaces: number }
        | { readonly do: 'complete' | 'release' | 'release-keeping'; readonly claim: number }
        | { readonly do: 'pass' }
        | { readonly do: 'get' }
      const step: fc.Arbitrary<Step> = fc.oneof(
        fc.record({ do: fc.constant('claim' as const), replaces: fc.integer({ min: 0, max: 2 }) }),
        fc.record({
          do: fc.constantFrom('complete' as const, 'release' as const, 'release-keeping' as const),
          claim: fc.nat({ max: 4 }),
        }),
        fc.record({ do: fc.constant('pass' as const) }),
        fc.record({ do: fc.constant('get' as const) }),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
          const directory = await make()
          const claims: Claim[] = []
          let incarnation = 0
          let kept: string | undefined
          let holder: string | undefined
          let lapsed = false
          let count = 0
          for (const now of steps) {
            if (now.do === 'get') expect((await directory.get(key))?.incarnation ?? 0).toBe(incarnation)
            else if (now.do === 'pass') {
              await pass(LEASE_MS + 1)
              lapsed = true
            } else if (now.do === 'claim') {
              count += 1
              const token = `t${count}`
              const result = await directory.claim(
                request({ replaces: now.replaces, draft: draft(incarnation + 1, { requestToken: token }) }),
              )
              if (now.replaces !== incarnation) expect(result.outcome).toBe('changed')
              else if (holder !== undefined && !lapsed) expect(result.outcome).toBe('held')
              else {
                const claim = claimed(result)
                expect([claim.inherited, claim.draft.requestToken]).toEqual([
                  kept !== undefined,
                  kept ?? token,
                ])
                expect(claims.map(({ id }) => id)).not.toContain(claim.id)
                claims.push(claim)
                kept ??= token
                holder = claim.id
                lapsed = false
              }
            } else {
              const claim = claims[now.claim]
              if (claim === undefined) continue
              const holds = holder === claim.id
              if (now.do === 'complete') {
                expect(await directory.complete(claim, record(key, incarnation + 1))).toBe(holds)
                if (holds) incarnation += 1
                if (holds) kept = undefined
              } else {
                await directory.release(claim, now.do === 'release-keeping')
                if (holds && now.do === 'release') kept = undefined
              }
              if (holds) holder = undefined
            }
          }
        }),
        { numRuns: 150 },
      )
    })

    test('forgets a session that is over, and never another one or one that is being replaced', async () => {
      const directory = await make()
      if (directory.forget === undefined) return
      const done = claimed(await directory.claim(request()))
      await directory.complete(done, record(key))
      expect(await directory.forget(key, 2)).toBe(false)
      expect(await directory.forget({ ...key, tenant: 'acme' }, 1)).toBe(false)
      const next = claimed(await directory.claim(request({ replaces: 1, draft: draft(2) })))
      expect(await directory.forget(key, 1)).toBe(false)
      await directory.release(next, false)
      expect(await directory.forget(key, 1)).toBe(true)
      expect(await directory.forget(key, 1)).toBe(false)
      expect(await directory.get(key)).toBeUndefined()
      expect(await all(directory)).toEqual([])
      claimed(await directory.claim(request()))
    })

    test('gives a lease to one of many at once, until its time is over', async () => {
      const directory = await make()
      const { lease } = directory
      if (lease === undefined) return
      const other = (await another?.(directory)) ?? directory
      const asked = await Promise.all(
        [directory, other, directory, other].map(async (one) => one.lease?.('sweep:1', LEASE_MS)),
      )
      expect(asked.filter((taken) => taken === true)).toHaveLength(1)
      expect(await other.lease?.('sweep:2', LEASE_MS)).toBe(true)
      await pass(LEASE_MS)
      expect(await other.lease?.('sweep:1', LEASE_MS)).toBe(true)
      expect(await directory.lease?.('sweep:1', LEASE_MS)).toBe(false)
    })
  })
}
