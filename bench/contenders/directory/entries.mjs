import { randomUUID } from 'node:crypto'

const LEASE_MS = 600_000
const settings = { name: 'Zoë & "Çelik"', maxParticipants: 40, metadata: { course: '42', term: 'autumn' } }
const fingerprint = Object.fromEntries(
  ['id', 'name', 'maxParticipants', 'record', 'metadata.course', 'metadata.term'].map((path) => [
    path,
    '0a1b2c3d',
  ]),
)

export const draft = { incarnation: 1, provider: 'chime', requestToken: randomUUID(), madeAt: Date.now() }

/** The claim of a meeting that nobody made before. */
export function claimOf(id) {
  return { key: { id }, replaces: 0, draft, leaseMs: LEASE_MS }
}

/** A record as the facade writes it for a meeting on Amazon Chime. */
export function recordOf(id) {
  const { incarnation, provider, requestToken, madeAt } = draft
  const vendor = { meetingId: '7d3c8f52-9d6c-4f0e-8a83-b5b4d1f2a0c7', mediaRegion: 'eu-central-1' }
  return {
    id,
    incarnation,
    provider,
    requestToken,
    vendor,
    notes: {},
    settings,
    fingerprint,
    createdAt: madeAt,
  }
}
