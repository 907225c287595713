import { Card } from '#ui/card.tsx'
import { dayText } from '#ui/format.ts'
import { Stack } from '#ui/layout.tsx'
import { State } from '#ui/state.tsx'
import type { CaseHead } from '../desk.ts'
import type { DecisionFacts } from './page.tsx'
import { ProposedFacts } from './turned.tsx'
import { SentLetter } from '../sent-letter.tsx'

/** The decisions already made in the case, the newest first, each with both names, its letter and its hash. */
export function Decisions(props: { head: CaseHead; facts: DecisionFacts }) {
  const { head, facts } = props
  const { say } = head
  return (
    <>
      {facts.decisions.toReversed().map((decision) => (
        <Card
          title={`${say.decision.outcomes[decision.outcome]}, ${dayText(decision.decidedOn)}`}
          id={`decision-${decision.id}`}
          aside={<State kind="done">{say.decision.turned}</State>}
        >
          <Stack>
            <ProposedFacts head={head} facts={facts} proposal={decision.proposal} />
            <p>{say.decision.decidedBy(facts.names.get(decision.proposal.accountId) ?? '', facts.names.get(decision.confirmedBy) ?? '')}</p>
            <p class="soft small">
              {say.decision.authority}: {decision.decidingAuthority}
            </p>
            {decision.letterId === null ? null : (
              <p>
                <SentLetter head={head} id={decision.letterId} />
              </p>
            )}
            <p class="soft small">{say.decision.frozen(decision.snapshotSha256.slice(0, 16))}</p>
          </Stack>
        </Card>
      ))}
    </>
  )
}
