import type { HumanId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Pot } from '../../domain/pot.ts'
import type { KeptGrant } from '../../store/pots.ts'
import { potTexts } from '../../texts/pot/texts.ts'

/** Fields that could not be read, and what was typed. */
export type PotProblem = { errors: { field: string; label: string; text: string }[]; raw: Record<string, string | undefined> }

type Props = {
  call: Call
  asOf: { day: Day; typed: string; error: string | undefined }
  pots: readonly Pot[]
  grants: readonly KeptGrant[]
  purchasers: readonly { id: string; name: string }[]
  by: HumanId
  mayGrant: boolean
  problem?: PotProblem
}

/** What a lender has to lend: each pot on a day, the grants behind it, and the form for the next grant. */
export function PotPage(props: Props) {
  const { call, asOf, pots, grants, problem } = props
  const say = potTexts(call.lang)
  return (
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined || asOf.error !== undefined}>
      <PageHead title={say.title} intro={say.intro} />
      <Stack>
        <ErrorSummary lang={call.lang} errors={problem?.errors ?? []} />
        <form method="get" action="/pot" class="g-answer">
          <DayField lang={call.lang} name="as_of" label={say.asOf} value={asOf.typed} error={asOf.error} />
          <Button>{say.show}</Button>
        </form>
        {pots.length === 0 ? <Empty title={say.none}>{say.noneText}</Empty> : <Pots {...props} />}
        {grants.length === 0 ? null : <Grants {...props} />}
        {props.mayGrant ? <GrantForm {...props} /> : null}
      </Stack>
    </Page>
  )
}

function nameOf({ purchasers }: Props, id: string): string {
  return purchasers.find((one) => one.id === id)?.name ?? '–'
}

function Pots(props: Props) {
  const { call, pots, asOf } = props
  const say = potTexts(call.lang)
  const amount = (of: (pot: Pot) => Ore) => (pot: Pot) => kronerText(of(pot), call.lang)
  const column = (heading: string, of: (pot: Pot) => Ore) => ({ heading, num: true, nowrap: true, cell: amount(of) })
  return (
    <DataTable
      id="pots"
      caption={`${say.title} ${say.asOf.toLowerCase()} ${dayText(asOf.day)}`}
      rows={pots}
      columns={[
        { heading: say.purchaser, cell: (pot) => nameOf(props, pot.purchaserId) },
        { heading: say.fund, cell: (pot) => say.funds[pot.fund] ?? pot.fund },
        {
          heading: say.granted,
          num: true,
          nowrap: true,
          cell: (pot) => (pot.granted === 0n ? say.noLimit : amount((one) => one.granted)(pot)),
        },
        column(say.offered, (pot) => pot.offered),
        column(say.accepted, (pot) => pot.accepted),
        column(say.lent, (pot) => pot.lent),
        column(say.repaid, (pot) => pot.repaid),
        column(say.lost, (pot) => pot.lost),
        ...(pots.some((pot) => pot.recovered !== 0n) ? [column(say.recovered, (pot: Pot) => pot.recovered)] : []),
        { heading: say.left, num: true, nowrap: true, cell: (pot) => (pot.granted === 0n ? '–' : amount((one) => one.left)(pot)) },
      ]}
    />
  )
}

function Grants(props: Props) {
  const { call, grants } = props
  const say = potTexts(call.lang)
  return (
    <DataTable
      id="grants"
      caption={say.grants}
      rows={grants}
      columns={[
        { heading: say.purchaser, cell: (grant) => nameOf(props, grant.purchaserId) },
        { heading: say.fund, cell: (grant) => say.funds[grant.fund] ?? grant.fund },
        { heading: say.amount, num: true, nowrap: true, cell: (grant) => kronerText(grant.amount, call.lang) },
        { heading: say.validFrom, nowrap: true, cell: (grant) => dayText(grant.validFrom) },
        { heading: say.state, wide: true, cell: (grant) => <GrantState {...props} grant={grant} /> },
      ]}
    />
  )
}

function GrantState(props: Props & { grant: KeptGrant }) {
  const { call, grant, by, mayGrant } = props
  const say = potTexts(call.lang)
  if (grant.confirmed === true) return say.states.confirmed
  const answer = (step: 'confirm' | 'drop') => (
    <Form
      inline
      action={`/pot/grants/${grant.id}/${step}`}
      requestId={call.newRequestId()}
      buttons={
        <Button compact hidden={kronerText(grant.amount, call.lang)}>
          {say[step]}
        </Button>
      }
    />
  )
  return (
    <>
      <p class="soft">{grant.madeBy === by ? say.another : say.states.waiting}</p>
      {mayGrant && grant.madeBy !== by ? answer('confirm') : null}
      {mayGrant ? answer('drop') : null}
    </>
  )
}

function GrantForm({ call, purchasers, problem }: Props) {
  const { lang } = call
  const say = potTexts(lang)
  const errorOf = (field: string) => problem?.errors.find((error) => error.field === field)?.text
  const raw = problem?.raw ?? {}
  return (
    <Card title={say.enter} id="enter">
      <Form action="/pot/grants" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.enter}</Button>}>
        <Select
          lang={lang}
          name="purchaser"
          label={say.purchaser}
          value={raw['purchaser'] ?? ''}
          error={errorOf('purchaser')}
          options={purchasers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          lang={lang}
          name="fund"
          label={say.fund}
          hint={say.fundHint}
          value={raw['fund'] ?? ''}
          required={false}
          error={errorOf('fund')}
        />
        <KronerField
          lang={lang}
          name="amount"
          label={say.amount}
          hint={say.amountHint}
          value={raw['amount'] ?? ''}
          error={errorOf('amount')}
        />
        <DayField
          lang={lang}
          name="valid_from"
          label={say.validFrom}
          value={raw['valid_from'] ?? dayText(call.today)}
          error={errorOf('valid_from')}
        />
      </Form>
    </Card>
  )
}
