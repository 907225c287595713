import { ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { kronerText, momentText, monthText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Buttons, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip, State } from '#ui/state.tsx'
import { Tiles } from '#ui/tiles.tsx'
import type { BudgetDocument } from '../../domain/budget/document.ts'
import { type BudgetWarning, budgetWarnings, keyFigures } from '../../domain/budget/figures.ts'
import { type Reckoned, reckon } from '../../domain/budget/reckon.ts'
import { texts } from '../../texts/texts.ts'
import { CaseCrumbs } from '../crumbs.tsx'
import { type BudgetPageFacts, isNewest } from './facts.ts'
import { type LineSection, lineSections } from './rows.ts'
import { CashTable, OperatingTable, PrivateTable, ScenarioTable, StartTable, VatTables } from './tables.tsx'

type Props = { call: Call; facts: BudgetPageFacts; problem?: string }

/** The parts of a budget in the order they are typed. */
export const budgetSections = [...(Object.keys(lineSections) as LineSection[]), 'terms'] as const

/** The whole budget: key figures, warnings, what if, the tables, and its versions. */
export function BudgetPage(props: Props) {
  const { call, facts } = props
  const say = texts(call.lang).budget
  const problems = props.problem === undefined ? [] : [{ text: props.problem }]
  const reckoned = facts.budget === null ? null : reckon(facts.budget, facts.rates)
  return (
    <Page {...call.frame} title={say.title} hasErrors={problems.length > 0}>
      <CaseCrumbs call={call} facts={facts} here={say.title} />
      <PageHead
        title={say.title}
        chips={
          facts.shown === null ? undefined : (
            <>
              <Chip kind={facts.shown.state === 'kept' ? 'done' : 'now'}>{facts.shown.state === 'kept' ? say.kept : say.draft}</Chip>
              <span class="soft">{say.version(facts.shown.number)}</span>
            </>
          )
        }
        intro={facts.mayWrite ? say.intro : say.onlyRead}
      />
      <ErrorSummary lang={call.lang} errors={problems} />
      <Stack>
        <Old {...props} />
        {facts.shown === null ? <Empty title={say.none}>{say.noneText}</Empty> : null}
        {facts.budget === null || reckoned === null || facts.shown === null ? null : (
          <Results {...props} budget={facts.budget} reckoned={reckoned} />
        )}
        <Parts {...props} />
        {facts.budget === null || reckoned === null || facts.shown === null ? null : (
          <Tables {...props} budget={facts.budget} reckoned={reckoned} />
        )}
        {facts.shown !== null && facts.budget === null ? <p class="soft">{say.erased}</p> : null}
        <Keep {...props} />
        <Versions {...props} />
      </Stack>
    </Page>
  )
}

function Old({ call, facts }: Props) {
  if (facts.shown === null || isNewest(facts)) return null
  const say = texts(call.lang).budget
  return (
    <Notice kind="info">
      {say.oldVersion(facts.shown.number)} <a href={`/enrolments/${facts.enrolmentId}/budget`}>{say.readNewest}</a>
    </Notice>
  )
}

type Reckoning = Props & { budget: BudgetDocument; reckoned: Reckoned }

function Results({ call, facts, budget, reckoned }: Reckoning) {
  const { lang } = call
  const say = texts(lang).budget
  const figures = keyFigures(budget, reckoned)
  const below = figures.low.amount < 0n
  return (
    <>
      <Tiles
        items={[
          {
            label: say.figures.low,
            figure: kronerText(figures.low.amount, lang),
            note: say.lowAt(monthText(figures.low.at, lang)),
            ...(below ? { tone: 'late' as const } : {}),
          },
          { label: say.figures.profit, figure: kronerText(figures.profitYear, lang) },
          { label: say.figures.sales, figure: kronerText(figures.salesYear, lang) },
          { label: say.figures.toStart, figure: kronerText(figures.toStart, lang) },
        ]}
      />
      {budgetWarnings(budget, facts.rates, reckoned).map((warning) => (
        <Notice kind="warn">{warningText(warning, call)}</Notice>
      ))}
      <ScenarioTable call={call} budget={budget} rates={facts.rates} />
    </>
  )
}

function warningText(warning: BudgetWarning, { lang }: Call): string {
  const say = texts(lang).budget.warnings
  switch (warning.kind) {
    case 'vat_duty':
      return say.vat_duty(monthText(warning.at, lang), kronerText(warning.turnover, lang), kronerText(warning.limit, lang))
    case 'cash_negative':
      return say.cash_negative(monthText(warning.at, lang), kronerText(ore(0n - warning.amount), lang))
    case 'loan_before_start':
      return say.loan_before_start(warning.name, kronerText(warning.amount, lang))
    case 'asset_too_dear':
      return say.asset_too_dear(warning.name, kronerText(warning.limit, lang))
  }
}

function Parts({ call, facts }: Props) {
  const say = texts(call.lang).budget
  if (!facts.mayWrite || !isNewest(facts) || facts.budget === null) return null
  return (
    <Buttons>
      {budgetSections.map((section) => (
        <ButtonLink href={`/enrolments/${facts.enrolmentId}/budget/${section}`} icon="edit">
          {say.sections[section].name}
        </ButtonLink>
      ))}
    </Buttons>
  )
}

function Tables({ call, facts, budget, reckoned }: Reckoning) {
  const say = texts(call.lang).budget
  return (
    <>
      <StartTable call={call} budget={budget} />
      <PrivateTable call={call} budget={budget} />
      <OperatingTable call={call} reckoned={reckoned} />
      <CashTable call={call} reckoned={reckoned} />
      <VatTables call={call} reckoned={reckoned} sources={facts.sources} />
      <p>
        <ButtonLink href={`/enrolments/${facts.enrolmentId}/budget.xlsx?version=${facts.shown?.number ?? 1}`} icon="download">
          {say.excel}
        </ButtonLink>
        <span class="small soft"> {say.excelHint}</span>
      </p>
    </>
  )
}

function Keep({ call, facts }: Props) {
  const say = texts(call.lang).budget
  if (!facts.mayWrite || facts.shown?.state !== 'draft' || !isNewest(facts)) return null
  return (
    <Card title={say.keep} id="keep">
      <Form
        action={`/enrolments/${facts.enrolmentId}/budget-versions`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.keep}</Button>}
      >
        <p>{say.keepText}</p>
      </Form>
    </Card>
  )
}

function Versions({ call, facts }: Props) {
  const say = texts(call.lang).budget
  if (facts.versions.length === 0) return null
  return (
    <Card title={say.versions} id="versions">
      <ul class="g-plain">
        {facts.versions.toReversed().map((version) => (
          <li>
            <State kind={version.state === 'kept' ? 'done' : 'now'}>
              {say.versionLine(version.number, version.state === 'kept' ? say.kept : say.draft)}
            </State>{' '}
            {version.id === facts.shown?.id ? null : (
              <a href={`/enrolments/${facts.enrolmentId}/budget?version=${version.number}`}>
                {say.read}
                <span class="sr-only"> {version.number}</span>
              </a>
            )}
            <br />
            <span class="small soft">
              {say.changedBy(
                facts.names.get(version.keptBy ?? version.changedBy) ?? texts(call.lang).masked,
                momentText(version.keptAt ?? version.changedAt, call.lang),
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
