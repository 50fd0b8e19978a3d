/** What both AWS contenders are given. The keys are none: the simulator and the local server know no others. */
export const aws = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIDSIMULATEDCHIME00', secretAccessKey: 'not-a-secret' },
}
