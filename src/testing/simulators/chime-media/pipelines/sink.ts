import { PipelinesException } from './exception.js'

/** Where a pipeline writes. */
export interface Sink {
  readonly bucket: string
  /** Without slashes at its ends; empty where there is none. */
  readonly prefix: string
}

const sinkForm = /^arn:[a-z-]+:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/

/** Reads a bucket's ARN, which may have a prefix. */
export function readSink(arn: string): Sink {
  const [, bucket, prefix = ''] = sinkForm.exec(arn) ?? []
  if (bucket === undefined) throw new PipelinesException('BadRequestException', `Invalid sink ARN ${arn}`)
  return { bucket, prefix: prefix.replace(/^\/+|\/+$/g, '') }
}

/** What every key of a pipeline's artifacts starts with, slash at the end included. */
export function artifactsRoot(sink: Sink, pipelineId: string, sinkPrefix: 'precedes' | 'replaces'): string {
  if (sink.prefix === '') return `${pipelineId}/`
  return sinkPrefix === 'precedes' ? `${sink.prefix}/${pipelineId}/` : `${sink.prefix}/`
}
