import type { HumanId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { countText, dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { RulePreview } from '../../actions/change-rules.ts'
import { accounts } from '../../domain/entry.ts'
import { type Rule, defaultAccounts } from '../../domain/rule.ts'
import type { KeptRule } from '../../store/rules.ts'
import { texts } from '../../texts/texts.ts'
import { BookCrumbs } from '../asking.tsx'
import type { NamedSource } from '../reader.ts'

/** A problem with a field of the rule's form, and what was typed. */
export type RuleProblem = { errors: readonly { field: string; label: string; text: string }[]; raw: Record<string, string | undefined> }

type Props = {
  call: Call
  by: HumanId
  rules: readonly KeptRule[]
  sources: readonly NamedSource[]
  mayChange: boolean
  problem?: RuleProblem
}

/** Which municipal account each account becomes: the rules, those that wait for a second human, and the form for the next. */
export function RulesPage(props: Props) {
  const { call, rules, problem } = props
  const say = texts(call.lang)
  const waiting = rules.filter((rule) => rule.confirmed === null)
  const standing = rules.filter((rule) => rule.confirmed === true)
  return (
    <Page {...call.frame} title={say.rules.title} hasErrors={problem !== undefined}>
      <BookCrumbs call={call} here={say.rules.title} />
      <PageHead title={say.rules.title} intro={say.rules.intro} />
      <Stack>
        <ErrorSummary lang={call.lang} errors={[...(problem?.errors ?? [])]} />
        {waiting.length === 0 ? null : <Waiting {...props} rules={waiting} />}
        {standing.length === 0 ? null : <Rules {...props} rules={standing} id="rules" title={say.rules.standing} />}
        <Defaults call={call} />
        {props.mayChange ? <RuleForm {...props} /> : null}
      </Stack>
    </Page>
  )
}

/** For what a rule counts, in words. */
function scopeText(rule: Rule, { call, sources }: Pick<Props, 'call' | 'sources'>): string {
  const say = texts(call.lang)
  const { purchaserId, programme, fund } = rule
  const source = sources.find((one) => one.purchaserId === purchaserId && one.programme === programme && one.fund === fund)
  const parts = [rule.reason === null ? null : (say.reasons[rule.reason] ?? rule.reason), fund === null ? null : (source?.label ?? fund)]
  return parts.filter((part) => part !== null).join(', ') || say.rules.everything
}

function Rules(props: Props & { id: string; title: string }) {
  const { call, rules } = props
  const say = texts(call.lang)
  return (
    <DataTable
      id={props.id}
      caption={props.title}
      rows={rules}
      columns={[
        { heading: say.account, cell: (rule) => say.accounts[rule.account] },
        { heading: say.rules.counts, cell: (rule) => scopeText(rule, props), wide: true },
        { heading: say.rules.municipal, cell: (rule) => rule.municipalAccount, nowrap: true },
        { heading: say.rules.validFrom, cell: (rule) => dayText(rule.validFrom), nowrap: true },
      ]}
    />
  )
}

function Waiting(props: Props) {
  const { call, rules, by, mayChange } = props
  const say = texts(call.lang)
  const answer = (rule: KeptRule, step: 'confirm' | 'drop') => (
    <Form
      inline
      action={`/ledger/rules/${rule.id}/${step}`}
      requestId={call.newRequestId()}
      buttons={
        <Button compact hidden={rule.municipalAccount}>
          {say.rules[step]}
        </Button>
      }
    />
  )
  return (
    <DataTable
      id="waiting"
      caption={say.rules.waiting}
      rows={rules}
      columns={[
        { heading: say.account, cell: (rule) => say.accounts[rule.account] },
        { heading: say.rules.counts, cell: (rule) => scopeText(rule, props), wide: true },
        { heading: say.rules.municipal, cell: (rule) => rule.municipalAccount, nowrap: true },
        { heading: say.rules.validFrom, cell: (rule) => dayText(rule.validFrom), nowrap: true },
        {
          heading: say.periods.steps,
          wide: true,
          cell: (rule) => (
            <>
              {mayChange && rule.madeBy !== by ? answer(rule, 'confirm') : <p class="soft">{say.rules.anotherConfirms}</p>}
              {mayChange ? answer(rule, 'drop') : null}
            </>
          ),
        },
      ]}
    />
  )
}

function Defaults({ call }: { call: Call }) {
  const say = texts(call.lang)
  return (
    <DataTable
      id="defaults"
      caption={say.rules.defaults}
      rows={accounts}
      columns={[
        { heading: say.account, cell: (account) => say.accounts[account] },
        { heading: say.rules.municipal, cell: (account) => defaultAccounts[account], nowrap: true },
      ]}
    />
  )
}

function RuleForm({ call, sources, problem }: Props) {
  const { lang } = call
  const say = texts(lang)
  const errorOf = (field: string) => problem?.errors.find((error) => error.field === field)?.text
  const raw = problem?.raw ?? {}
  const every = { value: '', label: say.rules.everything }
  return (
    <Card title={say.rules.make} id="make">
      <form method="get" action="/ledger/rules/preview" class="g-form" novalidate>
        <Select
          lang={lang}
          name="account"
          label={say.account}
          value={raw['account'] ?? ''}
          error={errorOf('account')}
          options={accounts.map((account) => ({ value: account, label: say.accounts[account] }))}
        />
        <Select
          lang={lang}
          name="reason"
          label={say.rules.event}
          noEmpty
          value={raw['reason'] ?? ''}
          options={[every, ...Object.entries(say.reasons).map(([value, label]) => ({ value, label }))]}
        />
        <Select
          lang={lang}
          name="source"
          label={say.source}
          noEmpty
          value={raw['source'] ?? ''}
          options={[every, ...sources.map(({ key, label }) => ({ value: key, label }))]}
        />
        <TextField
          lang={lang}
          name="municipal_account"
          label={say.rules.municipal}
          hint={say.rules.municipalHint}
          value={raw['municipal_account'] ?? ''}
          error={errorOf('municipal_account')}
        />
        <DayField
          lang={lang}
          name="valid_from"
          label={say.rules.validFrom}
          value={raw['valid_from'] ?? dayText(call.today)}
          error={errorOf('valid_from')}
        />
        <div class="g-form-buttons">
          <Button kind="primary">{say.rules.preview}</Button>
        </div>
      </form>
    </Card>
  )
}

/** What a rule would change, before it is made. */
export function RulePreviewPage(props: {
  call: Call
  rule: Rule
  fields: Record<string, string>
  sources: readonly NamedSource[]
  moves: RulePreview
}) {
  const { call, rule, moves } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.rules.preview}>
      <BookCrumbs call={call} here={say.rules.preview} between={[{ label: say.rules.title, href: '/ledger/rules' }]} />
      <PageHead
        title={say.rules.preview}
        intro={say.rules.sentence(say.accounts[rule.account], scopeText(rule, props), rule.municipalAccount, dayText(rule.validFrom))}
      />
      <Stack>
        {moves.length === 0 ? (
          <p>{say.rules.nothingMoves}</p>
        ) : (
          <DataTable
            id="moves"
            caption={say.rules.moves}
            rows={moves}
            columns={[
              { heading: say.rules.fromAccount, cell: (move) => move.from },
              { heading: say.rules.toAccount, cell: (move) => move.to },
              { heading: say.lines, num: true, cell: (move) => countText(move.count, call.lang) },
              { heading: say.rules.sum, num: true, nowrap: true, cell: (move) => kronerText(move.sum, call.lang) },
            ]}
          />
        )}
        <Form
          action="/ledger/rules"
          requestId={call.newRequestId()}
          hidden={props.fields}
          buttons={
            <>
              <Button kind="primary">{say.rules.make}</Button>
              <ButtonLink kind="quiet" href="/ledger/rules">
                {say.rules.cancel}
              </ButtonLink>
            </>
          }
        />
      </Stack>
    </Page>
  )
}
