import type { ApiRequest } from '../api-request.js'
import { documentFromUrl, readDocuments } from '../documents/read-documents.js'
import type { SimulatedBbbDocument } from '../documents/simulated-document.js'
import type { ServerState } from '../server-state.js'
import { carriesXml } from './common-rules.js'

export interface Slides {
  readonly documents: readonly SimulatedBbbDocument[]
  /** Why the server refuses the whole request; older ones take what they can read. */
  readonly problem?: string
}

/** The slides that come with a `create` or an `insertDocument`: in its body, or since 2.7 as a URL. */
export function slidesOf(state: ServerState, request: ApiRequest): Slides {
  const { documents, problems } = carriesXml(request)
    ? readDocuments(request.body)
    : preUploaded(state.release, request.params)
  const [problem] = problems
  return state.settings.malformedXml === 'ignored' || problem === undefined
    ? { documents }
    : { documents, problem }
}

function preUploaded(release: number, params: ReadonlyMap<string, string>): ReturnType<typeof readDocuments> {
  const url = params.get('preUploadedPresentation') ?? ''
  if (release < 2.7 || url === '') return { documents: [], problems: [] }
  const document = documentFromUrl(url, params.get('preUploadedPresentationName') ?? '')
  if (typeof document === 'string') return { documents: [], problems: [document] }
  return { documents: [{ ...document, current: true }], problems: [] }
}
