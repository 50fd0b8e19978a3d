// Adds to package-lock.json the binaries of other platforms that tools name as optional dependencies. npm leaves out what
// the registry it talked to does not have (a mirror may hold one platform only), and `npm ci` then refuses the lock
// everywhere. Run it after a change of dependencies: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
const added = {}
for (const [place, { optionalDependencies = {} }] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const places = [`node_modules/${name}`, `${place}/node_modules/${name}`]
    if (places.some((known) => Object.hasOwn(lock.packages, known))) continue
    added[`node_modules/${name}`] = { version, ...platformOf(name) }
  }

const { '': root, ...rest } = { ...lock.packages, ...added }
const sorted = Object.entries(rest).sort(([one], [other]) => one.localeCompare(other, 'en'))
lock.packages = { '': root, ...Object.fromEntries(sorted) }
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${Object.keys(added).length} added`)

/** By the name's parts: @oxlint/binding-linux-arm64-musl. Fails for a name that tells no platform: npm has to fetch that. */
function platformOf(name) {
  const parts = name.split(/[/-]/)
  const os = systems.filter((system) => parts.includes(system))
  const cpu = processors.filter((processor) => parts.includes(processor))
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: for which platform?`)
  const libc = parts.flatMap((part) => libraries[part] ?? [])
  return { cpu, dev: true, ...(libc.length > 0 && { libc }), optional: true, os }
}
