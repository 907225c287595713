import { realClock } from '#platform/clock.ts'
import type { Check } from '#platform/check.ts'
import { type Db, createDb, nobody } from '#platform/db/database.ts'
import { checks } from '../checks.ts'
import { withDatabase } from './database.ts'

/** Where what was found goes, and where it says how far it is. */
type Voice = { say: (line: string) => void; progress: (line: string) => void }

const batchSize = 500

/**
 * Compares all that is stored beside its events with what the events say, as the owner, who sees every organisation's rows, and
 * changes nothing. Exit code 1 when anything differs. `check` and `after` take up a run that was stopped, where its progress ended.
 */
export function verify(check: string | undefined, after: string | undefined): Promise<void> {
  return withDatabase(async ({ ownerConnection }) => {
    if (ownerConnection === null) throw new Error('DATABASE_OWNER_URL: needed, for only the owner sees every row')
    const db = createDb(ownerConnection, { max: 1 })
    const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`)
    try {
      const differ = await verifyAll(db, chosen(check), after ?? null, { say: line(process.stdout), progress: line(process.stderr) })
      if (differ > 0) process.exitCode = 1
    } finally {
      await db.close()
    }
  })
}

function chosen(name: string | undefined): readonly Check[] {
  if (name === undefined) return checks
  const from = checks.findIndex((check) => check.name === name)
  if (from === -1) throw new Error(`no check ${name}; there are ${checks.map((check) => check.name).join(', ')}`)
  return checks.slice(from)
}

/** Runs checks in order, the first of them after a subject, and says what was compared and what differs. Answers how many facts differ. */
export async function verifyAll(db: Db, wanted: readonly Check[], after: string | null, voice: Voice): Promise<number> {
  let differ = 0
  for (const [index, check] of wanted.entries()) differ += await verifyOne(db, check, index === 0 ? after : null, voice)
  voice.say(differ === 0 ? 'Nothing differs.' : `${differ} ${differ === 1 ? 'difference' : 'differences'}.`)
  return differ
}

async function verifyOne(db: Db, { name, batch }: Check, first: string | null, { say, progress }: Voice): Promise<number> {
  let [compared, differ, after] = [0, 0, first]
  do {
    const from = after
    // A batch is one unmoving snapshot: what is stored and its events are written together, so work may go on meanwhile.
    const found = await db.read(nobody(realClock.today()), (tx) => batch(tx, from, batchSize))
    compared += found.compared
    differ += found.differences.length
    for (const { id, what, stored, reckoned } of found.differences) say(`  ${name} ${id}: ${what}: stored ${stored}, reckoned ${reckoned}`)
    after = found.last
    if (after !== null) progress(`${name}: ${compared} compared so far; take up again with: verify ${name} ${after}`)
  } while (after !== null)
  say(`${name}: ${compared} compared, ${differ === 1 ? '1 differs' : `${differ} differ`}`)
  return differ
}
