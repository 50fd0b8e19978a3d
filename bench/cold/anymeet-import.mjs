const [dist] = process.argv.slice(5)
await import(new URL('index.js', dist))
await import(new URL('bbb.js', dist))
