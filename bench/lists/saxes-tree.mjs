import http from 'node:http'
import { SaxesParser } from 'saxes'
import { measure } from './measure.mjs'

await measure(async ({ url }) => async () => {
  const root = { children: [] }
  const open = [root]
  const parser = new SaxesParser({ position: false })
  parser.on('opentag', ({ name }) => {
    const element = { name, text: '', children: [] }
    open.at(-1).children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    open.at(-1).text += text
  })
  parser.on('closetag', () => open.pop())
  await new Promise((resolve, reject) => {
    http.get(`${url}/api/getMeetings?checksum=0`, (response) => {
      response.setEncoding('utf8').on('data', (text) => parser.write(text))
      response.on('end', resolve).on('error', reject)
    })
  })
  return root.children[0].children.find(({ name }) => name === 'meetings').children.length
})
