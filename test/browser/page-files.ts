import { fileURLToPath } from 'node:url'
import { buildPage } from '../../scripts/page/build-page.js'

/** Builds the page before the tests that open it, there where `createJoinPage` looks for it. */
export default async function setup(): Promise<void> {
  await buildPage(fileURLToPath(new URL('../../src/join-page/join-page-assets', import.meta.url)))
}
