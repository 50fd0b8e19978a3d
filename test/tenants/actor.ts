import { expect } from 'vitest'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { formatMeetingRef } from '../../src/identity/ref-text.js'
import type { MeetingTarget } from '../../src/identity/resolve-target.js'
import { vendorKey } from '../../src/identity/vendor-key.js'
import type { Meetings } from '../../src/meetings.js'
import type { JoinResult } from '../../src/spec/join-meeting.js'
import type { MeetingRef } from '../../src/spec/meeting-ref.js'

const verbs = ['create', 'join', 'info', 'end', 'list', 'recordings', 'forge', 'forge recording'] as const
const attacks = [
  'join',
  'verified join',
  'info',
  'end',
  'remove',
  'lock',
  'message',
  'room',
  'record',
] as const

/** Everything that a step may be is chosen by numbers, so that it can be drawn at random. */
export interface Step {
  readonly verb: (typeof verbs)[number]
  readonly attack: (typeof attacks)[number]
  readonly id: number
  readonly victim: number
  readonly form: number
}

export const stepVerbs: readonly Step['verb'][] = verbs
export const stepAttacks: readonly Step['attack'][] = attacks

const ids = ['standup', 'retro', 'demo']
const person = { participant: { id: 'ann', name: 'Ann' }, role: 'moderator' } as const

/** One tenant, who does one thing after another and knows what has to come out, whatever the others do meanwhile. */
export class Actor {
  readonly tenant: string | undefined
  /** Ids of recordings that are this tenant's. */
  readonly recordings: Set<string> = new Set()
  readonly #meetings: Meetings
  readonly #alive = new Map<string, MeetingRef>()
  readonly #known: MeetingRef[] = []
  calls = 0

  constructor(meetings: Meetings, tenant: string | undefined) {
    this.#meetings = meetings
    this.tenant = tenant
  }

  keyOf(id: number): string {
    return vendorKey({ tenant: this.tenant, id: ids[id % ids.length] ?? '' })
  }

  async act(step: Step, others: readonly Actor[]): Promise<void> {
    this.calls += 1
    const id = ids[step.id % ids.length] ?? ''
    const victim = others[step.victim % others.length]
    if (step.verb === 'create') await this.#create(id)
    else if (step.verb === 'join') await this.#join(id)
    else if (step.verb === 'info') await this.check(id)
    else if (step.verb === 'end') await this.#end(id)
    else if (step.verb === 'list') await this.checkList()
    else if (step.verb === 'recordings') await this.checkRecordings()
    else if (victim !== undefined && step.verb === 'forge recording') await this.#forgeRecording(victim, step)
    else if (victim !== undefined) await this.#forge(victim, id, step)
  }

  /** Everything is as this tenant left it. */
  async settle(): Promise<void> {
    for (const id of ids) await this.check(id)
    await this.checkList()
    await this.checkRecordings()
  }

  async check(id: string): Promise<void> {
    const alive = this.#alive.get(id)
    const info = await this.#meetings.info(alive ?? id, this.#options).catch(unlessGone)
    expect(info?.status ?? 'ended', `${this.tenant}/${id}`).toBe(alive === undefined ? 'ended' : 'open')
    if (info === undefined || alive === undefined) return
    expect([info.ref, info.name]).toEqual([alive, this.#nameOf(id)])
  }

  async checkList(): Promise<void> {
    const providers = new Set(this.#known.map(({ provider }) => provider))
    for (const provider of providers) {
      const capabilities = await this.#meetings.capabilities(provider, this.#options)
      if (capabilities.listMeetings?.support !== 'native') continue
      const listed: string[] = []
      for await (const { ref, status } of this.#meetings.listMeetings(provider, this.#options)) {
        expect(ref.tenant).toBe(this.tenant)
        if (status === 'open') listed.push(ref.id)
      }
      const mine = [...this.#alive].filter(([, ref]) => ref.provider === provider).map(([id]) => id)
      expect(listed.sort()).toEqual(mine.sort())
    }
  }

  async checkRecordings(): Promise<void> {
    const provider = this.#known.at(-1)?.provider
    if (provider === undefined) return
    const capabilities = await this.#meetings.capabilities(provider, this.#options)
    if (capabilities['recordings.list']?.support === undefined || this.recordings.size === 0) return
    const found = new Set<string>()
    for await (const { ref } of this.#meetings.recordings.all({ provider }, this.#options)) found.add(ref.id)
    expect(found).toEqual(this.recordings)
  }

  get #options(): { readonly tenant?: string } {
    return this.tenant === undefined ? {} : { tenant: this.tenant }
  }

  #nameOf(id: string): string {
    return `${id} of ${this.tenant ?? 'nobody'}`
  }

  async #create(id: string): Promise<void> {
    const before = this.#alive.get(id)
    const { ref, disposition } = await this.#meetings.createMeeting(
      { id, name: this.#nameOf(id) },
      this.#options,
    )
    expect([disposition, ref.tenant, ref.id]).toEqual([
      before === undefined ? 'created' : 'existing',
      this.tenant,
      id,
    ])
    if (before !== undefined) expect(ref).toEqual(before)
    this.#alive.set(id, ref)
    this.#known.push(ref)
  }

  async #join(id: string): Promise<void> {
    const alive = this.#alive.get(id)
    const joined = await this.#meetings.join(alive ?? id, person, this.#options).catch(unlessGone)
    if (alive !== undefined) expect(joined?.ref).toEqual(alive)
    if (joined !== undefined) this.#expectOwn(joined, id)
  }

  async #end(id: string): Promise<void> {
    const alive = this.#alive.get(id)
    const { outcome } = await this.#meetings.end(alive ?? id, this.#options)
    expect(alive === undefined ? ['not-found', 'already-ended'] : ['ended', 'ending']).toContain(outcome)
    this.#alive.delete(id)
  }

  /** Uses what another tenant's ref says. Whatever comes of it is about a meeting of this tenant, or an error. */
  async #forge(victim: Actor, id: string, { attack, form }: Step): Promise<void> {
    const theirs = victim.#known[form % Math.max(1, victim.#known.length)]
    if (theirs === undefined) return
    const { tenant: _theirs, ...rest } = theirs
    const mine: MeetingRef = { ...rest, ...this.#options }
    const own = this.#known.at(-1)
    const targets: readonly MeetingTarget[] = [
      theirs,
      mine,
      formatMeetingRef(mine),
      { ...mine, id },
      { ...mine, incarnation: 0 },
      { ...mine, provider: own?.provider ?? mine.provider },
      { ...(own ?? mine), vendor: theirs.vendor },
      { ...mine, vendor: { ...theirs.vendor, meetingId: theirs.vendor['meetingId'] ?? victim.keyOf(0) } },
      {
        ...mine,
        vendor: { ...theirs.vendor, parentKey: vendorKey({ tenant: victim.tenant, id: theirs.id }) },
      },
    ]
    const target = targets[form % targets.length] ?? theirs
    const { id: named } = typeof target === 'string' ? mine : target
    await this.#attack(attack, target, named).catch((error: unknown) => {
      if (!MeetingError.is(error)) throw error
      expect(['not-found', 'not-configured', 'unsupported', 'invalid-request'], error.message).toContain(
        error.code,
      )
    })
  }

  async #attack(attack: Step['attack'], target: MeetingTarget, id: string): Promise<void> {
    const meetings = this.#meetings
    const options = this.#options
    if (attack === 'join') this.#expectOwn(await meetings.join(target, person, options), id)
    else if (attack === 'verified join')
      this.#expectOwn(await meetings.join(target, { ...person, verify: true }, options), id)
    else if (attack === 'info') expect((await meetings.info(target, options)).name).toBe(this.#nameOf(id))
    else if (attack === 'end') {
      const { outcome } = await meetings.end(target, options)
      if (outcome === 'ended' || outcome === 'ending') this.#alive.delete(id)
    } else if (attack === 'remove') await meetings.removeParticipant(target, 'ann', options)
    else if (attack === 'lock') await meetings.lock(target, { camera: true }, options)
    else if (attack === 'message')
      await meetings.sendMessage(target, { text: `from ${this.tenant}` }, options)
    else if (attack === 'room') await meetings.createBreakoutRoom(target, { sequence: 1 }, options)
    else await meetings.recordings.start(target, options)
  }

  async #forgeRecording(victim: Actor, { form }: Step): Promise<void> {
    const [id] = victim.recordings
    const provider = (form % 2 === 0 ? victim : this).#known.at(-1)?.provider
    if (id === undefined || provider === undefined) return
    const forged = { v: 1, provider, ...this.#options, id } as const
    const attempts = [
      () => this.#meetings.recordings.get(forged, this.#options),
      () => this.#meetings.recordings.publish(forged, this.#options),
      () => this.#meetings.recordings.update(forged, { metadata: { owner: 'mine' } }, this.#options),
      () => this.#meetings.recordings.get({ ...forged, ...theirs(victim) }, this.#options),
    ]
    const error: unknown = await attempts[form % attempts.length]?.().catch((thrown: unknown) => thrown)
    expect(MeetingError.is(error) && error.code).toMatch(/^not-(?:found|configured)$|^unsupported$/)
    const gone: unknown = await this.#meetings.recordings
      .delete(forged, this.#options)
      .catch((thrown: unknown) => thrown)
    if (!MeetingError.is(gone)) expect(gone).toMatchObject({ outcome: 'not-found' })
  }

  /** Credentials lead to the meeting of this tenant and id, and nowhere else. */
  #expectOwn(joined: JoinResult, id: string): void {
    const key = vendorKey({ tenant: this.tenant, id })
    expect(joined.ref.tenant).toBe(this.tenant)
    if (joined.kind === 'url') {
      const { searchParams } = new URL(joined.url)
      expect(searchParams.get('meetingID') ?? searchParams.get('meeting')).toBe(key)
    } else if (joined.sdk === 'amazon-chime-sdk-js')
      expect(joined.session).toMatchObject({ Meeting: { ExternalMeetingId: key } })
    else {
      const { session } = joined.session as { readonly session?: string }
      expect(this.#known.map(({ vendor }) => vendor['session'])).toContain(session)
    }
  }
}

function theirs({ tenant }: Actor): { readonly tenant?: string } {
  return tenant === undefined ? {} : { tenant }
}

function unlessGone(error: unknown): undefined {
  if (!MeetingError.is(error) || error.code !== 'not-found') throw error
}
