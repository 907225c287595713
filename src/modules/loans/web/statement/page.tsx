import { type Day, day, earlierOf, laterOf } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import type { Lang } from '#ui/lang.ts'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Tiles } from '#ui/tiles.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { type LoanStatement, type StatementLine, movedIn } from '../../domain/statement.ts'
import { statementTexts } from '../../texts/statement/texts.ts'
import { texts } from '../../texts/texts.ts'
import { eventText } from '../event-text.ts'

/** The period of a statement as it was asked for: what was typed, and what is wrong with it. */
export type Asked = {
  from: Day
  to: Day
  /** The day of the first payout; null while there is none. */
  paidOutOn: Day | null
  typed: { from: string; to: string }
  errors: readonly (FormError & { field: 'from' | 'to' })[]
}

/** A debt in words; money the borrower has to come is said as such. */
export function owedText(owed: Ore, lang: Lang): string {
  return owed < 0n ? statementTexts(lang).credit(kronerText(ore(0n - owed), lang)) : kronerText(owed, lang)
}

/** What a line of a statement was. */
export function lineText({ events, version }: LoanView, { eventId }: StatementLine, lang: Lang): string {
  const event = events.find(({ id }) => id === eventId)
  return event === undefined ? '' : eventText(event, version.loanProduct, lang)
}

/** A loan's account over a period: what was owed before and after it, and each movement between. */
export function StatementPage(props: { call: Call; view: LoanView; asked: Asked; statement: LoanStatement }) {
  const { call, view, asked } = props
  const { lang } = call
  const say = statementTexts(lang)
  return (
    <Page {...call.frame} title={say.title} hasErrors={asked.errors.length > 0}>
      <Crumbs lang={lang} items={[{ label: `${texts(lang).number} ${view.loan.number}`, href: base(view) }, { label: say.title }]} />
      <PageHead title={say.title} intro={say.intro} />
      {asked.paidOutOn === null ? (
        <Empty title={say.notPaidOut}>{say.notPaidOutText}</Empty>
      ) : (
        <Stack>
          <ErrorSummary lang={lang} errors={asked.errors} />
          <Period {...props} />
          <Sums {...props} />
          <Movements {...props} />
        </Stack>
      )}
    </Page>
  )
}

const base = ({ loan }: LoanView) => `/loans/${loan.id}`

const query = (from: Day, to: Day) => new URLSearchParams({ from: dayText(from), to: dayText(to) }).toString()

function Period({ call, view, asked }: { call: Call; view: LoanView; asked: Asked }) {
  const say = statementTexts(call.lang)
  const error = (name: 'from' | 'to') => asked.errors.find(({ field }) => field === name)?.text
  return (
    <>
      <form method="get" action={`${base(view)}/statement`} class="g-answer">
        <DayField lang={call.lang} name="from" label={say.from} value={asked.typed.from} error={error('from')} />
        <DayField lang={call.lang} name="to" label={say.to} value={asked.typed.to} error={error('to')} />
        <Button>{say.show}</Button>
      </form>
      <p>
        {say.years}: <a href={`${base(view)}/statement`}>{say.whole}</a>
        {yearsOf(asked, call.today).map((year) => (
          <>
            {' · '}
            <a href={`${base(view)}/statement?${query(year.from, year.to)}`}>{String(year.from.year)}</a>
          </>
        ))}
      </p>
    </>
  )
}

/** The calendar years from the first payout to today, each as far as it has come. */
function yearsOf({ paidOutOn }: Asked, today: Day): { from: Day; to: Day }[] {
  const first = paidOutOn ?? today
  return Array.from({ length: Math.max(0, today.year - first.year + 1) }, (_, index) => {
    const year = first.year + index
    return { from: laterOf(day(`${year}-01-01`), first), to: earlierOf(day(`${year}-12-31`), today) }
  })
}

function Sums({ call, statement }: { call: Call; statement: LoanStatement }) {
  const { lang } = call
  const say = statementTexts(lang)
  const { added, taken } = movedIn(statement)
  return (
    <Tiles
      items={[
        { label: say.opening(dayText(statement.from)), figure: owedText(statement.opening, lang) },
        { label: say.added, figure: kronerText(added, lang) },
        { label: say.taken, figure: kronerText(taken, lang) },
        { label: say.closing(dayText(statement.to)), figure: owedText(statement.closing, lang) },
      ]}
    />
  )
}

function Movements({ call, view, statement }: { call: Call; view: LoanView; statement: LoanStatement }) {
  const { lang } = call
  const say = statementTexts(lang)
  const { added, taken } = movedIn(statement)
  const period = say.period(dayText(statement.from), dayText(statement.to))
  return (
    <Card
      title={period}
      id="movements"
      aside={<a href={`${base(view)}/statement.pdf?${query(statement.from, statement.to)}`}>{say.pdf}</a>}
    >
      {statement.lines.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <DataTable<StatementLine>
          id="movement-rows"
          caption={`${say.title}, ${period}`}
          hideCaption
          inCard
          rows={statement.lines}
          columns={[
            { heading: say.on, cell: ({ on }) => <DayTime day={on} />, nowrap: true, total: say.total },
            {
              heading: say.what,
              cell: (line) => <a href={`${base(view)}#event-${line.eventId}`}>{lineText(view, line, lang)}</a>,
              wide: true,
              total: '',
            },
            {
              heading: say.added,
              num: true,
              cell: ({ change }) => (change > 0n ? kronerText(change, lang) : ''),
              total: kronerText(added, lang),
            },
            {
              heading: say.taken,
              num: true,
              cell: ({ change }) => (change < 0n ? kronerText(ore(0n - change), lang) : ''),
              total: kronerText(taken, lang),
            },
            { heading: say.owed, num: true, cell: ({ owed }) => owedText(owed, lang), total: owedText(statement.closing, lang) },
          ]}
        />
      )}
    </Card>
  )
}
