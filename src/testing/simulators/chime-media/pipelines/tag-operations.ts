import { PipelinesException } from './exception.js'
import type { Operation, OperationContext } from './operation.js'
import type { Pipeline } from './pipeline.js'
import { listTagsRules, type Tag, tagRules, untagRules } from './requests.js'
import { check } from './rules.js'

const tagsPerPipeline = 200

export const tagResource: Operation = (context, { body }) => {
  check(body, tagRules)
  const { ResourceARN, Tags } = body as { ResourceARN: string; Tags: readonly Tag[] }
  const { tags } = find(context, ResourceARN)
  const added = Tags.filter(({ Key }) => !tags.has(Key)).length
  if (tags.size + added > tagsPerPipeline)
    throw new PipelinesException('BadRequestException', 'Too many tags')
  for (const { Key, Value } of Tags) tags.set(Key, Value)
  return { status: 204 }
}

export const untagResource: Operation = (context, { body }) => {
  check(body, untagRules)
  const { ResourceARN, TagKeys } = body as { ResourceARN: string; TagKeys: readonly string[] }
  const { tags } = find(context, ResourceARN)
  for (const key of TagKeys) tags.delete(key)
  return { status: 204 }
}

export const listTags: Operation = (context, { query }) => {
  const arn = query.get('arn')
  check({ ResourceARN: arn }, listTagsRules)
  const { tags } = find(context, arn ?? '')
  return { status: 200, body: { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) } }
}

function find({ pipelines }: OperationContext, arn: string): Pipeline {
  const pipeline = pipelines.byArn(arn)
  if (pipeline === undefined) throw new PipelinesException('NotFoundException', `Resource ${arn} not found`)
  return pipeline
}
