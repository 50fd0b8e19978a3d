import { hash } from 'node:crypto'
import http from 'node:http'
import { scanMeetingInfo } from '../contenders/meeting-info/scanner.mjs'

const [origin, secret, id] = process.argv.slice(2)
const query = `meetingID=${id}`
const checksum = hash('sha256', `getMeetingInfo${query}${secret}`, 'hex')
http.get(`${origin}/bigbluebutton/api/getMeetingInfo?${query}&checksum=${checksum}`, (response) => {
  let body = ''
  response.setEncoding('utf8').on('data', (text) => {
    body += text
  })
  response.on('end', () => {
    scanMeetingInfo(body)
    process.exit()
  })
})
