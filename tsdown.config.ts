import { defineConfig, type UserConfig } from 'tsdown'

const config: UserConfig = defineConfig({
  entry: {
    index: 'src/index.ts',
    bbb: 'providers/bbb/index.ts',
    chime: 'providers/chime/index.ts',
    fake: 'providers/fake/index.ts',
    'custom-link': 'providers/custom-link/index.ts',
    inversify: 'src/inversify/index.ts',
    testing: 'src/testing/index.ts',
  },
  format: ['esm', 'cjs'],
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  dts: { sourcemap: false },
  sourcemap: true,
  clean: true,
  tsconfig: 'tsconfig.build.json',
})

export default config
