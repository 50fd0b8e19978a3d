/**
 * The fields of a form, each of which must be there exactly once; undefined where one is not. Other fields are nobody's business.
 */
export function formFields<Name extends string>(
  body: Uint8Array,
  names: readonly Name[],
): Readonly<Record<Name, string>> | undefined {
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'))
  const fields: [Name, string][] = []
  for (const name of names) {
    const [value, ...more] = form.getAll(name)
    if (value === undefined || more.length > 0) return undefined
    fields.push([name, value])
  }
  return Object.fromEntries(fields) as Record<Name, string>
}
