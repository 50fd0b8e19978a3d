import type { Constraints } from './constraints.js'
import type { Meeting } from './meeting.js'
import { type Operation, type OperationContext, readInput } from './operation.js'
import { ChimeServiceError } from './service-error.js'
import { readTagKeys, readTags, tagsPerMeeting } from './tags.js'

const resourceArn = { min: 1, max: 1011, pattern: /^arn:.*$/ }

export const listTagsForResource: Operation = (context, input) => {
  const { read: arn } = readInput(input, (constraints) => readArn(constraints, input.query.get('arn')))
  const { tags } = findResource(context, arn)
  return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) }
}

/** A key that the meeting has gets the new value; the others stay. */
export const tagResource: Operation = (context, input) => {
  const { read } = readInput(input, (constraints) => ({
    arn: readArn(constraints, input.body['ResourceARN']),
    tags: readTags(
      constraints,
      constraints.requiredList(input.body['Tags'], 'tags', { min: 0, max: tagsPerMeeting }),
    ),
  }))
  const { tags } = findResource(context, read.arn)
  const added = Object.entries(read.tags)
  const kept = [...tags.keys()].filter((key) => !Object.hasOwn(read.tags, key))
  if (kept.length + added.length > tagsPerMeeting) {
    throw new ChimeServiceError('TooManyTagsException', `A resource has at most ${tagsPerMeeting} tags`, {
      resourceName: read.arn,
    })
  }
  for (const [key, value] of added) tags.set(key, value)
  return undefined
}

/** Succeeds for keys that the meeting does not have, too. */
export const untagResource: Operation = (context, input) => {
  const { read } = readInput(input, (constraints) => ({
    arn: readArn(constraints, input.body['ResourceARN']),
    keys: readTagKeys(constraints, input.body['TagKeys']),
  }))
  const { tags } = findResource(context, read.arn)
  for (const key of read.keys) tags.delete(key)
  return undefined
}

function readArn(constraints: Constraints, value: unknown): string {
  return constraints.requiredText(value, 'resourceARN', resourceArn)
}

/** Whether tags outlive a meeting is not documented; here they do not. */
function findResource(context: OperationContext, arn: string): Meeting {
  const meeting = context.meetings.byArn(arn)
  if (meeting !== undefined) return meeting
  throw new ChimeServiceError('ResourceNotFoundException', `Resource ${arn} not found`, { resourceName: arn })
}
