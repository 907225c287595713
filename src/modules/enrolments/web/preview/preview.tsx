import { type Day, formatDay } from '#kernel/days.ts'
import { LetterView } from '#modules/notices/index.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { kronerText, monthText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type Enrolment, phasesTold } from '../../domain/enrolment.ts'
import { texts } from '../../texts/texts.ts'
import type { Consequences, InLineShift } from './consequences.ts'

type Row = { what: string; before: string; after: string }

/** What a step would change, old beside new: the plan of the run, the money, and those who wait. */
export function Preview(props: { lang: Lang; consequences: Consequences }) {
  const { lang, consequences } = props
  const words = texts(lang).preview
  const rows = [...planRows(consequences, lang), ...moneyRows(consequences, lang)]
  return (
    <Card title={words.title} id="preview" aside={<span class="soft small">{words.nothingSaved}</span>}>
      <>
        <DataTable
          id="preview-plan"
          caption={words.title}
          hideCaption
          inCard
          rows={rows}
          columns={[
            { heading: words.what, cell: (row) => row.what },
            { heading: words.before, cell: (row) => row.before, nowrap: true },
            { heading: words.after, cell: (row) => (row.after === row.before ? row.after : <strong>{row.after}</strong>), nowrap: true },
          ]}
        />
        {consequences.line.length === 0 ? null : <Line lang={lang} line={consequences.line} />}
        {consequences.letter === null ? null : <LetterView letter={consequences.letter} summary={words.letter} open />}
      </>
    </Card>
  )
}

function Line(props: { lang: Lang; line: readonly InLineShift[] }) {
  const words = texts(props.lang).preview
  const month = (day: Day | null) => (day === null ? texts(props.lang).places.noForecast : monthText(day, props.lang))
  return (
    <DataTable
      id="preview-line"
      caption={words.line}
      inCard
      rows={props.line}
      columns={[
        { heading: words.citizen, cell: (row) => row.name ?? row.caseNumber },
        { heading: words.before, cell: (row) => month(row.before) },
        {
          heading: words.after,
          cell: (row) => (month(row.after) === month(row.before) ? month(row.after) : <strong>{month(row.after)}</strong>),
        },
      ]}
    />
  )
}

function planRows({ before, after }: Consequences, lang: Lang): Row[] {
  const say = texts(lang)
  const state = (run: Enrolment) => (run.pause === null ? say.states[run.state] : `${say.states[run.state]} · ${say.paused}`)
  const phases = (['qualifying', 'main'] as const).map((code) => ({
    what: say.phases[code],
    before: phaseText(before, code),
    after: phaseText(after, code),
  }))
  return [
    { what: say.card.state, before: state(before), after: state(after) },
    ...phases.filter((row) => row.before !== '–' || row.after !== '–'),
    { what: say.card.place, before: placeText(before), after: placeText(after) },
  ]
}

function phaseText(run: Enrolment, code: 'qualifying' | 'main'): string {
  const phase = phasesTold(run).find((one) => one.code === code)
  return phase === undefined ? '–' : `${formatDay(phase.startsOn)} – ${formatDay(phase.endsOn)}`
}

function placeText({ placeNumber, run }: Enrolment): string {
  return placeNumber === null || run.stayFrom === null ? '–' : String(placeNumber)
}

function moneyRows({ unused }: Consequences, lang: Lang): Row[] {
  const words = texts(lang).preview
  const kroner = (amount: (typeof unused)['beforeOre']) => (amount === null ? '' : ` · ${kronerText(amount, lang)}`)
  if (unused.before === 0 && unused.after === 0) return []
  return [
    {
      what: words.unused,
      before: `${unused.before}${kroner(unused.beforeOre)}`,
      after: `${unused.after}${kroner(unused.afterOre)}`,
    },
  ]
}
