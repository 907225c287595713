import type { Criterion } from '#modules/programmes/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import type { FormError } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Buttons, Fold, Halves, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { ScorePick } from '#ui/score.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { AssessmentLack, Judgement } from '../../domain/assessment.ts'
import { otherAuthority } from '../../domain/states.ts'
import { CaseFrame } from '../case-frame.tsx'
import { type CaseHead, shortName } from '../desk.ts'
import { type WrittenFacts, WrittenList } from '../written.tsx'
import { fieldNames } from './form.ts'

/** What the assessment page needs: the reader's own judgements only. */
export type AssessmentPageProps = {
  head: CaseHead
  criteria: readonly Criterion[]
  judgements: readonly Judgement[]
  written: WrittenFacts
  lacks?: readonly AssessmentLack[]
  problem?: string
}

const scores = [1, 2, 3, 4] as const

/** One authority's assessment: every criterion with its anchors, score, sentence and what it rests on. */
export function AssessmentPage(props: AssessmentPageProps) {
  const { head, criteria, judgements, problem, lacks = [] } = props
  const { say, call, referral, authority } = head
  const title = say.assessment.title(head.name)
  const isIn = authority !== null && referral.assessed.includes(authority)
  if (isIn || referral.state !== 'joint_assessment' || authority === null) return <Closed head={head} title={title} isIn={isIn} />
  const other = shortName(head, otherAuthority(authority))
  const scored = judgements.filter((one) => one.score !== null).length
  return (
    <CaseFrame head={head} title={title} intro={say.assessment.intro} errors={errorsOf(head, criteria, lacks, problem)}>
      <Notice kind="info">{referral.assessed.length > 0 ? say.assessment.otherDone(other) : say.assessment.sealed(other)}</Notice>
      <Fold summary={say.overview.written}>
        <WrittenList say={say} facts={props.written} person={head.person} own={authority === 'acting_job_centre'} />
      </Fold>
      <p class="soft">{say.assessment.progress(scored, criteria.length)}</p>
      <Form
        action={`/referrals/${referral.id}/assessment`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary" name="do" value="submit">
              {say.assessment.submit}
            </Button>
            <Button name="do" value="save">
              {say.assessment.save}
            </Button>
            <span class="soft small">{say.assessment.submitHint}</span>
          </>
        }
      >
        {criteria.map((criterion) => (
          <CriterionFields {...props} criterion={criterion} lack={lacks.find((one) => one.criterion === criterion.code)} />
        ))}
      </Form>
    </CaseFrame>
  )
}

function errorsOf(head: CaseHead, criteria: readonly Criterion[], lacks: readonly AssessmentLack[], problem?: string): FormError[] {
  const { say, call } = head
  const general = problem ? [{ text: problem }] : []
  return [
    ...general,
    ...lacks.map((lack) => ({
      field: fieldNames(lack.criterion)[lack.lacks],
      label: criteria.find((one) => one.code === lack.criterion)?.name[call.lang] ?? lack.criterion,
      text: lack.lacks === 'score' ? say.assessment.lacksScore : say.assessment.lacksSentence,
    })),
  ]
}

function CriterionFields(props: AssessmentPageProps & { criterion: Criterion; lack: AssessmentLack | undefined }) {
  const { head, criterion, lack } = props
  const { say, call } = head
  const { lang } = call
  const names = fieldNames(criterion.code)
  const judgement = props.judgements.find((one) => one.criterion === criterion.code)
  return (
    <Card title={criterion.name[lang]} id={criterion.code}>
      <Halves>
        <Stack>
          <p>{criterion.question[lang]}</p>
          <Fold summary={say.assessment.anchors} open>
            <ul>
              {scores.map((score) => (
                <li>{say.anchorsOf(score, criterion.anchors[score][lang])}</li>
              ))}
            </ul>
          </Fold>
          <ScorePick
            name={names.score}
            legend={`${say.assessment.score}: ${criterion.name[lang]}`}
            scores={scores}
            value={judgement?.score ? String(judgement.score) : undefined}
            error={lack?.lacks === 'score' ? say.assessment.lacksScore : undefined}
          />
        </Stack>
        <Stack>
          <TextArea
            lang={lang}
            name={names.sentence}
            label={say.assessment.sentence}
            hint={say.assessment.sentenceHint}
            rows={2}
            required="sometimes"
            value={judgement?.sentence}
            error={lack?.lacks === 'sentence' ? say.assessment.lacksSentence : undefined}
          />
          <TextField
            lang={lang}
            name={names.basis}
            label={say.assessment.basis}
            hint={say.assessment.basisHint}
            width="l"
            required={false}
            value={judgement?.basis}
          />
        </Stack>
      </Halves>
    </Card>
  )
}

function Closed(props: { head: CaseHead; title: string; isIn: boolean }) {
  const { head, isIn } = props
  const { say, referral, authority } = head
  const bothIn = referral.assessed.length === 2
  return (
    <CaseFrame head={head} title={props.title}>
      {isIn && !bothIn && authority !== null ? (
        <Notice kind="done" title={say.assessment.done}>
          {say.assessment.doneText(shortName(head, otherAuthority(authority)))}
        </Notice>
      ) : null}
      {bothIn ? (
        <>
          <Notice kind="done">{say.assessment.bothIn}</Notice>
          <Buttons>
            <ButtonLink kind="primary" href={`/referrals/${referral.id}/comparison`}>
              {say.steps.conciliate.label}
            </ButtonLink>
          </Buttons>
        </>
      ) : null}
      {!isIn && !bothIn ? <Notice kind="info">{say.assessment.notStarted}</Notice> : null}
    </CaseFrame>
  )
}
