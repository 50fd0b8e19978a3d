import type { Plugin } from 'esbuild'

interface Replacement {
  /** What is imported. */
  readonly filter: RegExp
  /** Where it is imported, as the end of the importing file's path; everywhere by default. */
  readonly importer?: string
  /** What is there instead: CommonJS, as the SDK's package is. */
  readonly contents: string
}

const replacements: readonly Replacement[] = [
  {
    // One module imports the package's index for two names, and with it all that the package has, down to the AWS client for
    // chat: 391 KB, 114 KB of them over the wire.
    filter: /^\.\.$/,
    importer: 'PromoteToPrimaryMeetingTask.js',
    contents: ['MeetingSessionStatus', 'MeetingSessionStatusCode']
      .map((name) => `exports.${name} = require('../meetingsession/${name}').default`)
      .join('\n'),
  },
  {
    // Never used, for protobufjs does not know it again as a bundled ES module; but it tries WebAssembly as it loads, which
    // a strict Content-Security-Policy forbids and reports.
    filter: /^long$/,
    contents: 'module.exports = undefined',
  },
  {
    // The page reports no usage events to AWS; the session gets an event controller of the page's own.
    filter: /\/eventcontroller\/DefaultEventController$/,
    contents: 'exports.default = class {}',
  },
]

/** Keeps out of a bundle what the SDK's package brings along and a meeting page does not use. */
export const sessionModules: Plugin = {
  name: 'session-modules',
  setup(build) {
    for (const [index, { filter, importer, contents }] of replacements.entries()) {
      const namespace = `session-modules-${index}`
      build.onResolve({ filter }, (asked) =>
        importer === undefined || asked.importer.endsWith(importer)
          ? { path: asked.path, namespace, pluginData: asked.resolveDir }
          : undefined,
      )
      build.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
        contents,
        resolveDir: String(pluginData),
      }))
    }
  },
}
