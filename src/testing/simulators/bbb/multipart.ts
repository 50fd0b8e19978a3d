/** One part of a `multipart/form-data` body. */
export interface Part {
  readonly name: string
  readonly filename: string | undefined
  readonly text: string
}

/** The parts of a body by its Content-Type; none when it is not multipart, or has no boundary. */
export function readMultipart(body: string, contentType: string): readonly Part[] {
  const boundary = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)
  const delimiter = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`
  if (boundary === null) return []
  // The first piece stands before the first boundary, the last one begins with the closing `--`.
  return body.split(`\r\n${delimiter}`).flatMap((piece, index) => {
    const content = index === 0 && piece.startsWith(delimiter) ? piece.slice(delimiter.length) : piece
    return content.startsWith('\r\n') ? partOf(content.slice(2)) : []
  })
}

function partOf(content: string): readonly Part[] {
  const end = content.indexOf('\r\n\r\n')
  if (end === -1) return []
  const disposition = /^content-disposition:(.*)$/im.exec(content.slice(0, end))?.[1] ?? ''
  const name = parameter(disposition, 'name')
  return name === undefined
    ? []
    : [{ name, filename: parameter(disposition, 'filename'), text: content.slice(end + 4) }]
}

function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(disposition)
  return found?.[1] ?? found?.[2]
}
