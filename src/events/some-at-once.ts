/** Does something for each of many, at most `limit` at a time; the results in order. Fails as the first of them does. */
export async function someAtOnce<T, R>(
  many: readonly T[],
  limit: number,
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  if (many.length <= limit) return Promise.all(many.map(work))
  const results: R[] = []
  const left = many.entries()
  const worker = async (): Promise<void> => {
    for (const [index, one] of left) results[index] = await work(one)
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
