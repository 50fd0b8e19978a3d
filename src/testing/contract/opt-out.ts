/**
 * What a provider may be unable to take part in:
 *
 * - `end`: it cannot end meetings.
 * - `events`: it tells nothing by itself.
 * - `info`: it cannot tell about meetings.
 * - `network`: there is no network between it and its vendor, so it never repeats a request by itself.
 * - `vendor`: there is no vendor behind it that could fail, forget or let people in.
 */
export type ContractNeed = 'end' | 'events' | 'info' | 'network' | 'vendor'

/** The reason for each need that a provider does not meet. The suite checks that it behaves so, instead of believing it. */
export type ContractOptOuts = Readonly<Partial<Record<ContractNeed, string>>>
