/** Regions from which meetings are controlled; each of them hosts media, too (fact sheet, section 2.8). */
const commercialControl: readonly string[] = [
  'us-east-1',
  'us-west-2',
  'af-south-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-2',
  'il-central-1',
]

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

/** These control regions host media in themselves only. */
const secluded: readonly string[] = ['af-south-1', 'il-central-1']

/** Where meetings of a control region may place their media; undefined for a region without an API endpoint. */
export function mediaRegionsOf(controlRegion: string): readonly string[] | undefined {
  if (govCloud.includes(controlRegion)) return govCloud
  if (secluded.includes(controlRegion)) return [controlRegion]
  if (commercialControl.includes(controlRegion)) return [...commercialControl, ...mediaOnly]
  return undefined
}
