import { LetterView } from '#modules/notices/index.ts'
import { Button } from '#ui/button.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, momentText } from '#ui/format.ts'
import { Halves, Stack } from '#ui/layout.tsx'
import { Key } from '#ui/score.tsx'
import { State } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { ProposedDecision } from '../../domain/referral.ts'
import { type Authority, otherAuthority } from '../../domain/states.ts'
import { type CaseHead, organisationAt } from '../desk.ts'
import { Lines } from '../lines.tsx'
import type { DecisionFacts, Refused } from './page.tsx'

type Props = { head: CaseHead; facts: DecisionFacts; proposal: ProposedDecision; refused: Refused | undefined }

/** One key is turned: what is proposed, its letter, and the second key for whoever may turn it. */
export function TurnedKey(props: Props) {
  const { head, facts } = props
  const { say } = head
  return (
    <>
      <Halves>
        <Stack>
          <ProposedFacts {...props} />
          {facts.letter ? <LetterView letter={facts.letter} summary={say.decision.letterPreview} /> : null}
        </Stack>
        <Stack>
          <Keys {...props} />
          <p class="small soft">{say.decision.alone}</p>
          <Drop {...props} />
        </Stack>
      </Halves>
    </>
  )
}

/** What a proposal or a decision says, as facts. */
export function ProposedFacts({ head, facts, proposal }: Pick<Props, 'head' | 'facts' | 'proposal'>) {
  const { say, call } = head
  const list = proposal.outcome === 'not_now' ? facts.version.reasons.not_now : facts.version.reasons.refusal
  const reason = list.find((one) => one.code === proposal.reason)
  const given = reason?.needsText ? proposal.reasonText : reason?.name[call.lang]
  const maybe = (name: string, value: string | null | undefined) => (value ? [{ name, value: <Lines text={value} /> }] : [])
  return (
    <Facts
      wide
      items={[
        { name: say.decision.agree, value: <strong>{say.decision.outcomes[proposal.outcome]}</strong> },
        ...maybe(say.decision.reason, given),
        ...maybe(say.decision.considerations, proposal.considerations),
        ...maybe(say.decision.legalRule, proposal.legalRule),
        ...maybe(say.decision.reviewOn, proposal.reviewOn && dayText(proposal.reviewOn)),
        ...maybe(say.decision.hearingUntil, proposal.hearingUntil && dayText(proposal.hearingUntil)),
      ]}
    />
  )
}

function Keys(props: Props) {
  const { head, proposal } = props
  const order: Authority[] = [proposal.authority, otherAuthority(proposal.authority)]
  return (
    <>
      {order.map((authority) =>
        authority === proposal.authority ? (
          <First {...props} authority={authority} />
        ) : (
          <Second head={head} authority={authority} proposal={proposal} />
        ),
      )}
    </>
  )
}

function First({ head, facts, proposal, authority }: Props & { authority: Authority }) {
  const { say, call } = head
  const organisation = organisationAt(head, authority)
  const note = say.decision.proposedBy(facts.names.get(proposal.accountId) ?? '', momentText(proposal.proposedAt, call.lang))
  return (
    <Key
      turned
      letter={organisation?.letter ?? ''}
      name={organisation?.name ?? ''}
      note={note}
      end={<State kind="done">{say.decision.turned}</State>}
    />
  )
}

function Second({ head, authority, proposal }: { head: CaseHead; authority: Authority; proposal: ProposedDecision }) {
  const { say, call, referral } = head
  const organisation = organisationAt(head, authority)
  const { actor } = call
  const isMine = head.authority === authority && actor?.kind === 'staff' && actor.humanId !== proposal.humanId
  const base = { turned: false, letter: organisation?.letter ?? '', name: organisation?.name ?? '' }
  if (!isMine) return <Key {...base} note="" end={<State kind="wait">{say.decision.waits}</State>} />
  return (
    <Form action={`/referrals/${referral.id}/decision/confirmation`} requestId={call.newRequestId()} hidden={{ proposal: proposal.id }}>
      <Key
        {...base}
        note={say.decision.itIsYou(actor.name)}
        end={
          <>
            <State kind="now">{say.decision.yourTurn}</State>
            <Button kind="primary">{say.decision.confirm(organisation?.shortName ?? '')}</Button>
          </>
        }
      />
    </Form>
  )
}

function Drop({ head, proposal, refused }: Props) {
  const { say, call, referral } = head
  const own = head.authority === proposal.authority
  return (
    <Form
      action={`/referrals/${referral.id}/decision/drop`}
      requestId={call.newRequestId()}
      buttons={<Button>{own ? say.decision.drop : say.decision.object}</Button>}
    >
      <TextArea
        lang={call.lang}
        name="text"
        label={`${own ? say.decision.drop : say.decision.object}: ${say.decision.dropWhy.toLowerCase()}`}
        hint={say.decision.dropHint}
        rows={2}
        value={refused?.dropText}
        error={refused?.dropError}
      />
    </Form>
  )
}
