/**
 * Measures how fast the program is: `npm run bench`, `npm run bench -- worklist`, with `--full` at the sizes the published
 * figures are for, with `--write` into docs/operate/performance.md. It judges nothing; a figure stands beside the baseline of
 * the same run.
 */
import { machine } from './bench/machine.ts'
import { sectionOf, writeSection } from './bench/page.ts'
import type { BenchPart } from './bench/part.ts'
import { bankImport } from './bench/parts/bank-import.ts'
import { casePage } from './bench/parts/case.ts'
import { engine } from './bench/parts/engine.ts'
import { portfolio } from './bench/parts/portfolio.ts'
import { posting } from './bench/parts/posting.ts'
import { register } from './bench/parts/register.ts'
import { report } from './bench/parts/report.ts'
import { start } from './bench/parts/start.ts'
import { worklist } from './bench/parts/worklist.ts'
import { withServer } from './bench/server.ts'

const parts: readonly BenchPart[] = [start, worklist, casePage, register, posting, report, engine, portfolio, bankImport]

async function main(words: readonly string[]): Promise<number> {
  const wanted = words.filter((word) => !word.startsWith('--'))
  const unknown = wanted.filter((name) => !parts.some((part) => part.name === name))
  if (unknown.length > 0) {
    process.stderr.write(`bench: no part ${unknown.join(', ')}; there are ${parts.map((part) => part.name).join(', ')}\n`)
    return 1
  }
  const full = words.includes('--full')
  const measured = `${Temporal.Now.plainDateISO().toString()} on ${machine()}${full ? '' : ', small sizes'}`
  for (const part of parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const say = (progress: string) => process.stderr.write(`${part.name}: ${progress}\n`)
    const section = sectionOf(part, await withServer((database) => part.run({ full, database, say })))
    process.stdout.write(`\n${section}\n`)
    if (words.includes('--write')) writeSection(part, section, measured)
  }
  process.stdout.write(`\nMeasured ${measured}.\n`)
  return 0
}

process.exitCode = await main(process.argv.slice(2))
