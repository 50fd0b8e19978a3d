import assert from 'node:assert/strict'
import type { MeetingError } from '../../../errors/meeting-error.js'
import { type ContractAspect, clause } from '../clause.js'
import type { ContractContext } from '../context.js'
import { person } from '../context.js'
import type { ContractFault, ContractVerb } from '../harness.js'

/** Every verb with a call of it that has to ask the vendor. */
const verbs: readonly ContractVerb[] = ['createMeeting', 'join', 'end', 'info']

export const errors: ContractAspect = {
  name: 'errors',
  clauses: [
    clause(
      'says unavailable, worth repeating, of a vendor that is down',
      ['vendor', 'end', 'info'],
      async (context) => {
        for (const verb of verbs) {
          const error = await spoilt(context, 'down', verb)
          assert.equal(error.code, 'unavailable', verb)
          assert.equal(error.retryable, true)
        }
      },
    ),
    clause(
      'says rate-limited, worth repeating, without effect, of a vendor that throttles',
      ['vendor', 'end', 'info'],
      async (context) => {
        for (const verb of verbs) {
          const error = await spoilt(context, 'throttled', verb)
          assert.equal(error.code, 'rate-limited', verb)
          assert.equal(error.retryable, true)
          assert.equal(error.effect, 'none')
        }
      },
    ),
    clause(
      'says what is wrong with an answer that is not the API, and shows no secret',
      ['vendor', 'end', 'info'],
      async (context) => {
        for (const verb of verbs) {
          const error = await spoilt(context, 'garbage', verb)
          assert.match(error.code, /^(invalid-response|unavailable)$/, verb)
        }
      },
    ),
    clause(
      'gets over one refusal that certainly had no effect by itself',
      ['vendor', 'network'],
      async (context) => {
        context.vendor.fail('throttled', 'createMeeting', 1)
        assert.equal(
          (await context.run(context.meetings.createMeeting({ id: 'hiccup' }))).disposition,
          'created',
        )
      },
    ),
    clause(
      'says unauthenticated of wrong credentials, and check says it, too',
      ['vendor'],
      async (context) => {
        const { vendor } = context
        if (vendor.providerWithWrongCredentials === undefined) return
        const machine = context.machine({}, vendor.providerWithWrongCredentials())
        const error = await context.fails(machine.createMeeting({ id: 'no-entry' }), 'unauthenticated')
        assert.equal(error.retryable, false)
        const health = await context.run(machine.check())
        assert.equal(health.ok, false)
        const [instance] = Object.values(health.providers)
        assert.equal(instance?.reachable, true)
        assert.equal(instance?.authenticated, false)
        assert.ok(instance?.problem)
        context.showsNoSecret(health)
      },
    ),
    clause('names instance, operation and ref in what it throws', ['vendor', 'info'], async (context) => {
      const { ref } = await context.run(context.meetings.createMeeting({ id: 'context' }))
      context.vendor.fail('garbage', 'info', 2)
      const error = await context.fails(context.meetings.info(ref), 'invalid-response', 'unavailable')
      assert.equal(error.provider, ref.provider)
      assert.equal(error.operation, 'info')
      assert.deepEqual(error.ref, ref)
    }),
    clause(
      'says not-configured of a ref whose instance is not configured, and names it',
      [],
      async (context) => {
        const { ref } = await context.run(context.meetings.createMeeting({ id: 'orphan' }))
        const error = await context.fails(
          context.meetings.join({ ...ref, provider: 'retired' }, person('p1')),
          'not-configured',
        )
        assert.match(error.message, /"retired"/)
      },
    ),
  ],
}

async function spoilt(
  context: ContractContext,
  fault: ContractFault,
  verb: ContractVerb,
): Promise<MeetingError> {
  const { meetings, vendor } = context
  const id = `${fault}-${verb}`
  if (verb !== 'createMeeting') await context.run(meetings.createMeeting({ id }))
  // A transient error without effect is repeated once; a provider may wait longer for a rate limit.
  vendor.fail(fault, verb, fault === 'throttled' ? Number.POSITIVE_INFINITY : 2)
  const calls = {
    createMeeting: () => meetings.createMeeting({ id }),
    join: () => meetings.join(id, person('p1', { verify: true })),
    end: () => meetings.end(id),
    info: () => meetings.info(id),
  }
  const error = await context.fails(calls[verb](), 'unavailable', 'rate-limited', 'invalid-response')
  vendor.heal()
  return error
}
