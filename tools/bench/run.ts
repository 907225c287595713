import { machine } from './machine.ts'
import { sectionOf, writeSection } from './page.ts'
import type { BenchPart } from './part.ts'
import { bankImport } from './parts/bank-import.ts'
import { casePage } from './parts/case.ts'
import { engine } from './parts/engine.ts'
import { portfolio } from './parts/portfolio.ts'
import { posting } from './parts/posting.ts'
import { register } from './parts/register.ts'
import { report } from './parts/report.ts'
import { start } from './parts/start.ts'
import { worklist } from './parts/worklist.ts'
import { withServer } from './server.ts'

const parts: readonly BenchPart[] = [start, worklist, casePage, register, posting, report, engine, portfolio, bankImport]

/** Measures the parts that the words name, all without a name; answers with the exit code. */
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
