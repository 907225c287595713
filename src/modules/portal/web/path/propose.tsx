import type { Call } from '#platform/http/call.ts'
import { proposableIn } from '#modules/collaboration/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Buttons } from '#ui/layout.tsx'
import { texts } from '../../texts/texts.ts'
import type { OwnCase } from './facts.ts'

/** The way to the citizen's proposals, with what can be proposed of the run as it stands; nothing while there is no run. */
export function Propose({ call, own }: { call: Call; own: OwnCase }) {
  const say = texts(call.lang)
  if (own.run === null) return null
  const kinds = proposableIn(own.run)
  const text =
    kinds.length === 0 ? say.proposeOver : say.proposeText({ change: kinds.includes('new_time'), pause: kinds.includes('pause') })
  return (
    <Card title={kinds.length === 0 ? say.proposals : say.propose} id="propose">
      <p>{text}</p>
      <Buttons>
        <ButtonLink href={`/cases/${own.key.referralId}/proposals`} icon="edit">
          {say.proposals}
        </ButtonLink>
      </Buttons>
    </Card>
  )
}
