import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchPart, Figure } from './part.ts'
import { root } from './root.ts'

const page = join(root, 'docs', 'operate', 'performance.md')

/** A figure as a row of a table: what, value, the baseline of the same run, their ratio, and the aim where there is one. */
export function rowOf({ what, value, unit, against, aim = '' }: Figure): string {
  const cells = [
    what,
    `${shown(value)} ${unit}`,
    against ? `${against.what}: ${shown(against.value)}` : '',
    against ? shown(value / against.value) : '',
    aim,
  ]
  return `| ${cells.join(' | ')} |`
}

/** A part's figures as Markdown. */
export function sectionOf(part: BenchPart, figures: readonly Figure[]): string {
  const head = ['| What | Figure | Beside it | Ratio | Aim |', '| --- | --- | --- | --- | --- |']
  return [`### ${part.name}`, '', part.about, '', ...head, ...figures.map(rowOf)].join('\n')
}

/** Puts a part's section, with the day and the machine, into the page, in place of the one it had. Throws when the page has no place for it. */
export function writeSection(part: BenchPart, section: string, measured: string): void {
  const text = readFileSync(page, 'utf8')
  const [begin, end] = [`<!-- bench:${part.name} -->`, `<!-- /bench:${part.name} -->`]
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`docs/operate/performance.md has no ${begin} … ${end}`)
  writeFileSync(page, `${before}${begin}\n${section}\n\nMeasured ${measured}.\n${end}${after}`)
}

function shown(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
