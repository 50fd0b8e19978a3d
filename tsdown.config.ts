import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: {
    index: 'src/index.ts',
    bbb: 'providers/bbb/index.ts',
    chime: 'providers/chime/index.ts',
    fake: 'providers/fake/index.ts',
    'custom-link': 'providers/custom-link/index.ts',
    events: 'src/events/index.ts',
    'join-page': 'src/join-page/index.ts',
    'directory/redis': 'src/directory/redis/index.ts',
    'directory/postgres': 'src/directory/postgres/index.ts',
    inversify: 'src/inversify/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: ['esm', 'cjs'],
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  tsconfig: 'tsconfig.build.json',
  logLevel: 'error',
  // Without source maps: the code is not minified and keeps its comments; maps would treble the size of the package.
  sourcemap: false,
  dts: { sourcemap: false },
  // Bundled: as a file of its own it takes a quarter of the import time of `anymeet`, and we use a tenth of it.
  deps: { alwaysBundle: ['valibot'], onlyBundle: ['valibot'] },
  copy: [
    { from: 'node_modules/valibot/LICENSE.md', to: 'dist', rename: 'valibot.LICENSE.md' },
    // Made by `npm run build:page`.
    { from: 'src/join-page/join-page-assets', to: 'dist' },
  ],
  outputOptions: {
    // Few files load faster than many: what `anymeet` needs at once is one file, shared by all sub-paths. Providers
    // stay files of their own, loaded on first use.
    codeSplitting: {
      groups: [
        {
          name: 'core',
          test: /\/src\/(?!testing\/|inversify\/|events\/|join-page\/|directory\/(?:redis|postgres)\/|index\.).*(?<!\.d)\.ts$/,
        },
      ],
    },
  },
})

export default config
