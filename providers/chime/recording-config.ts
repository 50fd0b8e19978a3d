import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { endpointRule, isEndpoint } from './endpoint.js'

/** Where recordings go, and what is recorded. Needs the packages `@aws-sdk/client-chime-sdk-media-pipelines`, `@aws-sdk/client-s3` and `@aws-sdk/s3-request-presigner`. */
export interface ChimeRecordingConfig {
  /**
   * The S3 bucket, or a bucket for each media region: Chime writes only into a bucket of the region in which the media of the
   * meeting run. A name alone is the bucket of the configured `mediaRegion`. A meeting elsewhere cannot be recorded.
   */
  readonly bucket: string | Readonly<Record<string, string>>
  /** Folder in the bucket, without slashes at its ends. Default: `anymeet`. */
  readonly prefix?: string
  /** What becomes of picture and sound. Default: `composited`, one film of everybody. */
  readonly layout?: 'audio' | 'active-speaker' | 'composited'
  /** How long the URLs of a recording work, 1 to 10,080 (seven days, the most that S3 signs for). Default: 60. */
  readonly urlTtlMinutes?: number
  /** Other addresses than AWS's own, for example of a simulator. Default: the AWS environment and profile, else AWS's. */
  readonly endpoints?: { readonly mediaPipelines?: string; readonly s3?: string }
}

/** The same with its defaults filled in. */
export interface ResolvedChimeRecordingConfig {
  /** Bucket by media region. */
  readonly buckets: Readonly<Record<string, string>>
  readonly prefix: string
  readonly layout: 'audio' | 'active-speaker' | 'composited'
  readonly urlTtlMinutes: number
  readonly endpoints: { readonly mediaPipelines?: string; readonly s3?: string }
}

export const recordingSchema: v.GenericSchema = lazySchema(() => {
  const bucketRule = 'must be the name of a bucket, or an object of such names by media region'
  const name = v.pipe(v.string(bucketRule), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, bucketRule))
  const prefixRule = 'must be 1 to 200 of letters, digits and _-./, without slashes at the ends or in a row'
  const url = v.pipe(v.string(endpointRule), v.check(isEndpoint, endpointRule))
  const minutesRule = 'must be a whole number from 1 to 10,080'
  return v.strictObject(
    {
      bucket: v.union(
        [
          name,
          v.pipe(
            v.record(v.string(), name),
            v.check((all) => Object.keys(all).length > 0, bucketRule),
          ),
        ],
        bucketRule,
      ),
      prefix: v.optional(
        v.pipe(
          v.string(prefixRule),
          v.check((value) => value.length <= 200 && /^[\w.-]+(\/[\w.-]+)*$/.test(value), prefixRule),
        ),
      ),
      layout: v.optional(
        v.picklist(
          ['audio', 'active-speaker', 'composited'],
          "must be 'audio', 'active-speaker' or 'composited'",
        ),
      ),
      urlTtlMinutes: v.optional(
        v.pipe(
          v.number(minutesRule),
          v.check((value) => Number.isInteger(value) && value >= 1 && value <= 10_080, minutesRule),
        ),
      ),
      endpoints: v.optional(
        v.strictObject({ mediaPipelines: v.optional(url), s3: v.optional(url) }, 'must be an object'),
      ),
    },
    'must be an object',
  )
})

/** Fills in the defaults. `mediaRegion` is where meetings run that name no region. */
export function resolveRecording(
  { bucket, prefix, layout, urlTtlMinutes, endpoints }: ChimeRecordingConfig,
  mediaRegion: string,
): ResolvedChimeRecordingConfig {
  return {
    buckets: typeof bucket === 'string' ? { [mediaRegion]: bucket } : bucket,
    prefix: prefix ?? 'anymeet',
    layout: layout ?? 'composited',
    urlTtlMinutes: urlTtlMinutes ?? 60,
    endpoints: endpoints ?? {},
  }
}
