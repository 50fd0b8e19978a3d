/** What a screen reader is told, in the order in which it happened. */
export type News =
  | { readonly kind: 'joined' | 'left'; readonly seat: string }
  | { readonly kind: 'hand'; readonly seat: string }
  | { readonly kind: 'chat'; readonly seat: string; readonly text: string }
  | { readonly kind: 'waiting'; readonly name: string }

/** One sentence each: many who come at once are one sentence. */
export type NewsGroup =
  | { readonly kind: 'joined' | 'left'; readonly names: readonly string[]; readonly more: number }
  | { readonly kind: 'hand' | 'waiting'; readonly name: string }
  | { readonly kind: 'chat'; readonly name: string; readonly text: string }
  | { readonly kind: 'chat-many'; readonly count: number }

/** So many names, and so much of a message, are read out at most. */
const NAMES = 3
const LETTERS = 200

/** Puts together what has gathered since the last time. */
export function groupNews(news: readonly News[], nameOf: (seat: string) => string): readonly NewsGroup[] {
  const groups: NewsGroup[] = []
  for (const kind of ['joined', 'left'] as const) {
    const names = news.flatMap((item) => (item.kind === kind ? [nameOf(item.seat)] : []))
    if (names.length > 0)
      groups.push({ kind, names: names.slice(0, NAMES), more: Math.max(0, names.length - NAMES) })
  }
  const hands = new Set(news.flatMap((item) => (item.kind === 'hand' ? [item.seat] : [])))
  for (const seat of hands) groups.push({ kind: 'hand', name: nameOf(seat) })
  for (const item of news) if (item.kind === 'waiting') groups.push(item)
  const chat = news.filter((item) => item.kind === 'chat')
  if (chat.length > 2) groups.push({ kind: 'chat-many', count: chat.length })
  else
    for (const { seat, text } of chat)
      groups.push({ kind: 'chat', name: nameOf(seat), text: text.slice(0, LETTERS) })
  return groups
}
