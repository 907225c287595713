import { type Ore, ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Columns, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { RangeField } from '#ui/range-field.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import type { Assumptions } from '../../domain/figures/economy.ts'
import { savedFrom, weekRules } from '../../domain/figures/reimbursement.ts'
import { type Dataset, reimbursementOf } from '../../domain/report/dataset.ts'
import { shownFigures } from '../../domain/open/open-version.ts'
import { reimbursementTexts } from '../../texts/reimbursement-texts.ts'
import { texts } from '../../texts/texts.ts'
import { ruleLines } from '../report/assumption-list.tsx'
import { ReportTabs } from '../report/tabs.tsx'
import { type AssumptionField, type Trial, bounds } from './fields.ts'
import { type Ground, outcomeLines, outcomeTexts, packGround } from './outcome.ts'

/** The sum with its assumptions: sliders that work without script, exact results, and the way to save them with the report. */
export function AssumptionsPage(props: {
  call: Call
  read: ReadReport
  tried: Assumptions
  selfSupporting: number
  errors?: FieldErrors<AssumptionField>
  raw?: RawForm<AssumptionField>
}) {
  const { call, read, tried, selfSupporting, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang).report
  const labels: Record<AssumptionField, string> = {
    benefit: say.benefit,
    weeks: say.weeks,
    horizon: say.horizon,
    loss: say.loss,
    other_cost: say.otherCost,
    self: say.selfSupporting,
  }
  const summary = summaryOf(errors, labels, lang)
  const field = (name: AssumptionField) => ({ lang, name, label: labels[name], error: errorText(errors[name], lang) })
  const range = (name: keyof typeof bounds, value: number) => ({ ...field(name), ...bounds[name], value: raw[name] ?? String(value) })
  const path = `/evaluation/${read.report.id}/assumptions`
  const ground = groundOf(read)
  const draft = read.maySecretary && read.report.frozen === null
  const plain = (amount: Ore) => kronerText(amount, lang).replace(/\s*kr\.?$/, '')
  return (
    <Page {...call.frame} title={say.assumptionsTitle} hasErrors={summary.length > 0} scripts={['sum-live.js']}>
      <ReportTabs read={read} current="assumptions" lang={lang} />
      <PageHead title={say.assumptionsTitle} intro={say.assumptionsIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      <g-sum-live data-lang={lang} {...(ground === null ? {} : { 'data-ground': packGround(ground) })}>
        <Columns
          main={
            <Card title={say.tabsTitle} id="turn">
              <Form
                action={path}
                requestId={call.newRequestId()}
                buttons={
                  <>
                    <Button name="act" value="reckon">
                      {say.reckon}
                    </Button>
                    {draft ? (
                      <Button kind="primary" name="act" value="keep">
                        {say.keep}
                      </Button>
                    ) : null}
                  </>
                }
              >
                <KronerField {...field('benefit')} value={raw.benefit ?? plain(tried.benefitOre)} />
                <RangeField {...range('weeks', tried.weeksOnBenefit)} hint={say.weeksHint} />
                <RangeField {...range('horizon', tried.horizonMonths)} />
                <RangeField {...range('loss', Math.round(tried.lossBp / 100))} />
                <KronerField {...field('other_cost')} value={raw.other_cost ?? plain(tried.otherCostOre)} hint={say.otherCostHint} />
                <RangeField {...range('self', selfSupporting)} hint={say.selfHint} />
              </Form>
            </Card>
          }
          side={<Outcome ground={ground} trial={{ assumptions: tried, selfSupporting }} lang={lang} />}
        />
      </g-sum-live>
      <RuleList dataset={read.dataset} mayAll={read.mayDraft} lang={lang} />
    </Page>
  )
}

function groundOf({ dataset }: ReadReport): Ground | null {
  const figures = shownFigures(dataset, 'open')
  const known = (code: string) => {
    const shown = figures.find((one) => one.figure.code === code)
    return shown?.value.kind === 'known' ? shown.value.value : null
  }
  const [cost, outstanding] = [known('cost_ore'), known('outstanding_ore')]
  if (cost === null) return null
  const start = savedFrom(Temporal.PlainDate.from(dataset.cutoffOn))
  const places = ore(cost - dataset.assumptions.otherCostOre)
  return {
    places,
    outstanding: outstanding === null ? null : ore(outstanding),
    started: known('started'),
    rules: weekRules(reimbursementOf(dataset), start),
  }
}

function Outcome({ ground, trial, lang }: { ground: Ground | null; trial: Trial; lang: Call['lang'] }) {
  const say = texts(lang).report
  if (ground === null) return <Notice kind="info">{say.noPrice}</Notice>
  const lines = outcomeTexts(ground, trial, lang)
  const shown = outcomeLines.filter((line) => line !== 'neededOf' || ground.started !== null)
  return (
    <Stack>
      <Card title={say.net} id="outcome" next>
        <Facts items={shown.map((line) => ({ name: say[line], value: <span data-line={line}>{lines[line]}</span> }))} />
        {ground.outstanding === null ? <p class="soft">{say.lossHidden}</p> : null}
      </Card>
      <Notice kind="info">{say.noEffect}</Notice>
    </Stack>
  )
}

// By which rules the sum goes.
function RuleList({ dataset, mayAll, lang }: { dataset: Dataset; mayAll: boolean; lang: Call['lang'] }) {
  const say = reimbursementTexts(lang)
  return (
    <Card title={say.title} id="reimbursement">
      <Facts wide items={ruleLines(dataset, lang)} />
      {mayAll ? (
        <p>
          <a href="/reimbursement">{say.all}</a>
        </p>
      ) : null}
    </Card>
  )
}
