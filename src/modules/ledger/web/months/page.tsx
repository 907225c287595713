import type { HumanId } from '#kernel/actor.ts'
import type { Ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { kronerText, monthText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { type Account } from '../../domain/entry.ts'
import { type Period, type PeriodStep, periodStepNames, periodSteps, refusedPeriod } from '../../domain/period.ts'
import { texts } from '../../texts/texts.ts'
import { periodRefusalText } from '../words.ts'

type Props = {
  call: Call
  periods: readonly Period[]
  balances: readonly { account: Account; balance: Ore }[]
  by: HumanId
  mayClose: boolean
  problem?: string
}

/** The front page of the books: what each account stands at today, and the months with what can be done to each. */
export function MonthsPage(props: Props) {
  const { call, problem, balances } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined}>
      <PageHead
        title={say.title}
        intro={say.intro}
        actions={
          <>
            <ButtonLink href="/ledger/trial-balance">{say.balances}</ButtonLink>
            <ButtonLink href="/ledger/exports">{say.exports.link}</ButtonLink>
            <ButtonLink href="/ledger/rules">{say.rules.title}</ButtonLink>
          </>
        }
      />
      <Stack>
        {problem === undefined ? null : (
          <Notice kind="error" title={say.notDone}>
            {problem}
          </Notice>
        )}
        {balances.length === 0 ? <Empty title={say.empty}>{say.emptyText}</Empty> : <Accounts {...props} />}
        <Months {...props} />
      </Stack>
    </Page>
  )
}

function Accounts({ call, balances }: Props) {
  const say = texts(call.lang)
  return (
    <Card title={say.accountsTitle} id="accounts">
      <DataTable
        id="accounts-table"
        caption={say.accountsTitle}
        hideCaption
        inCard
        rows={balances}
        columns={[
          { heading: say.account, cell: (row) => <a href={`/ledger/accounts/${row.account}`}>{say.accounts[row.account]}</a> },
          { heading: say.balance, num: true, nowrap: true, cell: (row) => kronerText(row.balance, call.lang) },
        ]}
      />
    </Card>
  )
}

function Months(props: Props) {
  const { call, periods, mayClose } = props
  const say = texts(call.lang)
  return (
    <Card title={say.periods.title} id="months">
      <p>{say.periods.intro}</p>
      <DataTable
        id="months-table"
        caption={say.periods.title}
        hideCaption
        inCard
        rows={periods.toReversed()}
        columns={[
          { heading: say.periods.month, cell: (period) => monthText(period.month, call.lang), nowrap: true },
          { heading: say.periods.state, cell: (period) => say.periods.states[period.state] },
          ...(mayClose ? [{ heading: say.periods.steps, cell: (period: Period) => <Steps {...props} period={period} />, wide: true }] : []),
        ]}
      />
    </Card>
  )
}

function Steps(props: Props & { period: Period }) {
  const { call, periods, by, period } = props
  const say = texts(call.lang)
  const month = period.month.toString().slice(0, 7)
  const possible = periodStepNames.filter((step) => periodSteps[step].from === period.state)
  const refusalOf = (step: PeriodStep) => refusedPeriod(step, period.month, { periods, by, today: call.today })
  return (
    <>
      {possible.map((step) => {
        const refusal = refusalOf(step)
        return refusal === null ? (
          <Form
            inline
            action={`/ledger/months/${month}/${step}`}
            requestId={call.newRequestId()}
            label={`${say.periods.do[step]} ${monthText(period.month, call.lang)}`}
            buttons={
              <Button compact hidden={monthText(period.month, call.lang)}>
                {say.periods.do[step]}
              </Button>
            }
          />
        ) : (
          <p class="soft">{periodRefusalText(refusal, call.lang)}</p>
        )
      })}
    </>
  )
}
