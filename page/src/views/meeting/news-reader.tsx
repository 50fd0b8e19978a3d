import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { isolate } from '../../i18n/isolate.js'
import type { Messages } from '../../i18n/messages.js'
import { groupNews, type News, type NewsGroup } from '../../meeting/news.js'
import { useMessages } from '../parts/messages-context.js'
import { useCall } from './call-context.js'

/** So much is gathered before it is said: a screen reader is not talked over, and names have arrived by then. */
const GATHER_MS = 2_000

function sentence(group: NewsGroup, { news }: Messages): string {
  switch (group.kind) {
    case 'joined':
    case 'left':
      return news[group.kind](group.names, group.more)
    case 'hand':
      return news.handRaised(group.name)
    case 'waiting':
      return news.waiting(isolate(group.name))
    case 'chat':
      return news.chat(group.name, isolate(group.text))
    case 'chat-many':
      return news.chatMany(group.count)
  }
}

/** Says to screen readers who came and went, who wants to speak, and what is written. */
export function NewsReader(): JSX.Element {
  const call = useCall()
  const messages = useMessages()
  const [said, say] = useState('')
  useEffect(() => {
    let gathered: News[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = (): void => {
      timer = undefined
      const { hands } = call.state.get()
      // Those who come late are told of hands, too, that are down again.
      const news = gathered.filter((item) => item.kind !== 'hand' || hands.has(item.seat))
      const groups = groupNews(news, (seat) => isolate(call.nameOf(seat) ?? messages.people.someone))
      gathered = []
      say(groups.map((group) => sentence(group, messages)).join(' '))
    }
    const stop = call.onNews((news) => {
      gathered.push(news)
      timer ??= setTimeout(flush, GATHER_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [call, messages])
  return (
    <div class="unseen" role="status" aria-atomic="true" data-news>
      {said}
    </div>
  )
}
