import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useStore } from '../../base/use-store.js'
import type { MeetingSession } from '../../meeting/meeting-session.js'
import type { MeetingState } from '../../meeting/meeting-state.js'

export const CallContext: ReturnType<typeof createContext<MeetingSession | undefined>> = createContext<
  MeetingSession | undefined
>(undefined)

/** The meeting that the view is about. */
export function useCall(): MeetingSession {
  const call = useContext(CallContext)
  if (call === undefined) throw new Error('a view of a meeting needs a meeting')
  return call
}

/** A part of the meeting's state. */
export function useMeeting<Part>(select: (state: MeetingState) => Part): Part {
  return useStore(useCall().state, select)
}
