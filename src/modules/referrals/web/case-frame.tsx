import type { Child } from 'hono/jsx'
import { Ball } from '#ui/ball.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Chip, type StateKind } from '#ui/state.tsx'
import { ballClock, ballToday } from '../domain/summary.ts'
import type { Referral } from '../domain/referral.ts'
import type { ReferralState } from '../domain/states.ts'
import { type CaseHead, shortName } from './desk.ts'

const kinds: Record<ReferralState, StateKind> = {
  draft: 'none',
  shared: 'wait',
  submitted: 'now',
  information_requested: 'due',
  joint_assessment: 'now',
  conciliation: 'now',
  accepted: 'done',
  not_now: 'wait',
  refusal_proposed: 'due',
  refused: 'stop',
  withdrawn: 'stop',
  registered_by_mistake: 'stop',
}

/** A state as the chip of its kind. */
export function StateChip(props: { referral: Referral; say: CaseHead['say'] }) {
  const { referral, say } = props
  return (
    <>
      <Chip kind={kinds[referral.state]}>{say.states[referral.state]}</Chip>
      {referral.complaint ? <Chip kind="due">{say.complaint.status[referral.complaint.stage]}</Chip> : null}
    </>
  )
}

/** Who has the ball, in the reader's words: with you, with the other one, with both, with the citizen. */
export function CaseBall(props: { head: CaseHead }) {
  const { head } = props
  const { referral, say, call, authority } = head
  const ball = ballToday(referral, call.today)
  if (ball === 'none') return null
  const mine = ball === authority
  const clock = ballClock(referral, call.today)
  const [letter, holder] =
    ball === 'both'
      ? ['2', say.balls.both]
      : ball === 'citizen'
        ? ['·', say.balls.citizen]
        : ball === 'appeal_board'
          ? ['A', say.balls.board]
          : [
              head.organisations.find(
                (one) => one.id === (ball === 'provider' ? referral.parties.provider : referral.parties.actingJobCentre),
              )?.letter ?? '',
              mine ? (head.keeps ? say.balls.mine : say.balls.ours) : say.balls.at(shortName(head, ball)),
            ]
  return <Ball lang={call.lang} letter={letter} holder={holder} mine={mine} day={{ number: clock.n, of: clock.m }} />
}

/** The frame of every page of a case: where it lies, whose it is, how far, and all that is wrong on top. */
export function CaseFrame(props: {
  head: CaseHead
  title: string
  errors?: readonly FormError[]
  actions?: Child
  intro?: Child
  extraChips?: Child
  children: Child
}) {
  const { head, errors = [] } = props
  const { call, say, referral } = head
  return (
    <Page {...call.frame} title={props.title} hasErrors={errors.length > 0}>
      <Crumbs
        lang={call.lang}
        items={[
          { label: say.referrals, href: '/referrals' },
          { label: say.caseCrumb(referral.caseNumber), href: `/referrals/${referral.id}` },
          { label: props.title },
        ]}
      />
      <PageHead
        title={props.title}
        chips={
          <>
            <StateChip referral={referral} say={say} />
            <CaseBall head={head} />
            {props.extraChips}
          </>
        }
        intro={props.intro}
        actions={props.actions}
      />
      <ErrorSummary lang={call.lang} errors={errors} />
      <Stack>{props.children}</Stack>
    </Page>
  )
}
