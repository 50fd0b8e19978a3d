import { type ApiCall, unsigned } from '../calls/api-call.js'

export const hooksPingCall: ApiCall = {
  methods: () => ['GET'],
  checksum: unsigned,
  violations: () => [],
  answer: () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'The hooks are there' }),
}
