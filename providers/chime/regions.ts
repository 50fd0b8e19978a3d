// Fact sheet, section 2.8. A region with an endpoint controls meetings; media may be placed in more regions than those.
const commercial: readonly string[] = [
  'us-east-1',
  'us-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-2',
]

/** Opt-in regions whose meetings have their media in the region itself and nowhere else. */
const secluded: readonly string[] = ['af-south-1', 'il-central-1']

const mediaOnly: readonly string[] = [
  'eu-west-1',
  'eu-west-3',
  'eu-north-1',
  'eu-south-1',
  'sa-east-1',
  'us-east-2',
  'us-west-1',
]

const govCloud: readonly string[] = ['us-gov-east-1', 'us-gov-west-1']

/** The regions in which Chime has an API endpoint for meetings. */
export const controlRegions: readonly string[] = [...commercial, ...secluded, ...govCloud]

const commercialMedia: readonly string[] = [...commercial, ...secluded, ...mediaOnly]

/** Where the meetings of a control region may have their media; empty for what is not a control region. */
export function mediaRegionsOf(controlRegion: string): readonly string[] {
  if (govCloud.includes(controlRegion)) return govCloud
  if (secluded.includes(controlRegion)) return [controlRegion]
  return commercial.includes(controlRegion) ? commercialMedia : []
}

/** The control regions that have media pipelines, and so can record (fact sheet, section 5.1). */
export const pipelineRegions: readonly string[] = [
  'us-east-1',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
]
