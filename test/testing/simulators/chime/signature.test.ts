import { describe, expect, it } from 'vitest'
import { authorization, clientOf, nobody, rawRequest, refusal, startBench } from './support.js'

const target = `/meetings/${nobody}`

describe('signature check of the Chime simulator', () => {
  it.each([
    ['is missing', () => '', 'MissingAuthenticationTokenException', 403],
    ['is of another scheme', () => 'Bearer abc', 'IncompleteSignature', 400],
    [
      'lacks the signature',
      (whole: string) => whole.replace(/, Signature.*/, ''),
      'IncompleteSignature',
      400,
    ],
    ['has a short signature', (whole: string) => whole.slice(0, -1), 'IncompleteSignature', 400],
    [
      'is scoped to another region',
      (whole: string) => whole.replace('us-east-1', 'us-west-2'),
      'InvalidSignatureException',
      403,
    ],
    [
      'is scoped to another service',
      (whole: string) => whole.replace('/chime/', '/s3/'),
      'InvalidSignatureException',
      403,
    ],
    [
      'is scoped to another day',
      (whole: string) => whole.replace('20260105', '20260104'),
      'InvalidSignatureException',
      403,
    ],
    [
      'does not cover the host',
      (whole: string) => whole.replace('host;', ''),
      'InvalidSignatureException',
      403,
    ],
    [
      'names another key',
      (whole: string) => whole.replace(/AKID[A-Z0-9]+/, 'AKIDSOMEBODYELSE'),
      'UnrecognizedClientException',
      403,
    ],
  ])('refuses a request whose authorization %s', async (_, change, name, status) => {
    const { simulator } = await startBench()
    const response = await rawRequest(simulator, 'GET', target, undefined, {
      authorization: change(authorization(simulator)),
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('x-amzn-errortype')).toBe(name)
  })

  it('refuses a request without a well-formed date', async () => {
    const { simulator } = await startBench()
    const response = await rawRequest(simulator, 'GET', target, undefined, { 'x-amz-date': 'today' })
    expect(response.headers.get('x-amzn-errortype')).toBe('IncompleteSignature')
  })

  it('lets the well-formed request through to the operation', async () => {
    const { simulator } = await startBench()
    const response = await rawRequest(simulator, 'GET', target)
    expect(response.headers.get('x-amzn-errortype')).toBe('NotFoundException')
  })

  it('refuses the AWS client that is set to another region or key', async () => {
    const { simulator } = await startBench({ region: 'eu-central-1', accessKeyId: 'AKIDOWN' })
    const elsewhere = clientOf(simulator, { region: 'us-east-1' })
    expect(await refusal(elsewhere.getMeeting({ MeetingId: nobody }))).toMatchObject({
      name: 'InvalidSignatureException',
      status: 403,
    })
    const stranger = clientOf(simulator, { accessKeyId: 'AKIDSTRANGER' })
    expect(await refusal(stranger.getMeeting({ MeetingId: nobody }))).toMatchObject({
      name: 'UnrecognizedClientException',
      status: 403,
    })
    const known = clientOf(simulator)
    expect(await refusal(known.getMeeting({ MeetingId: nobody }))).toMatchObject({
      name: 'NotFoundException',
    })
  })
})
