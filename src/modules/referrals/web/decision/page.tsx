import type { LetterContent } from '#modules/notices/index.ts'
import type { ProgrammeVersion } from '#modules/programmes/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import type { FormError } from '#ui/error-summary.tsx'
import { dayText } from '#ui/format.ts'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Chip } from '#ui/state.tsx'
import type { Decision, ProposedDecision, RecordedEvent } from '../../domain/referral.ts'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'
import { Lines } from '../lines.tsx'
import type { DecisionField, DecisionRaw } from './form.ts'
import { Decisions } from './made.tsx'
import { ProposalForm } from './propose.tsx'
import { TurnedKey } from './turned.tsx'

/** What the decision page shows. */
export type DecisionFacts = {
  version: ProgrammeVersion
  decisions: readonly Decision[]
  proposal: ProposedDecision | null
  letter: (LetterContent & { lang: 'da' | 'en' }) | null
  bothIn: boolean
  unreconciled: readonly string[]
  hearingAnswer: RecordedEvent | null
  names: ReadonlyMap<string, string>
}

/** What came back from a refused form. */
export type Refused = {
  raw: DecisionRaw
  errors: Partial<Record<DecisionField, string>>
  problem?: string
  dropText?: string
  dropError?: string
}

/** The decision: both keys, what is proposed, what was decided. */
export function DecisionPage(props: { head: CaseHead; facts: DecisionFacts; refused?: Refused; raw: DecisionRaw }) {
  const { head, facts, refused } = props
  const { say } = head
  const errors = errorsOf(head, refused)
  const open = ['joint_assessment', 'conciliation', 'refusal_proposed'].includes(head.referral.state)
  return (
    <CaseFrame head={head} title={say.decision.title(head.name)} errors={errors}>
      {open ? <Hearing head={head} facts={facts} /> : null}
      {open ? (
        <Card
          title={say.decision.heading}
          id="decision"
          aside={<Chip kind="wait">{facts.proposal ? say.decision.oneMissing : say.decision.bothMissing}</Chip>}
        >
          <Now {...props} />
        </Card>
      ) : null}
      {open || facts.decisions.length > 0 ? null : <Notice kind="info">{say.decision.notReady}</Notice>}
      <Decisions head={head} facts={facts} />
    </CaseFrame>
  )
}

function errorsOf({ say }: CaseHead, refused?: Refused): FormError[] {
  if (!refused) return []
  const general = refused.problem ? [{ text: refused.problem }] : []
  const drop = refused.dropError ? [{ field: 'text', label: say.decision.dropWhy, text: refused.dropError }] : []
  const labels: Record<DecisionField, string> = {
    outcome: say.decision.agree,
    reason_not_now: say.decision.reason,
    reason_refusal: say.decision.reason,
    reason_text: say.decision.reasonText,
    considerations: say.decision.considerations,
    legal_rule: say.decision.legalRule,
    review_on: say.decision.reviewOn,
    hearing_until: say.decision.hearingUntil,
  }
  const known: Record<string, string | undefined> = refused.errors
  const fields = Object.entries(labels).flatMap(([field, label]) => (known[field] ? [{ field, label, text: known[field] }] : []))
  return [...general, ...drop, ...fields]
}

function Now(props: { head: CaseHead; facts: DecisionFacts; refused?: Refused; raw: DecisionRaw }) {
  const { head, facts } = props
  const { say, referral } = head
  if (!facts.bothIn) return <Notice kind="info">{say.decision.notReady}</Notice>
  if (facts.proposal) return <TurnedKey head={head} facts={facts} proposal={facts.proposal} refused={props.refused} />
  if (facts.unreconciled.length > 0)
    return (
      <Stack>
        <Notice kind="warn">{say.decision.conciliateFirst}</Notice>
        <p>
          <ButtonLink kind="primary" href={`/referrals/${referral.id}/comparison`}>
            {say.steps.conciliate.label}
          </ButtonLink>
        </p>
      </Stack>
    )
  return <ProposalForm {...props} />
}

function Hearing(props: { head: CaseHead; facts: DecisionFacts }) {
  const { head, facts } = props
  const { say, referral } = head
  if (referral.state !== 'refusal_proposed' || referral.hearingUntil === null) return null
  if (facts.hearingAnswer?.text)
    return (
      <Card title={say.decision.hearingAnswer} id="hearing">
        <blockquote>
          <Lines text={facts.hearingAnswer.text} />
        </blockquote>
      </Card>
    )
  return (
    <Notice kind="info" title={say.decision.noAnswer}>
      {say.decision.hearingOpen(dayText(referral.hearingUntil))}{' '}
      <a href={`/referrals/${referral.id}/hearing`}>{say.steps.answer_hearing.label}</a>
    </Notice>
  )
}
