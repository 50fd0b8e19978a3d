// Who imports whom. Each rule is shown to report a planted violation by test/house/import-rules.test.ts.

const CONTRACT = '^src/(spec|errors)/'
const INVERSIFY = 'node_modules/(inversify7?|reflect-metadata|@inversifyjs)/'
const AWS = 'node_modules/(@aws-sdk|@smithy|@aws-crypto)/'
const AWS_FILES = '^providers/chime/((recording|events)/)?aws\\.ts$'
const XML = 'node_modules/(fast-xml-parser|saxes|@nodable)/'
/** Imports that are gone in the JavaScript. */
const TYPES = ['type-only', 'type-import']

/** What an adapter is built on: the contract, the ports, and helpers that know neither the facade nor another vendor. */
const UNDER_PROVIDERS = [
  CONTRACT,
  '^src/(http|ports|resilience)/',
  '^src/memory/bounded-map\\.ts$',
  '^src/config/(parsed|not-configured|lazy-schema)\\.ts$',
  '^src/requests/(text-rules|warnings)\\.ts$',
]

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Files that need each other, if only for their types, are one thing in several files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'spec-imports-nothing',
      comment: 'The contract is types, and depends on nothing that implements it.',
      severity: 'error',
      from: { path: '^src/spec/' },
      to: { pathNot: '^src/spec/' },
    },
    {
      name: 'errors-import-only-contract-types',
      severity: 'error',
      from: { path: '^src/errors/' },
      to: { pathNot: CONTRACT },
    },
    {
      name: 'errors-load-nothing-of-the-contract',
      severity: 'error',
      from: { path: '^src/errors/' },
      to: { path: '^src/spec/', dependencyTypesNot: TYPES },
    },
    {
      name: 'ports-know-only-the-contract',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { pathNot: [CONTRACT, '^src/ports/', '^src/http/http-transport\\.ts$'] },
    },
    {
      name: 'helpers-do-not-know-the-facade',
      comment: 'What adapters and directories build on must not lead back to what is built on them.',
      severity: 'error',
      from: { path: '^src/(directory|http|memory|resilience)/' },
      to: { path: '^src/', pathNot: [CONTRACT, '^src/(directory|http|memory|ports|resilience)/'] },
    },
    {
      name: 'only-the-catalog-names-providers',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/catalog\\.ts$' },
      to: { path: '^providers/' },
    },
    {
      name: 'the-catalog-loads-providers-lazily',
      comment: 'Only the configuration schema of a provider is loaded before the provider is used.',
      severity: 'error',
      from: { path: '^src/catalog\\.ts$' },
      to: { path: '^providers/', pathNot: '^providers/[^/]+/(instance-)?config\\.ts$', dynamic: false },
    },
    {
      name: 'a-provider-imports-no-other',
      severity: 'error',
      from: { path: '^providers/([^/]+)/' },
      to: { path: '^providers/', pathNot: '^providers/$1/' },
    },
    {
      name: 'a-provider-does-not-know-the-facade',
      severity: 'error',
      from: { path: '^providers/' },
      to: { path: '^src/', pathNot: UNDER_PROVIDERS },
    },
    {
      name: 'only-src-inversify-names-inversify',
      severity: 'error',
      from: { path: '^(src|providers)/', pathNot: '^src/inversify/' },
      to: { path: INVERSIFY },
    },
    {
      name: 'inversify-is-types-only',
      comment:
        'inversify 8 takes 100 ms to load and is ESM only; the container is handed to us, so its types are enough.',
      severity: 'error',
      from: { path: '^src/inversify/' },
      to: { path: INVERSIFY, dependencyTypesNot: TYPES },
    },
    {
      name: 'only-src-inversify-uses-the-bindings',
      severity: 'error',
      from: { path: '^(src|providers)/', pathNot: '^src/inversify/' },
      to: { path: '^src/inversify/' },
    },
    {
      name: 'only-three-files-name-the-aws-sdk',
      comment: 'One for meetings, one for recordings and one for queues, which not everybody has.',
      severity: 'error',
      from: { path: '^(src|providers)/', pathNot: AWS_FILES },
      to: { path: AWS },
    },
    {
      name: 'the-aws-sdk-is-loaded-lazily',
      severity: 'error',
      from: { path: AWS_FILES },
      to: { path: AWS, dynamic: false, dependencyTypesNot: TYPES },
    },
    {
      name: 'jose-is-loaded-lazily',
      comment: 'Only who receives signed callbacks needs it.',
      severity: 'error',
      from: { path: '^(src|providers)/' },
      to: { path: 'node_modules/jose/', dynamic: false, dependencyTypesNot: TYPES },
    },
    {
      name: 'the-core-does-not-know-the-event-handler',
      comment: 'Who receives no events loads nothing of it.',
      severity: 'error',
      from: { path: '^(src|providers)/', pathNot: '^src/(events|testing)/' },
      to: { path: '^src/events/' },
    },
    {
      name: 'the-core-does-not-know-the-join-page',
      comment: 'Who serves no page loads nothing of it; links to it are signed by src/join-link.',
      severity: 'error',
      from: { path: '^(src|providers)/', pathNot: '^src/(join-page|testing)/' },
      to: { path: '^src/join-page/' },
    },
    {
      name: 'the-page-shares-only-types',
      comment:
        'What runs in the browser and what answers it agree on src/join-page/page-api.ts, and on nothing else.',
      severity: 'error',
      from: { path: '^page/' },
      to: {
        path: '^(src|providers|test|examples|bench|scripts|dist)/',
        pathNot: '^src/join-page/page-api\\.ts$',
      },
    },
    {
      name: 'the-page-loads-nothing-of-the-server',
      severity: 'error',
      from: { path: '^page/' },
      to: { path: '^src/', dependencyTypesNot: TYPES },
    },
    {
      name: 'one-folder-of-the-page-names-the-client-library',
      comment:
        'Imported file by file there: from its index it is half as large again, and in another order it does not load.',
      severity: 'error',
      from: { path: '^page/', pathNot: '^page/src/chime/' },
      to: { path: 'node_modules/amazon-chime-sdk-js/', dependencyTypesNot: TYPES },
    },
    {
      name: 'only-the-xml-port-names-xml-parsers',
      severity: 'error',
      from: { path: '^(src|providers)/', pathNot: '^providers/bbb/xml/' },
      to: { path: XML },
    },
    {
      name: 'xml-parsers-are-loaded-lazily',
      severity: 'error',
      from: { path: '^providers/bbb/xml/' },
      to: { path: XML, dynamic: false, dependencyTypesNot: TYPES },
    },
    {
      name: 'a-simulator-shares-no-code-with-adapters',
      comment: 'Written from the facts, not from the adapter: else both are wrong together.',
      severity: 'error',
      from: { path: '^src/testing/simulators/' },
      to: { path: '^(src|providers)/', pathNot: '^src/(ports|testing/simulators)/' },
    },
    {
      name: 'a-simulator-does-not-know-the-other',
      severity: 'error',
      from: { path: '^src/testing/simulators/([^/]+)/' },
      to: { path: '^src/testing/simulators/[^/]+/', pathNot: '^src/testing/simulators/$1/' },
    },
    {
      name: 'shipped-code-does-not-use-the-testing-kit',
      severity: 'error',
      from: { path: '^(src|providers)/', pathNot: '^src/testing/' },
      to: { path: '^src/testing/' },
    },
    {
      name: 'shipped-code-imports-shipped-code',
      severity: 'error',
      from: { path: '^(src|providers)/' },
      to: { path: '^(page|test|examples|bench|scripts|docs|dist)/' },
    },
    {
      name: 'no-dev-dependency-in-shipped-code',
      comment: 'valibot is bundled (tsdown.config.ts); optional peers are repeated as dev dependencies.',
      severity: 'error',
      from: { path: '^(src|providers)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: [...TYPES, 'npm-peer'],
        pathNot: 'node_modules/valibot/',
      },
    },
    {
      name: 'no-unresolvable-import',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
}
