import { describe, expect, it } from 'vitest'
import {
  captureRequest,
  clientOf,
  concatenationRequest,
  createCapture,
  refusal,
  startBench,
} from './support.js'

/** A request that the types forbid, as the client lets it through. */
function forbidden<Input>(changes: Record<string, unknown>): Partial<Input> {
  return changes as Partial<Input>
}

describe('a request that breaks the model of the service', () => {
  it('is refused with everything that is wrong', async () => {
    const { client, meetingArn, simulator } = await startBench()
    const input = captureRequest(
      meetingArn,
      forbidden({ SinkArn: undefined, SinkType: 'Disk', SourceArn: 'no arn' }),
    )
    const { name, status, message } = await refusal(client.createMediaCapturePipeline(input))
    expect([name, status]).toEqual(['ValidationException', 400])
    expect(message).toContain('3 validation errors detected')
    expect(message).toContain("Value at 'sinkArn' failed to satisfy constraint: Member must not be null")
    expect(message).toContain(
      "Value at 'sinkType' failed to satisfy constraint: Member must satisfy enum value set",
    )
    expect(message).toContain(
      "Value at 'sourceArn' failed to satisfy constraint: Member must satisfy regular",
    )
    expect(simulator.pipelines()).toEqual([])
  })

  it('is refused deep inside a configuration', async () => {
    const { client, meetingArn } = await startBench()
    const refused = async (configuration: unknown): Promise<string> => {
      const changes = forbidden({ ChimeSdkMeetingConfiguration: configuration })
      return (await refusal(client.createMediaCapturePipeline(captureRequest(meetingArn, changes)))).message
    }
    const Video = { State: 'Disabled' }
    const at = 'chimeSdkMeetingConfiguration.artifactsConfiguration'
    expect(await refused({ ArtifactsConfiguration: { Audio: {}, Video } })).toBe(
      `2 validation errors detected: Value at '${at}.audio.muxType' failed to satisfy constraint: Member must not be null; ` +
        `Value at '${at}.content' failed to satisfy constraint: Member must not be null`,
    )
    const GridViewConfiguration = {
      ContentShareLayout: 'Vertical',
      VerticalLayoutConfiguration: { TileCount: 11, TileAspectRatio: 'wide' },
    }
    const Audio = { MuxType: 'AudioWithCompositedVideo' }
    const composed = { Audio, Video, Content: Video, CompositedVideo: { GridViewConfiguration } }
    const grid = `${at}.compositedVideo.gridViewConfiguration.verticalLayoutConfiguration`
    const message = await refused({ ArtifactsConfiguration: composed })
    expect(message).toContain(`'${grid}.tileCount' failed to satisfy constraint: Member must have value less`)
    expect(message).toContain(`'${grid}.tileAspectRatio' failed to satisfy constraint: Member must satisfy`)
    expect(await refused({ SourceConfiguration: { SelectedVideoStreams: { AttendeeIds: [] } } })).toContain(
      'Member must have length greater than or equal to 1',
    )
  })

  it('is refused for a concatenation without audio, or with more than one source', async () => {
    const bench = await startBench()
    const { MediaPipelineArn } = await createCapture(bench)
    const silent = concatenationRequest(MediaPipelineArn, { without: ['Audio'] })
    expect(await refusal(bench.client.createMediaConcatenationPipeline(silent))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('audio.state'),
    })
    const double = concatenationRequest(MediaPipelineArn)
    double.Sources = [...(double.Sources ?? []), ...(double.Sources ?? [])]
    expect(await refusal(bench.client.createMediaConcatenationPipeline(double))).toMatchObject({
      message: expect.stringContaining("'sources'"),
    })
  })

  it('is refused for a value of the wrong type, and for an id that is none', async () => {
    const { client, meetingArn } = await startBench()
    const input = captureRequest(meetingArn, forbidden({ Tags: { Key: 'a' } }))
    expect(await refusal(client.createMediaCapturePipeline(input))).toMatchObject({
      name: 'SerializationException',
      status: 400,
    })
    expect(await refusal(client.getMediaPipeline({ MediaPipelineId: 'a/b%c' }))).toMatchObject({
      name: 'ValidationException',
    })
  })

  it('is refused where its body is no JSON object', async () => {
    const { simulator } = await startBench()
    const send = async (body: string) => {
      const response = await fetch(`${simulator.pipelinesEndpoint}/sdk-media-capture-pipelines`, {
        method: 'POST',
        headers: signedFor(simulator.accessKeyId),
        body,
      })
      return [response.status, response.headers.get('x-amzn-errortype')]
    }
    expect(await send('{')).toEqual([400, 'SerializationException'])
    expect(await send('[]')).toEqual([400, 'SerializationException'])
    expect(await send('{"SourceType":1}')).toEqual([400, 'SerializationException'])
    expect(await send('{}')).toEqual([400, 'ValidationException'])
  })
})

describe('the signature of a request', () => {
  it('is that of the known key, for the service and its region', async () => {
    const { simulator } = await startBench()
    const stranger = clientOf(simulator, { accessKeyId: 'AKIDSTRANGER' })
    expect(await refusal(stranger.listMediaPipelines({}))).toMatchObject({
      name: 'UnrecognizedClientException',
      status: 403,
    })
    const elsewhere = clientOf(simulator, { region: 'eu-central-1' })
    expect(await refusal(elsewhere.listMediaPipelines({}))).toMatchObject({
      name: 'InvalidSignatureException',
      status: 403,
      message: expect.stringContaining('us-east-1/chime/aws4_request'),
    })
  })

  it('is there, whole, and of its day', async () => {
    const { simulator } = await startBench()
    const get = async (headers: Record<string, string>) => {
      const response = await fetch(`${simulator.pipelinesEndpoint}/sdk-media-pipelines`, { headers })
      return response.headers.get('x-amzn-errortype')
    }
    const signed = signedFor(simulator.accessKeyId)
    expect(await get({})).toBe('MissingAuthenticationTokenException')
    expect(await get({ authorization: 'Bearer abc' })).toBe('IncompleteSignature')
    expect(await get({ authorization: signed.authorization })).toBe('IncompleteSignature')
    expect(await get({ ...signed, 'x-amz-date': '20260106T090000Z' })).toBe('IncompleteSignature')
    expect(await get({ ...signed, authorization: signed.authorization.replace('host;', '') })).toBe(
      'InvalidSignatureException',
    )
    expect(await get(signed)).toBeNull()
  })

  it('does not help where the service has no such operation', async () => {
    const { simulator } = await startBench()
    const response = await fetch(`${simulator.pipelinesEndpoint}/media-insights-pipelines`)
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      404,
      'UnknownOperationException',
    ])
    expect(simulator.requests.map(({ call }) => call)).toEqual(['Unknown'])
  })
})

function signedFor(accessKeyId: string): { authorization: string; 'x-amz-date': string } {
  const credential = `${accessKeyId}/20260105/us-east-1/chime/aws4_request`
  return {
    'x-amz-date': '20260105T090000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  }
}
