import os from 'node:os'

/** What the figures hold for: they are worth something beside each other, not by themselves. */
export function environment() {
  const cpus = os.cpus()
  const date = new Date().toISOString().slice(0, 10)
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus.length} x ${cpus[0]?.model.trim() ?? 'unknown CPU'}, ${date}`
}

/** A row as a table, in Markdown, with its remarks below. */
export function rowTable({ name, title, lines, remarks = [] }) {
  const notes = [...new Set(lines.flatMap((line) => Object.keys(line.notes)))]
  const table = [
    ['contender', 'median', 'min – max', ...notes],
    ...lines.map((line) => [
      line.name,
      `${figure(line.median)} ${line.unit}`,
      `${figure(line.min)} – ${figure(line.max)}`,
      ...notes.map((note) => line.notes[note] ?? ''),
    ]),
  ]
  const below = remarks.length === 0 ? [] : ['', ...remarks.map((remark) => `- ${remark}`)]
  return ['', `## ${name}: ${title}`, '', ...markdown(table), ...below].join('\n')
}

/** Every goal with its verdict. */
export function goalTable(results) {
  const table = [
    ['goal', 'measured', 'verdict'],
    ...results.flatMap(({ name, goals }) =>
      goals.map(({ what, value, relation, limit, unit, met }) => [
        `${name}: ${what} ${relation} ${figure(limit)}${unit}`,
        `${figure(value)}${unit}`,
        met ? 'met' : 'MISSED',
      ]),
    ),
  ]
  return ['', '## Goals', '', ...markdown(table)].join('\n')
}

/** Three digits that say something. */
export function figure(value) {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-US')
  if (Math.abs(value) >= 100 || value === 0) return value.toFixed(0)
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function markdown([head, ...rows]) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)))
  const cell = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]))
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [head.map(cell), rule, ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`)
}
