import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['test/house/**', 'test/package/**', 'test/proof/**', 'test/live/**', 'test/browser/**'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          // Errors elsewhere are the business of `npm run typecheck`.
          typecheck: {
            enabled: true,
            only: true,
            include: ['test/types/**/*.test-d.ts'],
            ignoreSourceErrors: true,
          },
        },
      },
      {
        extends: true,
        test: { name: 'house', include: ['test/house/**/*.test.ts'], hookTimeout: 120_000 },
      },
      {
        // A file at a time: each has a browser and a media server, and what people see may not wait for the others' sake.
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/page-files.ts',
          fileParallelism: false,
          // Real media: on a machine that is short of breath a picture may fail to come. Twice in a row it does not.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Many processes and real servers: run once, not for every release of Node.
        extends: true,
        test: { name: 'proof', include: ['test/proof/**/*.test.ts'] },
      },
      {
        // Builds and packs once, then uses the tarball as its users do: no path leads to the sources here.
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/package/pack.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['src/**', 'providers/**'] },
  },
})

export default config
