import type { Day } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { sideBySide } from '#modules/agreements/index.ts'
import { personNames } from '#modules/people/index.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { choice, day, optional, text, whole } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import { loanActions } from '../../actions.ts'
import { listedAgreements } from '../../actions/listed-agreements.ts'
import { portfolioLists } from '../../domain/portfolio.ts'
import { figuresOn, listedOn } from '../../store/portfolio.ts'
import { PortfolioListPage } from './list.tsx'
import { PortfolioPage } from './page.tsx'

const size = 50

/** The pages of the portfolio: the figures of a day and the loans behind each, under the agreements the reader's organisation lends or provides under. */
export function portfolioRoutes(deps: Deps): Route[] {
  return [
    get('/portfolio', loanActions.list, (call) => showPortfolio(deps, call)),
    get('/portfolio/loans', loanActions.list, (call) => showLoans(deps, call)),
  ]
}

async function showPortfolio({ db }: Deps, call: Call): Promise<Response> {
  const read = readForm({ on: optional(day({ max: call.today })) }, call.queries())
  const on = (read.ok ? read.value.on : null) ?? call.today
  const agreements = await db.read(call.context, async (tx) => {
    const found = await figuresOn(tx, on)
    const named = (await listedAgreements(tx, call.actor)).flatMap(({ id, name }) => {
      const figures = found.get(id)
      return figures === undefined ? [] : [{ id, figures, name: name[call.lang] }]
    })
    return named.toSorted((a, b) => a.name.localeCompare(b.name, call.lang))
  })
  const error = read.ok ? undefined : errorText(read.refusal.on, call.lang)
  const typed = read.ok ? dayText(on) : (call.query('on') ?? '')
  return call.page(<PortfolioPage call={call} on={on} typed={typed} agreements={agreements} error={error} />, read.ok ? 200 : 422)
}

async function showLoans({ db }: Deps, call: Call): Promise<Response> {
  const fields = {
    list: choice(portfolioLists),
    on: optional(day({ max: call.today })),
    agreement: optional(text({ max: 36 })),
    page: optional(whole({ min: 1, max: 100_000 })),
  }
  const read = readForm(fields, call.queries())
  if (!read.ok) return call.notFound()
  const { list, page } = read.value
  const on: Day = read.value.on ?? call.today
  const agreementId = read.value.agreement === null ? null : parseId<'agreement'>(read.value.agreement)
  if (read.value.agreement !== null && agreementId === null) return call.notFound()
  const found = await db.read(call.context, async (tx) => {
    const all = await listedAgreements(tx, call.actor)
    const listed = all.filter(({ id }) => agreementId === null || id === agreementId)
    const rows = await listedOn(tx, { on, list, agreementIds: listed.map(({ id }) => id), page: page ?? 1, size: size + 1 })
    const names = await personNames(
      tx,
      rows.map((loan) => loan.personId),
    )
    const of = agreementId === null ? null : (listed[0] ?? null)
    return {
      rows: rows.map((loan) => ({ loan, borrower: names.get(loan.personId)?.name ?? null })),
      of,
      apart: of === null ? sideBySide(all, call) : [],
    }
  })
  const named = found.of === null ? null : { id: found.of.id, name: found.of.name[call.lang] }
  const rows = found.rows.slice(0, size)
  return call.page(
    <PortfolioListPage
      call={call}
      on={on}
      list={list}
      agreement={named}
      apart={found.apart}
      page={page ?? 1}
      more={found.rows.length > size}
      rows={rows}
    />,
  )
}
