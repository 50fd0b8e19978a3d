import { createRequire, register } from 'node:module'
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'

// Imports what is named and prints every file that was loaded for it, imported or required.
const { port1, port2 } = new MessageChannel()
register('./note-loads.mjs', import.meta.url, { data: { port: port2 }, transferList: [port2] })
for (const module of process.argv.slice(2)) await import(module)

const loaded = Object.keys(createRequire(import.meta.url).cache)
for (let note = receiveMessageOnPort(port1); note !== undefined; note = receiveMessageOnPort(port1))
  loaded.push(note.message)
console.log(JSON.stringify(loaded))
process.exit()
