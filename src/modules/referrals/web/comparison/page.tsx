import type { Criterion as ProgrammeCriterion } from '#modules/programmes/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Form } from '#ui/form.tsx'
import { momentText, quoted } from '#ui/format.ts'
import type { Instant } from '#kernel/days.ts'
import { Notice } from '#ui/notice.tsx'
import { Criterion, Score, ScorePick, View } from '#ui/score.tsx'
import { Chip } from '#ui/state.tsx'
import type { Compared } from '../../domain/assessment.ts'
import { type Authority, otherAuthority } from '../../domain/states.ts'
import { CaseFrame } from '../case-frame.tsx'
import { type CaseHead, organisationAt, shortName } from '../desk.ts'
import { agreedNames } from './form.ts'

/** What the comparison shows; `typed` is what came back from a refused form. */
export type ComparisonFacts = {
  rows: readonly Compared[]
  criteria: readonly ProgrammeCriterion[]
  assessors: Record<Authority, string>
  openedAt: Instant | null
  mayAgree: boolean
  /** What had been agreed on when the page was made. */
  seen: string
}

/** What was missing in a refused form, and where. */
type Lacking = { what: 'note_missing' | 'score_missing'; criteria: readonly string[] }

/** Both assessments beside each other, differences first, with what the two agree on. */
export function ComparisonPage(props: {
  head: CaseHead
  facts: ComparisonFacts
  typed?: Record<string, string>
  lacking?: Lacking
  problem?: string
}) {
  const { head, facts, problem, lacking } = props
  const { say, call, referral } = head
  const differing = facts.rows.filter((row) => row.spread > 0)
  const same = facts.rows.filter((row) => row.spread === 0)
  const nameOf = (code: string) => facts.criteria.find((one) => one.code === code)?.name[call.lang] ?? code
  const errors = [
    ...(problem ? [{ text: problem }] : []),
    ...(lacking?.criteria ?? []).map((code) => ({
      field: agreedNames(code)[lacking?.what === 'score_missing' ? 'score' : 'note'],
      label: nameOf(code),
      text: lacking?.what === 'score_missing' ? say.comparison.scoreMissing : say.comparison.noteMissing,
    })),
  ]
  return (
    <CaseFrame
      head={head}
      title={say.comparison.title(head.name)}
      errors={errors}
      extraChips={facts.openedAt ? <span class="soft">{say.comparison.opened(momentText(facts.openedAt, call.lang))}</span> : undefined}
      actions={<ButtonLink href={`/referrals/${referral.id}/decision`}>{say.comparison.toDecision}</ButtonLink>}
    >
      <Notice kind="info">
        <strong>{say.comparison.summary(differing.length, facts.rows.length)}</strong>{' '}
        {differing.length > 0 ? say.comparison.summaryMore(same.length) : null}
      </Notice>
      {differing.length === 0 ? null : (
        <Form
          action={`/referrals/${referral.id}/comparison`}
          requestId={call.newRequestId()}
          hidden={{ seen: facts.seen }}
          {...(facts.mayAgree
            ? {
                buttons: (
                  <>
                    <Button kind="primary">{say.comparison.save}</Button>
                    <span class="soft small">{say.comparison.dropsKey}</span>
                  </>
                ),
              }
            : {})}
        >
          <div class="g-compare">
            {differing.map((row) => (
              <Difference
                head={head}
                facts={facts}
                row={row}
                typed={props.typed}
                lacks={lacking?.criteria.includes(row.criterion) === true ? lacking.what : null}
              />
            ))}
          </div>
        </Form>
      )}
      {same.length === 0 ? null : <Same head={head} facts={facts} rows={same} />}
    </CaseFrame>
  )
}

type DifferenceProps = {
  head: CaseHead
  facts: ComparisonFacts
  row: Compared
  typed: Record<string, string> | undefined
  lacks: Lacking['what'] | null
}

function Difference(props: DifferenceProps) {
  const { head, facts, row } = props
  const { say, call } = head
  const criterion = facts.criteria.find((one) => one.code === row.criterion)
  const first: Authority = head.authority ?? 'provider'
  const id = `k-${row.criterion}`
  return (
    <section class="g-card g-card-flush" aria-labelledby={id}>
      <div class="g-card-title">
        <div>
          <h2 id={id}>{criterion?.name[call.lang] ?? row.criterion}</h2>
          <p>{criterion?.question[call.lang]}</p>
        </div>
        <Chip kind={row.agreed ? 'done' : row.over ? 'due' : 'wait'}>
          {row.agreed
            ? `${say.comparison.apart(row.spread)} · ${say.comparison.isAgreed}`
            : row.over
              ? `${say.comparison.apart(row.spread)} · ${say.comparison.mustAgree}`
              : say.comparison.apart(row.spread)}
        </Chip>
      </div>
      <Criterion
        one={<Side {...props} authority={first} />}
        other={<Side {...props} authority={otherAuthority(first)} />}
        agreed={<Agreed {...props} />}
      />
    </section>
  )
}

function Side(props: DifferenceProps & { authority: Authority }) {
  const { head, facts, row, authority } = props
  const side = row.sides[authority]
  const who = `${organisationAt(head, authority)?.shortName ?? ''} · ${facts.assessors[authority]}`
  const reason = side.sentence === '' ? '–' : quoted(side.sentence, head.call.lang)
  return (
    <View
      lang={head.call.lang}
      who={who}
      score={side.score}
      of={4}
      reason={reason}
      {...(side.basis ? { basis: head.say.comparison.basis(side.basis) } : {})}
    />
  )
}

function Agreed(props: DifferenceProps) {
  const { head, facts, row, typed } = props
  const { say, call } = head
  const names = agreedNames(row.criterion)
  const name = facts.criteria.find((one) => one.code === row.criterion)?.name[call.lang] ?? row.criterion
  const note = typed?.[names.note] ?? row.agreed?.note ?? ''
  if (!facts.mayAgree)
    return (
      <>
        <p class="form-label">{say.comparison.agreed}</p>
        {row.agreed ? <Score lang={call.lang} score={row.agreed.score} of={4} /> : <span>–</span>}
        <p>{row.agreed?.note}</p>
      </>
    )
  return (
    <>
      <ScorePick
        name={names.score}
        legend={say.comparison.agreed}
        scores={[1, 2, 3, 4]}
        value={typed?.[names.score] ?? row.agreed?.score.toString()}
        error={props.lacks === 'score_missing' ? say.comparison.scoreMissing : undefined}
      />
      <label class="sr-only" for={names.note}>
        {say.comparison.note(name)}
      </label>
      {props.lacks === 'note_missing' ? (
        <span class="form-error-message" id={`${names.note}-error`}>
          {say.comparison.noteMissing}
        </span>
      ) : null}
      <textarea
        class="form-input g-note"
        id={names.note}
        name={names.note}
        rows={2}
        placeholder={say.comparison.notePlaceholder}
        aria-invalid={props.lacks === 'note_missing' ? 'true' : undefined}
        aria-describedby={props.lacks === 'note_missing' ? `${names.note}-error` : undefined}
      >
        {note}
      </textarea>
      <StandsNow {...props} />
    </>
  )
}

// What the other one wrote down meanwhile, beside what was typed.
function StandsNow({ head, row, typed }: DifferenceProps) {
  if (typed === undefined || row.agreed === null) return null
  const { score, note } = row.agreed
  const names = agreedNames(row.criterion)
  if (typed[names.score] === String(score) && typed[names.note]?.trim() === note) return null
  return <p class="soft small">{head.say.comparison.standsNow(score, note)}</p>
}

function Same(props: { head: CaseHead; facts: ComparisonFacts; rows: readonly Compared[] }) {
  const { head, facts, rows } = props
  const { say, call } = head
  const score = (authority: Authority) => (row: Compared) => <Score lang={call.lang} score={row.sides[authority].score} of={4} />
  return (
    <section class="g-card" aria-labelledby="same-h">
      <div class="g-card-head">
        <h2 id="same-h">{say.comparison.same(rows.length)}</h2>
        <span class="soft small">{say.comparison.sameHint}</span>
      </div>
      <DataTable
        id="same"
        caption={say.comparison.sameCaption}
        hideCaption
        inCard
        rows={rows}
        columns={[
          {
            heading: say.comparison.criterion,
            cell: (row) => facts.criteria.find((one) => one.code === row.criterion)?.name[call.lang] ?? row.criterion,
            wide: true,
          },
          { heading: shortName(head, 'provider'), cell: score('provider') },
          { heading: shortName(head, 'acting_job_centre'), cell: score('acting_job_centre') },
          { heading: say.comparison.common, cell: (row) => <strong>{row.common}</strong>, num: true },
          {
            heading: say.comparison.from,
            cell: (row) => row.sides.provider.sentence || row.sides.acting_job_centre.sentence || '–',
            wide: true,
          },
        ]}
      />
    </section>
  )
}
