import * as v from 'valibot'

/**
 * A schema that is put together when it is first needed. Putting all of them together takes as long as reading the
 * package's files, and most programs need few.
 */
export function lazySchema<Schema extends v.GenericSchema>(make: () => Schema): v.LazySchema<Schema> {
  let schema: Schema | undefined
  return v.lazy(() => {
    schema ??= make()
    return schema
  })
}
