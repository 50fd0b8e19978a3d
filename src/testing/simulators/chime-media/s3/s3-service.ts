import type { SimulatorAnswer, SimulatorRequest } from '../../simulator-server.js'
import { notAuthorized } from '../account.js'
import { checkS3Signature } from './check-s3-signature.js'
import { deleteObjects } from './delete-objects.js'
import { listObjects } from './list-objects.js'
import { deleteObject, getObject, headBucket, putObject } from './object-operations.js'
import type { S3Context, S3Operation } from './operation.js'
import { actionOf, type RoutedS3Call, routeS3, type S3Call } from './routes.js'
import { errorAnswer, newRequestId, S3Error } from './s3-error.js'

const operations: Readonly<Record<S3Call, S3Operation>> = {
  ListObjectsV2: listObjects,
  HeadBucket: headBucket,
  GetObject: getObject,
  HeadObject: getObject,
  PutObject: putObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
}

interface S3ServiceOptions {
  readonly accessKeyId: string
  readonly context: S3Context
  /** Lets the pipelines write what they should have written by now. */
  readonly catchUp: () => void
}

/** A request's way through S3: operation, signature, bucket, permission, and the work. */
export class S3Service {
  readonly #options: S3ServiceOptions

  constructor(options: S3ServiceOptions) {
    this.#options = options
  }

  answer(request: SimulatorRequest): SimulatorAnswer {
    try {
      const answer = this.#answer(request)
      return { ...answer, headers: { 'x-amz-request-id': newRequestId(), ...answer.headers } }
    } catch (error) {
      if (!(error instanceof S3Error)) throw error
      return errorAnswer(error.code, { message: error.message, details: error.details })
    }
  }

  #answer(request: SimulatorRequest): SimulatorAnswer {
    const routed = routeS3(request.method, request.target)
    if (routed === undefined) {
      throw new S3Error(
        'NotImplemented',
        'A header you provided implies functionality that is not implemented',
      )
    }
    const { accessKeyId, context, catchUp } = this.#options
    const { buckets, clock } = context
    const region = buckets.regionOf(routed.bucket)
    checkS3Signature(request, routed, { accessKeyId, region, now: clock.now() })
    if (!buckets.exists(routed.bucket)) {
      throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { BucketName: routed.bucket })
    }
    this.#checkPermission(routed)
    catchUp()
    return operations[routed.call](context, routed, request)
  }

  /** DeleteObjects reports a missing permission key by key. */
  #checkPermission({ call, bucket, key }: RoutedS3Call): void {
    const action = actionOf[call]
    if (call === 'DeleteObjects' || !this.#options.context.denied(action)) return
    const resource = `"arn:aws:s3:::${key === '' ? bucket : `${bucket}/${key}`}"`
    const reason = `because no identity-based policy allows the ${action} action`
    throw new S3Error('AccessDenied', `${notAuthorized(action, resource)} ${reason}`)
  }
}
