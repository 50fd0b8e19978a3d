const [dist] = process.argv.slice(5)
// At once, as two import statements are.
await Promise.all([import(new URL('index.js', dist)), import(new URL('bbb.js', dist))])
