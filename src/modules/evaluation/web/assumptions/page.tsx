import { fraction, roundHalfEven } from '#kernel/fraction.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { kronerText, percentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Columns, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { RangeField } from '#ui/range-field.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type Assumptions, savedPerPerson, sumUp } from '../../domain/figures/economy.ts'
import { shownFigures } from '../../domain/open/open-version.ts'
import { texts } from '../../texts/texts.ts'
import { ReportTabs } from '../report/tabs.tsx'

/** The fields of the sum. */
export type AssumptionField = 'benefit' | 'weeks' | 'horizon' | 'loss' | 'other_cost' | 'self'

/** Bounds of the sliders. */
export const bounds = {
  weeks: { min: 0, max: 260 },
  horizon: { min: 1, max: 120 },
  loss: { min: 0, max: 100 },
  self: { min: 0, max: 100 },
} as const

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
  const draft = read.maySecretary && read.report.frozen === null
  const plain = (amount: Ore) => kronerText(amount, lang).replace(/\s*kr\.?$/, '')
  return (
    <Page {...call.frame} title={say.assumptionsTitle} hasErrors={summary.length > 0}>
      <ReportTabs read={read} current="assumptions" lang={lang} />
      <PageHead title={say.assumptionsTitle} intro={say.assumptionsIntro} />
      <ErrorSummary lang={lang} errors={summary} />
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
        side={<Outcome read={read} tried={tried} selfSupporting={selfSupporting} lang={lang} />}
      />
    </Page>
  )
}

function Outcome({
  read,
  tried,
  selfSupporting,
  lang,
}: {
  read: ReadReport
  tried: Assumptions
  selfSupporting: number
  lang: Call['lang']
}) {
  const say = texts(lang).report
  const figures = shownFigures(read.dataset, 'open')
  const known = (code: string) => {
    const shown = figures.find((one) => one.figure.code === code)
    return shown?.value.kind === 'known' ? shown.value.value : null
  }
  const cost = known('cost_ore')
  if (cost === null) return <Notice kind="info">{say.noPrice}</Notice>
  const outstanding = known('outstanding_ore')
  const places = ore(cost - read.dataset.assumptions.otherCostOre)
  const sum = sumUp({ places, outstanding: ore(outstanding ?? 0n), selfSupporting: BigInt(selfSupporting), assumptions: tried })
  const started = known('started')
  const share =
    sum.breakEven === null || started === null || started === 0n
      ? null
      : percentText(Number(roundHalfEven(fraction(sum.breakEven * 100n, started))) * 100, lang)
  return (
    <Stack>
      <Card title={say.net} id="outcome" next>
        <Facts
          items={[
            { name: say.savedEach, value: kronerText(ore(roundHalfEven(savedPerPerson(tried))), lang) },
            { name: say.saved, value: kronerText(sum.saved, lang) },
            { name: say.cost, value: kronerText(sum.cost, lang) },
            { name: say.expectedLoss, value: kronerText(sum.loss, lang) },
            { name: say.net, value: kronerText(sum.net, lang) },
            { name: say.needed, value: sum.breakEven === null ? '–' : String(sum.breakEven) },
            ...(share === null ? [] : [{ name: say.neededOf, value: say.neededShare(share, tried.horizonMonths) }]),
          ]}
        />
        {outstanding === null && tried.lossBp > 0 ? <p class="soft">{say.lossHidden}</p> : null}
      </Card>
      <Notice kind="info">{say.noEffect}</Notice>
    </Stack>
  )
}
