import type { Asked } from './slow-annuity.ts'

type DayCount = Asked['dayCount']
/** What the second reckoning of `slow-replay.ts` keeps. Amounts in cents, days as ISO texts. */
export type Json = Record<string, unknown>
export type Part = 'penalty' | 'fee' | 'principal' | 'interest'
export type Charge = { due: string; penalty: boolean; amount: bigint; paid: bigint; early: bigint; late: bigint; seq?: number }
export type Row = {
  due: string
  down: boolean
  extra: boolean
  principal: bigint
  paid: bigint
  early: bigint
  late: bigint
  done: string | null
  charges: Charge[]
  /** First day of its period, what it bears of interest, and the whole instalment it was planned with. */
  from: string
  /** What its period is one of, where that is not the loan's own. */
  rhythm?: Pick<Loan, 'every' | 'unit'>
  bears: Charge
  level: bigint
}
export type Entry = { step: Json; on: string; date: string; seq: number; type: string | null; amount: bigint; reversed: boolean }
export type Taken = {
  type: string
  date: string
  amount: bigint
  principal: bigint
  interest: bigint
  fees: bigint
  penalties: bigint
  balance: bigint
  waiting: bigint
  seq: number
}
export type Book = {
  rows: Row[]
  charges: Charge[]
  taken: Taken[]
  writtenOff: boolean
  remitted: boolean
  paidOut: bigint
  moves: { day: string; amount: bigint }[]
  payouts: { day: string; amount: bigint; seq: number }[]
  stops: { start: string; end: string }[]
}
export type Loan = {
  principal: bigint
  n: number
  every: number
  unit: string
  multiple: bigint
  down: bigint
  downAuto: boolean
  monthEnd: string
  grace: number
  strategy: string
  order: string[]
  future: Json
  /** Basis points a year, how days become a part of one, and whether interest follows what is paid. */
  rate: number
  dayCount: DayCount
  follows: boolean
  toNextDue: boolean
}
