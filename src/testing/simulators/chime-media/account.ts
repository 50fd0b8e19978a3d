/** The AWS account that everything simulated belongs to, and who calls. */
export const account = '111122223333'
const caller = `arn:aws:iam::${account}:user/anymeet`

/** The words with which AWS refuses a call that no policy allows. */
export function notAuthorized(action: string, resource: string): string {
  return `User: ${caller} is not authorized to perform: ${action} on resource: ${resource}`
}
