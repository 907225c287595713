import { day } from '#kernel/days.ts'
import { fraction } from '#kernel/fraction.ts'
import { kroner, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { type LoanEvent, replayLoan } from '../../../src/modules/loans/domain/engine/index.ts'
import { schedule } from '../../../src/modules/loans/domain/engine/schedule.ts'
import type { ScheduleTerms } from '../../../src/modules/loans/domain/engine/terms.ts'
import type { BenchPart } from '../part.ts'

const start = day('2024-01-31')
const terms: ScheduleTerms = {
  start,
  firstDue: null,
  every: 1,
  frequency: 'months',
  monthEnd: 'last-day-of-month',
  count: 60,
  yearlyRate: fraction(7n, 100n),
  interestMethod: 'declining-balance',
  amortization: 'equal-installments',
  interestPeriod: 'daily',
  dayCount: 'act/act-year-split-dec31',
  disbursements: [{ date: start, amount: 5_000_000n }],
  principalGrace: 0,
  interestPaymentGrace: 0,
  interestFree: 0,
  downPayment: null,
  multiple: 1n,
  adjustInstalment: true,
  asOf: null,
}
const free: ScheduleTerms = { ...terms, yearlyRate: fraction(0n), interestMethod: 'none', multiple: 100n }
const settings = { amount: kroner(50_000), terms: 60, startPauseMonths: 0, anchorDay: 1 }
const payment = (k: number): LoanEvent => ({ id: `pay-${k}`, kind: 'pay', amount: ore(83_300n), on: day('2024-02-01').add({ months: k }) })
const log: LoanEvent[] = [
  { id: 'out', kind: 'pay_out', amount: kroner(50_000), on: day('2024-01-02') },
  ...Array.from({ length: 59 }, (_, k) => payment(k)),
]
const end = day('2029-06-01')

/** The pure arithmetic of loans on one core: no database, no page. */
export const engine: BenchPart = {
  name: 'engine',
  about:
    'The pure loan engine, by the second of one core: a schedule of 60 rows at 0 % in whole kroner, the same as an annuity by act/act, and a loan of the ' +
    'product replayed from a log of 60 events (a payout and 59 payments) to the state on a day.',
  run: ({ full, say }) => {
    const seconds = full ? 5 : 1
    say('schedules and replays')
    return Promise.resolve([
      { what: 'schedules of 60 rows at 0 %', value: perSecond(seconds, () => schedule(free).length), unit: '/s' },
      { what: 'schedules of 60 rows, annuity by act/act', value: perSecond(seconds, () => schedule(terms).length), unit: '/s' },
      { what: 'replays of 60 events', value: perSecond(seconds, replayOnce), unit: '/s' },
    ])
  },
}

function replayOnce(): number {
  const state = replayLoan(settings, log, end)
  assert(state.ok, 'the log stands')
  return state.value.plan.length
}

/** How often work is done in a second of the processor, so that others on the machine do not count; after a warm-up of a fifth of the time. */
function perSecond(seconds: number, work: () => number): number {
  const loop = (limit: number) => {
    const from = process.cpuUsage()
    for (let done = 1; ; done += 1) {
      assert(work() > 0, 'there are rows')
      const { user, system } = process.cpuUsage(from)
      const spent = (user + system) / 1_000_000
      if (spent >= limit) return done / spent
    }
  }
  loop(seconds / 5)
  return loop(seconds)
}
