import type { Day } from '#kernel/days.ts'
import type { PersonId } from '#kernel/actor.ts'
import type { Parties } from '#kernel/permit.ts'
import type { Organisation } from '#modules/access/index.ts'
import { type Part, type Representative, holdsOn, peopleTexts } from '#modules/people/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { WhoSees } from '#ui/citizen.tsx'
import { dayText } from '#ui/format.ts'
import { texts } from '../../texts/texts.ts'

type Props = {
  call: Call
  personId: PersonId
  parties: Parties
  parts: readonly Part[]
  organisations: readonly Organisation[]
  /** Who acts for the reader. */
  representatives: readonly Acting[]
  /** Before there is a run, the organisations have the referral and nothing else. */
  running: boolean
  /** The reader's name and address are protected. */
  isProtected: boolean
}

/** Somebody who acts for a citizen, and whether by a sign-in of their own. */
export type Acting = { representative: Representative; signsIn: boolean }

/** Who sees what about the reader: by the parts that are live today, which row-level security lets through, and by who acts for them. */
export function SeenBy(props: Props) {
  const { call, personId, parties, parts, organisations } = props
  const say = texts(call.lang)
  const name = (id: string) => organisations.find((one) => one.id === id)?.name ?? say.system
  const withPart = [...new Set(parts.map(({ organisationId }) => organisationId))]
  const live = withPart.filter((id) => parts.some((part) => part.organisationId === id && holdsOn(part, call.today)))
  const past = withPart.filter((id) => !live.includes(id))
  const items = [
    ...live.map((id) => ({
      who: name(id),
      what: `${seesText(id, props)}. ${say.seesNow(dayText(firstDay(parts, id, call.today)))}`,
    })),
    ...helpers(props),
    ...(withPart.includes(parties.purchaser) ? [] : [{ who: name(parties.purchaser), what: say.sees.purchaser }]),
    { who: say.politicians, what: say.politiciansSee },
    ...past.map((id) => ({ who: name(id), what: say.sawUntil(dayText(lastDay(parts, id, call.today))) })),
  ]
  return (
    <Card title={say.access} id="access">
      <WhoSees items={items} />
      {props.isProtected ? <p>{say.protectedText}</p> : null}
      <p>
        <ButtonLink href="/me/log" icon="visibility">
          {say.accessLink}
        </ButtonLink>
      </p>
      <p>
        <ButtonLink href={`/people/${personId}/acting?back=/me`}>{peopleTexts(call.lang).acting.titleOwn}</ButtonLink>
      </p>
    </Card>
  )
}

/** Who acts for the reader today and sees something of theirs by it. */
function helpers({ call, representatives }: Props): { who: string; what: string }[] {
  const say = texts(call.lang)
  return representatives.flatMap(({ representative, signsIn }) => {
    const { name, scope, copies, from } = representative
    const sees = [...(signsIn ? [say.actsWithin[scope]] : []), ...(copies ? [say.getsCopies] : [])]
    if (sees.length === 0 || !holdsOn(representative, call.today)) return []
    return [{ who: say.actsForYou(name), what: `${sees.join('. ')}. ${say.seesNow(dayText(from))}` }]
  })
}

function seesText(id: string, { call, parties, running }: Props): string {
  const { sees } = texts(call.lang)
  if (!running) return sees.referred
  const words = [
    id === parties.provider ? sees.provider : null,
    id === parties.actingJobCentre ? sees.acting_job_centre : null,
    id === parties.lender && id !== parties.provider ? sees.lender : null,
  ].filter((one) => one !== null)
  return words.length === 0 ? sees.acting_job_centre : words.join('. ')
}

function firstDay(parts: readonly Part[], id: string, today: Day): Day {
  return parts.find((part) => part.organisationId === id && holdsOn(part, today))?.from ?? today
}

function lastDay(parts: readonly Part[], id: string, today: Day): Day {
  return parts.findLast((part) => part.organisationId === id)?.until ?? today
}
