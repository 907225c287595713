import type { Criterion } from '#modules/programmes/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DistanceChart } from '#ui/charts/distance-chart.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { Fold } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Radios } from '#ui/radios.tsx'
import { ScorePick } from '#ui/score.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { AssessmentLack, Judgement } from '../../domain/assessment.ts'
import { type Moment, moments, type Reassessment, type Way } from '../../domain/distance.ts'
import { fieldNames } from '../assessment/form.ts'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'
import { Said } from './said.tsx'

type Props = {
  head: CaseHead
  criteria: readonly Criterion[]
  ways: readonly Way[]
  made: readonly Reassessment[]
  /** The moments that have come and are not answered. */
  open: readonly Moment[]
  mayReassess: boolean
  /** The names of those who assessed along the way, by account. */
  names: ReadonlyMap<string, string>
  refused?: { moment: string; judgements: readonly Judgement[]; lacks: readonly AssessmentLack[]; problem?: string }
}

/** How far the person has come since the intake: a chart with its table, and the form for the next moment. */
export function DistancePage(props: Props) {
  const { head, criteria, made, open, mayReassess, names, refused } = props
  const { say, referral } = head
  const errors = [
    ...(refused?.problem ? [{ field: 'moment', text: refused.problem }] : []),
    ...(refused?.lacks ?? []).map((lack) => ({
      field: fieldNames(lack.criterion)[lack.lacks],
      label: nameOf(props, lack.criterion),
      text: lack.lacks === 'score' ? say.assessment.lacksScore : say.assessment.lacksSentence,
    })),
  ]
  return (
    <CaseFrame head={head} title={say.distance.title(head.name)} intro={say.distance.intro} errors={errors}>
      {referral.state === 'accepted' ? <Travelled {...props} /> : <Notice kind="info">{say.distance.notYet}</Notice>}
      <Said head={head} criteria={criteria.map(({ code, name }) => ({ code, name: name[head.call.lang] }))} made={made} names={names} />
      {referral.state === 'accepted' && mayReassess && open.length > 0 ? <Again {...props} /> : null}
      {referral.state === 'accepted' && mayReassess && open.length === 0 && made.length === 0 ? (
        <Notice kind="info">{say.distance.notBegun}</Notice>
      ) : null}
    </CaseFrame>
  )
}

const nameOf = ({ criteria, head }: Props, code: string) => criteria.find((one) => one.code === code)?.name[head.call.lang] ?? code

/** A score in halves as people write it: 3, or 2½. */
const halvesText = (halves: number | null | undefined) =>
  halves === null || halves === undefined ? '–' : `${Math.floor(halves / 2)}${halves % 2 === 1 ? '½' : ''}`

function changeText(halves: number | null): string {
  if (halves === null) return '–'
  const size = Math.abs(halves)
  const whole = Math.floor(size / 2)
  const text = `${whole === 0 && size === 1 ? '' : whole}${size % 2 === 1 ? '½' : ''}`
  return halves > 0 ? `+${text}` : halves < 0 ? `−${text}` : '0'
}

function Travelled(props: Props) {
  const { head, ways, made } = props
  const say = head.say.distance
  const points = (halves: number | null | undefined) => (halves === null || halves === undefined ? null : halves / 2)
  const rows = ways.map((way) => ({
    name: nameOf(props, way.criterion),
    from: points(way.intakeHalves),
    to: points([...way.at.values()].at(-1)),
  }))
  const whenOf = (moment: Moment) => made.find((one) => one.moment === moment)
  return (
    <Card title={say.chart} id="distance">
      <DistanceChart
        caption={say.chartCaption}
        label={rows.map(({ name, from, to }) => `${name}: ${from ?? '–'} → ${to ?? '–'}`).join('. ')}
        rows={rows}
        scale={[1, 4]}
        tableSummary={say.table}
        table={
          <DataTable
            id="distance-table"
            caption={say.chart}
            hideCaption
            inCard
            rows={ways}
            columns={[
              { heading: head.say.comparison.criterion, cell: (way) => nameOf(props, way.criterion) },
              { heading: say.intake, cell: (way) => halvesText(way.intakeHalves), num: true },
              ...moments.flatMap((moment) => {
                const when = whenOf(moment)
                if (!when) return []
                const heading = `${say.moments[moment]} ${dayText(when.on)}`
                return [{ heading, cell: (way: Way) => halvesText(way.at.get(moment)), num: true as const }]
              }),
              { heading: say.change, cell: (way) => changeText(way.changeHalves), num: true },
            ]}
          />
        }
      />
    </Card>
  )
}

function Again(props: Props) {
  const { head, criteria, refused, open } = props
  const { say, call, referral } = head
  return (
    <Card title={say.distance.again} id="again">
      <Form
        action={`/referrals/${referral.id}/distance`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.distance.save}</Button>}
      >
        <Radios
          lang={call.lang}
          name="moment"
          label={say.distance.moment}
          inline
          value={refused?.moment ?? (open.length === 1 ? open[0] : undefined)}
          error={refused?.problem}
          options={open.map((value) => ({ value, label: say.distance.moments[value] }))}
        />
        {criteria.map((criterion) => (
          <Criterion {...props} criterion={criterion} />
        ))}
      </Form>
    </Card>
  )
}

function Criterion(props: Props & { criterion: Criterion }) {
  const { head, criterion, refused } = props
  const { say, call } = head
  const names = fieldNames(criterion.code)
  const typed = refused?.judgements.find((one) => one.criterion === criterion.code)
  const lack = refused?.lacks.find((one) => one.criterion === criterion.code)
  return (
    <>
      <ScorePick
        name={names.score}
        legend={criterion.name[call.lang]}
        scores={[1, 2, 3, 4]}
        value={typed?.score ? String(typed.score) : undefined}
        error={lack?.lacks === 'score' ? say.assessment.lacksScore : undefined}
      />
      <Fold summary={say.assessment.anchors}>
        <ul>
          {([1, 2, 3, 4] as const).map((score) => (
            <li>{say.anchorsOf(score, criterion.anchors[score][call.lang])}</li>
          ))}
        </ul>
      </Fold>
      <TextArea
        lang={call.lang}
        name={names.sentence}
        label={say.distance.why(criterion.name[call.lang])}
        hint={say.assessment.sentenceHint}
        rows={2}
        required="sometimes"
        value={typed?.sentence}
        error={lack?.lacks === 'sentence' ? say.assessment.lacksSentence : undefined}
      />
    </>
  )
}
