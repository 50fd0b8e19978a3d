/** The page: it shows what the stream says and knows nothing of vendors. */
export const rosterPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who is in class</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
  header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline }
  h1 { margin: 0; font-size: 1.5rem }
  #state { padding: .1rem .6rem; border-radius: 1rem; background: color-mix(in srgb, currentColor 12%, transparent) }
  table { width: 100%; border-collapse: collapse; margin: 1.5rem 0 }
  caption { text-align: left; opacity: .7 }
  th, td { text-align: left; padding: .45rem .5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
  td:nth-child(n + 3), th:nth-child(n + 3) { text-align: center }
  ol { padding: 0; list-style: none; font: .85rem/1.7 ui-monospace, monospace }
  time { opacity: .6; margin-right: .75rem }
</style>
<header><h1>Who is in class</h1><span id="state" role="status">waiting</span></header>
<table>
  <caption id="count"></caption>
  <thead><tr><th>Name<th>Role<th>Camera<th>Microphone</thead>
  <tbody id="people"></tbody>
</table>
<h2>What happened</h2>
<ol id="feed" aria-live="polite"></ol>
<script>
  const at = (id) => document.getElementById(id)
  const cell = (text) => Object.assign(document.createElement('td'), { textContent: text })
  const yes = (value) => (value ? '●' : '–')
  const stream = new EventSource(location.pathname + '/stream')
  stream.addEventListener('roster', ({ data }) => {
    const { status, provider, people } = JSON.parse(data)
    at('state').textContent = status + ' on ' + provider
    at('count').textContent = people.length === 1 ? '1 inside' : people.length + ' inside'
    at('people').replaceChildren(...people.map(({ name, role, camera, microphone }) => {
      const row = document.createElement('tr')
      row.append(cell(name), cell(role), cell(yes(camera)), cell(yes(microphone)))
      return row
    }))
  })
  stream.addEventListener('happened', ({ data }) => {
    const { at: when, type, who } = JSON.parse(data)
    const line = document.createElement('li')
    const time = Object.assign(document.createElement('time'), { textContent: when.slice(11, 19) })
    line.append(time, type + (who ? '  ' + who : ''))
    at('feed').prepend(line)
  })
</script>
</html>
`
