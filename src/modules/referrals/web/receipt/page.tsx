import type { Day } from '#kernel/days.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText } from '#ui/format.ts'
import { Buttons } from '#ui/layout.tsx'
import { ballClock } from '../../domain/summary.ts'
import { CaseFrame } from '../case-frame.tsx'
import { type CaseHead, shortName } from '../desk.ts'

/** The receipt: the reference, and what happens now, by when. */
export function ReceiptPage(props: { head: CaseHead; decideBy: Day | null }) {
  const { head } = props
  const { say, referral, call } = head
  const by = dayText(ballClock(referral, call.today).dueOn)
  return (
    <CaseFrame head={head} title={say.receipt.title}>
      <Card label={say.receipt.reference}>
        <Facts
          items={[
            { name: say.receipt.reference, value: <strong>{referral.caseNumber}</strong> },
            { name: say.start.name, value: head.name },
          ]}
        />
      </Card>
      <Card title={say.receipt.next} id="next">
        <ol class="g-plain">
          {say.receipt.steps(shortName(head, 'provider'), by, props.decideBy === null ? null : dayText(props.decideBy)).map((step) => (
            <li>{step}</li>
          ))}
        </ol>
        <Buttons>
          <ButtonLink kind="primary" href={`/cases/${referral.id}`}>
            {say.receipt.toCase}
          </ButtonLink>
          <ButtonLink href="/referrals">{say.receipt.toList}</ButtonLink>
        </Buttons>
      </Card>
    </CaseFrame>
  )
}
