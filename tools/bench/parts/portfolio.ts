import type { StaffActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { TestDatabase } from '../../../test/support/database-on.ts'
import { agreementsOf } from '../../../src/modules/agreements/index.ts'
import { lenderPots } from '../../../src/modules/loans/actions/pots.ts'
import { remindDue } from '../../../src/modules/loans/actions/remind.ts'
import { movedMonths } from '../../../src/modules/loans/store/pots.ts'
import { figuresOn, listedOn } from '../../../src/modules/loans/store/portfolio.ts'
import type { BenchPart, Figure } from '../part.ts'
import { type Seeded, seedLoans, seededToday } from './loans-seed.ts'

const earlier = seededToday.subtract({ days: 60 })

/** The portfolio of a day and a night's reminders over few loans and over many. */
export const portfolio: BenchPart = {
  name: 'portfolio',
  about:
    'All figures of the portfolio on a day, by a finance clerk under row-level security, over 10,000 loans and 1,000,000 (small size: 10,000): of today and of ' +
    'sixty days ago, beside the same statement past row-level security; the first page of the late loans; the pots of today, as each approval asks for them, and the ' +
    'settlement of six months; and the nightly reminders, fifty late loans replayed and written in a transaction, then the same night again. Six loans in a hundred are late.',
  run: async ({ full, database, say }) => {
    const figures: Figure[] = []
    for (const loans of full ? [10_000, 1_000_000] : [10_000]) {
      say(`${loans} loans: seeding`)
      const made = await database()
      const seeded = await seedLoans(made, loans, 'late', (done) => say(`${loans} loans: ${done}`))
      say(`${loans} loans: measuring`)
      figures.push(...(await measure(made, seeded, loans, (done) => say(`${loans} loans: ${done}`))))
    }
    return figures
  },
}

type Say = (progress: string) => void

async function measure({ db, ownerDb }: TestDatabase, { lenderId, agreementId }: Seeded, loans: number, say: Say): Promise<Figure[]> {
  const person = { accountId: newId<'account'>(), humanId: newId<'human'>(), name: 'Bench' }
  const clerk: StaffActor = { kind: 'staff', ...person, organisationId: lenderId, roles: ['finance_clerk'] }
  const seen = <Answer>(work: (tx: Tx) => Promise<Answer>) => db.read(contextOf(clerk, seededToday), work)
  const past = <Answer>(work: (tx: Tx) => Promise<Answer>) => ownerDb.read(nobody(seededToday), work)
  const today = await median(() => seen((tx) => figuresOn(tx, seededToday)))
  const bare = await median(() => past((tx) => figuresOn(tx, seededToday)))
  const then = await median(() => seen((tx) => figuresOn(tx, earlier)))
  const bareThen = await median(() => past((tx) => figuresOn(tx, earlier)))
  const agreementIds = (await seen((tx) => agreementsOf(tx, lenderId))).map(({ id }) => id)
  const list = await median(() => seen((tx) => listedOn(tx, { on: seededToday, list: 'late', agreementIds, page: 1, size: 50 })))
  const pots = await median(() => seen((tx) => lenderPots(tx, { lenderId, asOf: seededToday })))
  const span = { from: seededToday.with({ day: 1 }).subtract({ months: 5 }), until: seededToday.with({ day: 1 }) }
  const settled = await median(() => seen((tx) => movedMonths(tx, agreementId, span)))
  say('figures are there, the night begins')
  const late = [...(await seen((tx) => figuresOn(tx, seededToday))).values()].reduce((sum, each) => sum + each.late.loans, 0)
  assert(late > 0, 'some loans are late')
  const at = Temporal.Instant.from('2026-06-15T03:00:00Z')
  let sent = 0
  const night = await timed(
    async () =>
      (sent = await remindDue(db, seededToday, at, ({ looked }) => looked % 10_000 === 0 && say(`${looked} late loans looked at`))),
  )
  const again = await timed(() => remindDue(db, seededToday, at))
  const named = loans.toLocaleString('en')
  return [
    { what: `${named} loans: portfolio of today`, value: today, unit: 'ms', against: { what: 'past row-level security', value: bare } },
    {
      what: `${named} loans: portfolio of sixty days ago`,
      value: then,
      unit: 'ms',
      against: { what: 'past row-level security', value: bareThen },
    },
    { what: `${named} loans: first fifty late loans`, value: list, unit: 'ms' },
    { what: `${named} loans: pots of today`, value: pots, unit: 'ms' },
    { what: `${named} loans: settlement of six months`, value: settled, unit: 'ms' },
    {
      what: `${named} loans: late loans looked at in the night, ${sent.toLocaleString('en')} reminders sent`,
      value: (late * 1000) / night,
      unit: '/s',
    },
    { what: `${named} loans: the same night again`, value: again, unit: 'ms' },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let turn = 0; turn < 3; turn += 1) took.push(await timed(work))
  return took.toSorted((a, b) => a - b)[1] ?? 0
}
