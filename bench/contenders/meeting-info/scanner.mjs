const references = /&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi
const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Looks for the tags that are known to be there; checks nothing. */
export function scanMeetingInfo(xml) {
  const listStart = xml.indexOf('<attendees>')
  const listEnd = xml.indexOf('</attendees>', listStart)
  const participants = []
  for (let at = xml.indexOf('<attendee>', listStart); at !== -1 && at < listEnd; ) {
    const end = xml.indexOf('</attendee>', at)
    participants.push({
      id: text(xml, 'userID', at),
      name: text(xml, 'fullName', at),
      role: text(xml, 'role', at) === 'MODERATOR' ? 'moderator' : 'attendee',
      presenter: text(xml, 'isPresenter', at) === 'true',
      microphone: text(xml, 'hasJoinedVoice', at) === 'true' && text(xml, 'isListeningOnly', at) !== 'true',
      camera: text(xml, 'hasVideo', at) === 'true',
    })
    at = xml.indexOf('<attendee>', end)
  }
  return {
    name: text(xml, 'meetingName', 0),
    running: text(xml, 'running', 0) === 'true',
    createdAt: new Date(Number(text(xml, 'createTime', 0))),
    participantCount: Number(text(xml, 'participantCount', 0)),
    recording: text(xml, 'recording', 0) === 'true',
    participants,
  }
}

function text(xml, name, from) {
  const start = xml.indexOf(`<${name}>`, from) + name.length + 2
  const raw = xml.slice(start, xml.indexOf('<', start))
  return raw.includes('&') ? raw.replace(references, decoded) : raw
}

function decoded(_whole, decimal, hex, name) {
  if (name !== undefined) return named[name]
  return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
}
