import type { LoanEvent } from '../domain/engine/index.ts'
import { days, nearest, plusDays } from './slow-days.ts'

/** What a second reckoning of a product loan starts from. Amounts in øre, days as ISO texts. */
export type SlowTerms = { amount: bigint; terms: number; startPauseMonths: number; anchorDay: number; step: bigint; graceDays: number }
/** Interest on what is late: basis points a year on a day, and how the days of a year are counted. */
export type SlowRate = { bpOn: (day: string) => bigint; dayCount: 'act/365' | '30/360' }

type Claim = { id: string; fee: boolean; amount: bigint; paid: bigint }
type Row = { due: string; was: string | null; principal: bigint; paid: bigint; claims: Claim[]; done: string | null }

const openPart = (row: Row) => row.principal - row.paid + row.claims.reduce((sum, each) => sum + each.amount - each.paid, 0n)
const monthsIn = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const lengthOf = (months: number) => new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate()
/** A day of a month that is counted from year 0, or its last day. */
const dayIn = (months: number, wanted: number) =>
  `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-${String(Math.min(wanted, lengthOf(months))).padStart(2, '0')}`
const dayNumber = (day: string) => Number(day.slice(8))
const days360 = (day: string) => monthsIn(day) * 30 + Math.min(dayNumber(day), 30)

/**
 * A product loan reckoned one day after the other, from the words of `engine/README.md` and of the law and not from the engine: every day is
 * lived through, its events in the order they were entered, and what is late at its end bears a day's interest. Slow on purpose. The log
 * must be one that can stand; an undone event never was.
 */
export class SlowLoan {
  rows: Row[] = []
  paidOut = 0n
  private letGo = 0n
  received = 0n
  credited = 0n
  refunded = 0n
  waiting = 0n
  lost = 0n
  recovered = 0n
  closed: 'written_off' | 'remitted' | null = null
  readonly paused = new Set<string>()
  /** Øre × basis points × days. */
  private bearing = 0n
  private stopped: string | null = null
  private stoppedUntil: string | null = null

  private readonly terms: SlowTerms
  private readonly asOf: string
  private readonly rate: SlowRate
  private readonly payableBy: (due: string) => string

  constructor(terms: SlowTerms, asOf: string, rate: SlowRate, payableBy: (due: string) => string) {
    this.terms = terms
    this.asOf = asOf
    this.rate = rate
    this.payableBy = payableBy
  }

  /** Lives through a log up to and with the last day. */
  live(log: readonly LoanEvent[]): this {
    const gone = new Set(log.flatMap((event) => (event.kind === 'undo' ? [event.eventId] : [])))
    const standing = log.filter((event) => event.kind !== 'undo' && !gone.has(event.id))
    let day = standing.map((event) => event.on.toString()).toSorted()[0] ?? this.asOf
    for (; day <= this.asOf; day = plusDays(day, 1)) {
      if (this.stoppedUntil === day) this.stopped = this.stoppedUntil = null
      for (const event of standing) if (event.on.toString() === day) this.happen(event, day)
      if (this.stopped !== null) this.paused.add(day)
      else if (this.closed === null && day < this.asOf) this.bear(day)
    }
    return this
  }

  private bear(day: string): void {
    const [tomorrow, bp] = [plusDays(day, 1), this.rate.bpOn(day)]
    const length = this.rate.dayCount === 'act/365' ? 1n : BigInt(days360(tomorrow) - days360(day))
    for (const row of this.rows) if (this.payableBy(row.due) <= day) this.bearing += (row.principal - row.paid) * bp * length
  }

  /** Default interest up to the last day, rounded once. */
  get interest(): bigint {
    return nearest(this.bearing, 10_000n * (this.rate.dayCount === 'act/365' ? 365n : 360n), 1n)
  }

  // What was refunded and had not been overpaid, now that a payment never was: the last instalment is less paid by as much.
  private refund(amount: bigint): void {
    this.refunded += amount
    this.waiting -= amount
    for (const row of this.closed === null && this.waiting < 0n ? this.rows.toReversed() : [])
      for (const paid of [row, ...row.claims.toReversed()]) {
        const part = paid.paid < -this.waiting ? paid.paid : -this.waiting
        if (part > 0n) row.done = null
        paid.paid -= part
        this.waiting += part
      }
  }

  private happen(event: LoanEvent, day: string): void {
    switch (event.kind) {
      case 'pay_out':
        this.payOut(event.amount, day)
        break
      case 'waive_rest':
        this.letGo += event.amount
        break
      case 'pay':
        this.received += event.amount
        this.waiting += event.amount
        break
      case 'credit':
        this.credited += event.amount
        this.waiting += event.amount
        break
      case 'refund':
        this.refund(event.amount)
        break
      case 'charge':
        this.charge({ id: event.id, fee: event.what !== 'late_interest', amount: event.amount, paid: 0n }, event.due.toString())
        break
      case 'waive':
        for (const row of this.rows)
          for (const claim of row.claims.filter((each) => each.id === event.chargeId)) {
            claim.amount = claim.paid
            row.claims = row.claims.filter((each) => each.amount > 0n)
            if (openPart(row) === 0n) row.done ??= day
          }
        this.rows = this.rows.filter((row) => row.principal > 0n || row.claims.length > 0)
        break
      case 'defer':
        this.defer(event.deferral, day)
        break
      case 'arrears_pause':
        this.stopped = day
        this.stoppedUntil = event.until?.toString() ?? null
        break
      case 'arrears_resume':
        this.stopped = this.stoppedUntil = null
        break
      case 'write_off':
      case 'remit':
        this.lost = this.rows.reduce((sum, row) => sum + openPart(row), 0n)
        this.closed = event.kind === 'remit' ? 'remitted' : 'written_off'
        break
      case 'recover':
        this.recovered += event.amount
        break
      case 'undo':
        break
    }
    if (this.closed === null) this.settle(day)
  }

  /** Money that waits goes øre by øre, so to speak, to the oldest row that lacks something: its claims first, then its principal. */
  private settle(day: string): void {
    for (const row of this.rows)
      for (const holder of [...row.claims, { row }]) {
        const lacks = 'row' in holder ? row.principal - row.paid : holder.amount - holder.paid
        const part = lacks < this.waiting ? lacks : this.waiting
        if (part === 0n) continue
        if ('row' in holder) row.paid += part
        else holder.paid += part
        this.waiting -= part
        if (openPart(row) === 0n) row.done = day
      }
  }

  private row(due: string, principal: bigint): Row {
    const row: Row = { due, was: null, principal, paid: 0n, claims: [], done: null }
    const place = this.rows.filter((each) => each.due <= due).length
    this.rows = [...this.rows.slice(0, place), row, ...this.rows.slice(place)]
    return row
  }

  /** Whole steps, the last row the rest; a step is at least one, and rows that would be empty are none. */
  private parts(amount: bigint, count: number): bigint[] {
    const share = nearest(amount, BigInt(count), this.terms.step) || this.terms.step
    const parts: bigint[] = []
    for (let left = amount; left > 0n; ) {
      const part = parts.length === count - 1 || share > left ? left : share
      parts.push(part)
      left -= part
    }
    return parts
  }

  private payOut(amount: bigint, day: string): void {
    const first = this.paidOut === 0n
    this.paidOut += amount
    const open = this.rows.filter((row) => row.due > day && openPart(row) > 0n)
    if (!first && open.length > 0) return this.spread(open, amount, day)
    if (!first) {
      this.row(dayIn(monthsIn(day) + 1, this.terms.anchorDay), amount)
      return
    }
    const [soonest, months] = [dayIn(monthsIn(day) + 1 + this.terms.startPauseMonths, dayNumber(day)), monthsIn(day)]
    let month = months + 1 + this.terms.startPauseMonths
    if (dayIn(month, this.terms.anchorDay) < soonest) month += 1
    for (const [index, part] of this.parts(amount, this.terms.terms).entries()) this.row(dayIn(month + index, this.terms.anchorDay), part)
  }

  /** What these rows lack of principal, and more, on the same rows; what is paid on one stays there. */
  private spread(rows: readonly Row[], more: bigint, day: string): void {
    const parts = this.parts(
      rows.reduce((sum, row) => sum + row.principal - row.paid, more),
      rows.length,
    )
    for (const [index, row] of rows.entries()) {
      row.principal = row.paid + (parts[index] ?? 0n)
      row.done = openPart(row) === 0n ? (row.done ?? day) : null
    }
    this.rows = this.rows.filter((row) => row.principal > 0n || row.claims.length > 0)
  }

  private charge(claim: Claim, due: string): void {
    const row = this.rows.find((each) => each.due >= due) ?? this.row(due, 0n)
    row.claims.push(claim)
    row.done = null
  }

  /** The day of the month that rows from a day on keep: the loan's own, clamped, or the row's. */
  private keeps(due: string): number {
    return dayIn(monthsIn(due), this.terms.anchorDay) === due ? this.terms.anchorDay : dayNumber(due)
  }

  private defer(deferral: Extract<LoanEvent, { kind: 'defer' }>['deferral'], day: string): void {
    if (deferral.kind === 'new_plan') return this.newPlan(deferral.firstDue.toString(), deferral.terms, day)
    const from = this.rows.findIndex((row) => row.due === deferral.fromDue.toString() && openPart(row) > 0n)
    const rows = this.rows.slice(from)
    const due = deferral.fromDue.toString()
    if (deferral.kind === 'extend') {
      const last = rows.at(-1)?.due ?? due
      const fresh = Array.from({ length: deferral.extraTerms }, (_, k) => this.row(dayIn(monthsIn(last) + k + 1, this.keeps(last)), 0n))
      return this.spread([...rows, ...fresh], 0n, day)
    }
    const to = deferral.kind === 'move' ? deferral.newDue.toString() : dayIn(monthsIn(due) + deferral.months, this.keeps(due))
    const anchor = this.keeps(to)
    for (const row of rows) {
      row.was ??= row.due
      const moved = dayIn(monthsIn(to) + monthsIn(row.due) - monthsIn(due), anchor)
      row.due = moved > row.due ? moved : row.due
    }
    this.rows = this.rows.toSorted((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
  }

  private newPlan(firstDue: string, terms: number, day: string): void {
    const open = this.rows.filter((row) => openPart(row) > 0n)
    const parts = this.parts(
      open.reduce((sum, row) => sum + row.principal - row.paid, 0n),
      terms,
    )
    const owed = open.flatMap((row) => row.claims.filter((each) => each.amount > each.paid))
    for (const row of open) {
      row.principal = row.paid
      row.claims = row.claims.flatMap((each) => (each.paid === 0n ? [] : [{ ...each, amount: each.paid }]))
      row.done ??= day
    }
    const months = monthsIn(firstDue)
    const fresh = (parts.length === 0 ? [0n] : parts).map((part, index) => this.row(dayIn(months + index, this.keeps(firstDue)), part))
    fresh[0]?.claims.push(...owed.map((each) => ({ ...each, amount: each.amount - each.paid, paid: 0n })))
    this.rows = this.rows.filter((row) => row.principal > 0n || row.claims.length > 0)
  }

  /** Everything that the engine tells of the same day. */
  state(): object {
    const sum = (pick: (row: Row) => bigint, rows = this.rows) => rows.reduce((all, row) => all + pick(row), 0n)
    const open = this.closed === null
    const late = open ? this.rows.filter((row) => openPart(row) > 0n && this.payableBy(row.due) < this.asOf) : []
    const since = late.map((row) => this.payableBy(row.due)).toSorted()[0] ?? null
    const pastDue = since === null ? 0 : days(since, this.asOf)
    const lived = Array.from({ length: pastDue }, (_, k) => plusDays(since ?? this.asOf, k))
    const counted = lived.filter((day) => !this.paused.has(day)).length - this.terms.graceDays
    const owed = open ? sum(openPart) : 0n
    const claimed = (fee: boolean) => (row: Row) => row.claims.reduce((all, each) => (each.fee === fee ? all + each.amount : all), 0n)
    return {
      plan: this.rows.map((row) => ({
        due: row.due,
        movedFrom: row.was,
        principal: row.principal,
        interest: claimed(false)(row),
        charges: claimed(true)(row),
        left: openPart(row),
        principalLeft: row.principal - row.paid,
        paidOn: row.done,
      })),
      paidOut: this.paidOut,
      toPayOut: open ? this.terms.amount - this.paidOut - this.letGo : 0n,
      received: this.received,
      refunded: this.refunded,
      overpaid: this.waiting,
      lost: this.lost,
      recovered: this.recovered,
      balance: open ? sum((row) => row.principal - row.paid) : 0n,
      outstanding: owed,
      arrears: { amount: sum(openPart, late), since, daysPastDue: pastDue, daysLate: Math.max(0, counted) },
      status: this.closed ?? this.standing(owed, counted),
    }
  }

  private standing(owed: bigint, daysLate: number): string {
    if (this.paidOut === 0n) return 'not_paid_out'
    if (this.waiting > 0n) return 'overpaid'
    if (owed === 0n) return 'settled'
    return daysLate > 0 ? 'in_arrears' : 'repaying'
  }
}
