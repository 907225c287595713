import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { AccountId, Actor, HumanId, OrganisationId } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { sql } from '#platform/db/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { postEntry, reverseEntry } from './actions/post-entry.ts'
import { checkLines } from './domain/entry.ts'
import { balancesOn } from './store/balances.ts'
import { entriesAbout } from './store/entries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const book = newId<'organisation'>()
const other = newId<'organisation'>()
const today = day('2016-04-12')
const at = Temporal.Instant.from('2016-04-12T08:00:00Z')
const clerk = (organisationId: OrganisationId): Actor => ({
  kind: 'staff',
  accountId: newId<'account'>() as AccountId,
  humanId: newId<'human'>() as HumanId,
  name: 'Gitte Dam',
  organisationId,
  roles: ['finance_clerk'],
})
const context = (organisationId: string) => ({ accountId: null, organisationId, personId: null, today })
const payout = (subjectId: string, requestId: string = newId()) => ({
  actor: clerk(book),
  bookId: book,
  on: today,
  at,
  reason: 'loan_paid_out',
  requestId,
  subjectId,
  lines: [
    { account: 'loans_receivable', amount: kroner(50_000) },
    { account: 'bank', amount: kroner(-50_000) },
  ] as const,
})

test('lines that sum to zero are an entry; any other sum, a zero or a single line is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), { maxLength: 6 }), (amounts) => {
      const lines = amounts.map((amount) => ({ account: 'bank' as const, amount: ore(amount) }))
      const sum = amounts.reduce((a, b) => a + b, 0n)
      expect(checkLines(lines).ok).toBe(amounts.length >= 2 && amounts.every((amount) => amount !== 0n) && sum === 0n)
    }),
  )
})

describe('the books', () => {
  test('the same request twice is one entry; with other contents it is refused', async () => {
    const posting = payout(newId())
    const first = await database.db.transaction(context(book), (tx) => postEntry(tx, posting))
    const again = await database.db.transaction(context(book), (tx) => postEntry(tx, posting))
    const changed = await database.db.transaction(context(book), (tx) => postEntry(tx, { ...posting, reason: 'loan_payment' }))
    expect(first).toMatchObject({ ok: true, value: { already: false } })
    expect(again).toMatchObject({ ok: true, value: { already: true } })
    expect(changed).toMatchObject({ ok: false, refusal: { kind: 'request_id_used_for_another_entry' } })
  })

  test('a reversal brings every account back, and is made once only', async () => {
    const subject = newId()
    const before = await database.db.read(context(book), (tx) => balancesOn(tx, book, today))
    await database.db.transaction(context(book), (tx) => postEntry(tx, payout(subject)))
    const reverse = () =>
      database.db.transaction(context(book), async (tx) => {
        const [original] = await entriesAbout(tx, subject)
        if (original === undefined) throw new Error('no entry')
        return reverseEntry(tx, original, {
          actor: clerk(book),
          bookId: book,
          on: today,
          at,
          reason: 'loan_payment_reversed',
          requestId: newId(),
        })
      })
    await reverse()
    expect(await database.db.read(context(book), (tx) => balancesOn(tx, book, today))).toEqual(before)
    await expect(reverse()).rejects.toMatchObject({ constraint: 'entry_reversed_once' })
  })

  test('another organisation sees nothing of the book and cannot write in it', async () => {
    expect(await database.db.read(context(other), (tx) => balancesOn(tx, book, today))).toEqual([])
    await expect(database.db.transaction(context(other), (tx) => postEntry(tx, payout(newId())))).rejects.toThrow(/row-level security/)
  })

  test.each([
    ['an entry without postings', sql`select 1`, 'entry_whole'],
    [
      'an entry that does not balance',
      sql`insert into ledger.posting values (currval('ledger.entry_id_seq'), 1, 'bank', 1), (currval('ledger.entry_id_seq'), 2, 'bank', 1)`,
      'entry_balances',
    ],
  ])('the database refuses %s at commit', async (_, postings, constraint) => {
    const write = database.ownerDb.transaction(context(book), async (tx) => {
      await tx.run(sql`insert into ledger.entry (book_id, occurred_on, recorded_at, reason, lines, request_id)
        values (${book}, ${today}, ${at}, 'loan_payment', 2, ${newId()})`)
      await tx.run(postings)
    })
    await expect(write).rejects.toMatchObject({ constraint })
  })

  test.each([
    [
      'a balanced pair added to an old entry',
      sql`insert into ledger.posting select id, 3, 'bank', 5 from ledger.entry limit 1`,
      'entry_whole',
    ],
    ['a changed amount', sql`update ledger.posting set amount_ore = 1`, 'ledger_append_only'],
    ['a deleted entry', sql`delete from ledger.entry`, 'ledger_append_only'],
    ['an emptied table', sql`truncate ledger.posting`, 'ledger_append_only'],
  ])('the database refuses %s, also from the owner', async (_, statement, constraint) => {
    const answer = database.ownerDb.transaction(context(book), (tx) => tx.run(statement))
    await expect(answer).rejects.toMatchObject({ constraint })
  })

  test('sixteen clerks posting the same request make one entry', async () => {
    const posting = payout(newId())
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => database.db.transaction(context(book), (tx) => postEntry(tx, posting))),
    )
    expect(answers.every((answer) => answer.ok)).toBe(true)
    const row = await database.ownerDb.read(context(book), (tx) =>
      tx.one(z.object({ n: z.bigint() }), sql`select count(*) as n from ledger.entry where request_id = ${posting.requestId}`),
    )
    expect(row.n).toBe(1n)
  })
})
