import pg from 'pg'
import type { StaffActor } from '#kernel/actor.ts'
import { day, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { contextOf } from '#platform/http/context.ts'
import { postEntry } from '#modules/ledger/index.ts'
import { opening } from '#platform/db/context.ts'
import { inTurns } from '../measure.ts'
import type { BenchPart } from '../part.ts'

const clients = 16
const at = Temporal.Instant.from('2016-04-12T08:00:00Z')
const bookId = newId<'organisation'>()
const clerk: StaffActor = {
  kind: 'staff',
  accountId: newId(),
  humanId: newId(),
  name: 'Bench',
  organisationId: bookId,
  roles: ['finance_clerk'],
}

/** Entries of the books by sixteen clients at once, beside the same statements by the bare driver. */
export const posting: BenchPart = {
  name: 'posting',
  about:
    'One entry with two postings a transaction, by 16 clients at once, each waiting for the disk: through the ledger, and the same statements in the ' +
    'same order by the bare driver as the same role. The database judges every sum at commit in both. The two take turns on the same tables, so that neither has the fuller ones.',
  run: async ({ full, database, say }) => {
    const { db, appConnection } = await database()
    const seconds = full ? 20 : 6
    say('through the ledger and by the bare driver, in turns')
    const connections = Array.from({ length: clients }, () => new pg.Client({ connectionString: appConnection }))
    await Promise.all(connections.map((one) => one.connect()))
    const [ours, bare] = await inTurns(
      { clients, seconds },
      { work: () => db.transaction(contextOf(clerk, dayOf(at)), (tx) => postEntry(tx, payment())) },
      { work: (client) => postBare(connections[client]) },
    )
    assert(ours !== undefined && bare !== undefined, 'each side has its rate')
    await Promise.all(connections.map((one) => one.end()))
    return [
      {
        what: 'entries through the ledger',
        value: ours.perSecond,
        unit: '/s',
        against: { what: 'the bare statements', value: bare.perSecond },
        aim: '≥ 0.8',
      },
      { what: 'slowest of a hundred (p99)', value: ours.p99Ms, unit: 'ms', against: { what: 'the bare statements', value: bare.p99Ms } },
    ]
  },
}

function payment() {
  const lines = [
    { account: 'bank', amount: kroner(1_389) },
    { account: 'loans_receivable', amount: kroner(-1_389) },
  ] as const
  return { actor: clerk, bookId, on: day('2016-04-12'), at, reason: 'loan_payment', requestId: newId(), subjectId: null, lines }
}

async function postBare(connection: pg.Client | undefined): Promise<void> {
  assert(connection !== undefined, 'each client has its connection')
  await connection.query(opening(contextOf(clerk, dayOf(at)), 'write', 30_000))
  const { rows } = await connection.query<{ id: string }>({
    name: 'entry',
    text: `insert into ledger.entry (book_id, occurred_on, recorded_at, account_id, reason, lines, request_id, subject_id, reverses_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (request_id) do nothing returning id`,
    values: [bookId, '2016-04-12', at.toString(), clerk.accountId, 'loan_payment', 2, newId(), null, null],
  })
  await connection.query({
    name: 'posting',
    text: 'insert into ledger.posting (entry_id, line, account, amount_ore) values ($1::bigint, $2::int, $3, $4::bigint), ($5::bigint, $6::int, $7, $8::bigint)',
    values: [rows[0]?.id, 1, 'bank', '138900', rows[0]?.id, 2, 'loans_receivable', '-138900'],
  })
  await connection.query('commit')
}
