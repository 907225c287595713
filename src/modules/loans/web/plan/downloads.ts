import ical, { ICalCalendarMethod } from 'ical-generator'
import type { Actor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { nextBankDay } from '#kernel/bank-days.ts'
import { sumOre } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type SheetCell, spreadsheet, spreadsheetType } from '#platform/spreadsheet.ts'
import { organisations } from '#modules/access/index.ts'
import { type LetterBlock, renderLetter } from '#modules/notices/index.ts'
import { personNames } from '#modules/people/index.ts'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { loanActions } from '../../actions.ts'
import { type LoanView, readLoan } from '../../actions/read-loan.ts'
import type { LoanId } from '../../domain/loan.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { payBlocks } from './agreement.ts'
import { type PlanLine, planLines } from './plan-rows.ts'

/** A loan with the names its papers need. */
export type Found = { view: LoanView; borrower: string; lender: string }

/** Who reads a loan's papers, in which language, when. */
export type Reader = Pick<Call, 'lang' | 'today' | 'now' | 'context'>

type ReadRefusal = NotPermitted | { kind: 'no_such_loan' }

/** The plan as files: spreadsheet, calendar. */
export function planRoutes(deps: Deps): Route[] {
  const file = (ending: string, make: (call: Call, found: Found) => Promise<[Uint8Array, string]>) =>
    get(`/loans/:id/${ending}`, loanActions.see, (call) => answerFile(deps, call, ending, make))
  return [
    file('plan.xlsx', async (call, found) => [await planSheet(found, call.lang), spreadsheetType]),
    file('plan.ics', (call, found) =>
      Promise.resolve([new TextEncoder().encode(planCalendar(found, call)), 'text/calendar; charset=utf-8']),
    ),
    file('plan.pdf', async (call, found) => [await planPdf(found, call), 'application/pdf']),
  ]
}

async function answerFile(
  deps: Deps,
  call: Call,
  ending: string,
  make: (call: Call, found: Found) => Promise<[Uint8Array, string]>,
): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const found = await findLoan(deps, call, { actor, loanId })
  if (!found.ok) return call.refused(found.refusal)
  const [bytes, type] = await make(call, found.value)
  return call.download(bytes, type, `${found.value.view.loan.number}-${ending}`)
}

/** The loan as its papers need it; the reading is logged. */
export function findLoan(deps: Pick<Deps, 'db'>, call: Reader, { actor, loanId }: { actor: Actor; loanId: LoanId }) {
  return deps.db.transaction(call.context, async (tx): Promise<Result<Found, ReadRefusal>> => {
    const read = await readLoan(tx, { actor, loanId, asOf: call.today, at: call.now })
    if (!read.ok) return read
    const { loan } = read.value
    const names = await personNames(tx, [loan.personId])
    const lender = (await organisations(tx)).find((one) => one.id === loan.lenderId)?.name ?? ''
    return ok({ view: read.value, borrower: names.get(loan.personId)?.name ?? texts(call.lang).masked, lender })
  })
}

/** The plan as a sheet: the columns of the page, sums at the foot. */
export function planSheet({ view }: Pick<Found, 'view'>, lang: Lang): Promise<Uint8Array> {
  const say = texts(lang)
  const lines = planLines(view, lang)
  const { n, due, payableBy, amount, paid, paidOn, daysLate } = say.columns
  const headings = [n, due, payableBy, amount, paid, paidOn, daysLate, say.left, lifeTexts(lang).plan.comment]
  const sum = (part: (line: PlanLine) => PlanLine['amount']): SheetCell => ({ amount: sumOre(lines.map(part)), bold: true })
  const total = [{ heading: lifeTexts(lang).plan.total }, '', '', sum((l) => l.amount), sum((l) => l.paid), '', '', sum((l) => l.left), '']
  const rows = lines.map((line): SheetCell[] => [
    line.n,
    { day: line.due },
    { day: line.payableBy },
    { amount: line.amount },
    { amount: line.paid },
    line.paidOn === null ? null : { day: line.paidOn },
    line.daysLate,
    { amount: line.left },
    line.movedFrom === null ? line.comment : `${line.comment}, ${lifeTexts(lang).plan.was(dayText(line.movedFrom))}`,
  ])
  const sheet = { name: view.loan.number, widths: [6, 12, 14, 12, 12, 12, 14, 12, 36], stickyRows: 1 }
  return spreadsheet([{ ...sheet, rows: [headings.map((heading) => ({ heading })), ...rows, total] }])
}

/** What is still to be paid as whole days in a calendar, each with a stable identity, so that a later file moves and does not double. */
export function planCalendar({ view }: Pick<Found, 'view'>, call: Pick<Call, 'lang' | 'now'>): string {
  const say = lifeTexts(call.lang).plan
  const { loan } = view
  const calendar = ical({
    prodId: '//Grobund//Grobund//DA',
    name: `${texts(call.lang).number} ${loan.number}`,
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const line of planLines(view, call.lang).filter((each) => each.left > 0n)) {
    const at = (day: PlanLine['payableBy']) => new Date(`${day.toString()}T00:00:00Z`)
    calendar.createEvent({
      id: `${loan.id}-${line.n}@grobund`,
      stamp: new Date(call.now.epochMilliseconds),
      allDay: true,
      timezone: 'UTC',
      start: at(line.payableBy),
      end: at(line.payableBy.add({ days: 1 })),
      summary: say.event(line.n, kronerText(line.left, call.lang), loan.number),
    })
  }
  return calendar.toString()
}

/** The plan as it stands as a tagged PDF, with how to pay. */
export function planPdf({ view, borrower, lender }: Found, call: Call): Promise<Uint8Array> {
  const { lang } = call
  const say = paymentTexts(lang).pay
  const { payableBy, amount, paid } = texts(lang).columns
  const rows = planLines(view, lang).map(
    (line) =>
      [
        `${line.n}. ${dayText(line.payableBy)}${line.movedFrom === null ? '' : ` (${lifeTexts(lang).plan.was(dayText(nextBankDay(line.movedFrom)))})`}`,
        `${kronerText(line.amount, lang)}${line.paid === 0n ? '' : ` (${paid} ${kronerText(line.paid, lang)})`}`,
      ] as const,
  )
  const blocks: LetterBlock[] = [
    { kind: 'paragraph', text: say.planIntro(dayText(call.today)) },
    { kind: 'terms', headings: [payableBy, amount], rows },
    ...payBlocks(view, lang),
  ]
  const addressee = { name: borrower, address: null }
  const letter = { heading: say.planHeading(view.loan.number), blocks, lang, sender: lender, addressee }
  return renderLetter({ ...letter, caseNumber: view.loan.caseNumber, on: call.today, signedBy: null }, call.now)
}
