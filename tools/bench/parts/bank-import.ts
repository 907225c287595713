import type { OrganisationId, StaffActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { readBankFile } from '../../../src/integrations/bank-files/index.ts'
import { importLines, useLine } from '../../../src/modules/loans/actions/bank-lines.ts'
import { paymentIdOf } from '../../../src/modules/loans/domain/bank-line.ts'
import { loan } from '../../../src/modules/loans/store/loans.ts'
import { namedLines } from '../../../src/modules/loans/store/bank-lines.ts'
import type { BenchPart } from '../part.ts'
import { seedLoans, seededToday } from './loans-seed.ts'

const lines = 5_000
const account = '12345678901234'
const at = Temporal.Instant.from('2026-06-15T10:00:00Z')

/** A bank file of 5,000 payments: read, kept, kept again, and booked. */
export const bankImport: BenchPart = {
  name: 'import',
  about:
    'A bank file (CSV) of 5,000 payments with payment ids, each on a loan of its own: reading it, keeping its lines in one transaction, keeping the same ' +
    'file again, and booking the payments one after the other, each with its event, books, plan and standing in a transaction that waits for the disk.',
  run: async ({ full, database, say }) => {
    say('seeding')
    const made = await database()
    const { lenderId } = await seedLoans(made, lines, 'all')
    const actor: StaffActor = {
      kind: 'staff',
      accountId: newId(),
      humanId: newId(),
      name: 'Bench',
      organisationId: lenderId,
      roles: ['finance_clerk'],
    }
    await made.ownerDb.transaction(nobody(seededToday), (tx) => ownAccount(tx, lenderId))
    const as = <Answer>(work: (tx: Tx) => Promise<Answer>) => made.db.transaction(contextOf(actor, seededToday), work)
    say('reading and keeping')
    const reading = await timed(() => readBankFile(csv()))
    const read = reading.answer
    assert(read.ok && read.value.lines.length === lines, 'the file can be read')
    const keep = () => as((tx) => importLines(tx, { actor, requestId: newId(), on: seededToday, at, file: read.value }))
    const [kept, again] = [await timed(keep), await timed(keep)]
    say('booking')
    const most = full ? lines : 500
    const named = await as((tx) => namedLines(tx, lenderId, most))
    assert(named.length === most, 'each line names its loan')
    const booked = await timed(async () => {
      for (const { lineId, loanId, amount } of named)
        await as(async (tx) => {
          const found = await loan(tx, loanId)
          assert(found !== null, 'the lender sees its loan')
          const used = await useLine(tx, {
            actor,
            requestId: lineId,
            on: seededToday,
            at,
            lineId,
            parts: [{ number: found.number, amount }],
          })
          assert(used.ok, 'a payment is booked')
        })
    })
    return [
      { what: 'reading the file', value: reading.ms, unit: 'ms' },
      { what: 'keeping its 5,000 lines', value: kept.ms, unit: 'ms' },
      { what: 'keeping the same file again', value: again.ms, unit: 'ms' },
      { what: 'payments booked, one after the other', value: (most * 1000) / booked.ms, unit: '/s' },
    ]
  },
}

/** The file in the program's own form: one payment of 1,000 kr. a loan. */
function csv(): Uint8Array {
  const rows = Array.from({ length: lines }, (_, index) => {
    const number = `L-2026-${String(index + 1).padStart(3, '0')}`
    return `${account};15.06.2026;1000,00;Indbetaling;Borger ${index + 1};${paymentIdOf(number)}`
  })
  return new TextEncoder().encode(['konto;dato;beløb;tekst;navn;betalings-id', ...rows].join('\r\n'))
}

async function ownAccount(tx: Tx, lenderId: OrganisationId): Promise<void> {
  await tx.run(sql`
    insert into loans.own_account (id, lender_id, account, holder, format, state, proposed_by, proposed_at, decided_by, decided_at)
    values (${newId()}, ${lenderId}, ${account}, 'Næstved Kommune', 'pain.001.001.03', 'confirmed', ${newId()}, ${at}, ${newId()}, ${at})`)
}

async function timed<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const start = performance.now()
  const answer = await work()
  return { answer, ms: performance.now() - start }
}
