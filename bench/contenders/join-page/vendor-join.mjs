import { classContender } from './class.mjs'

/** `meetings.join` as it is without the page: credentials at once. */
export function contender(setup) {
  return classContender(setup, {
    invite: async (_meetings, id, request) => ({ id, request: { ...request, joinVia: 'vendor' } }),
    enter:
      (meetings) =>
      async ({ id, request }) =>
        (await meetings.join(id, request)).session,
  })
}
