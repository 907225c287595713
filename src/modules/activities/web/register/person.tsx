import type { Call } from '#platform/http/call.ts'
import type { RegisterPerson } from '#ui/register.tsx'
import { Select } from '#ui/select.tsx'
import { absenceReasons } from '../../domain/attendance.ts'
import type { Participant } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import type { RegisterFacts } from './facts.ts'

/** One line of the register. Where another teacher has saved something else meanwhile, it says what. */
export function personOf(call: Call, facts: RegisterFacts, person: Participant): RegisterPerson {
  const say = texts(call.lang)
  const error = facts.problem?.lines.includes(person.enrolmentId) === true ? facts.problem.text : theirsText(call, facts, person)
  return {
    name: `o_${person.enrolmentId}`,
    person: facts.names.get(person.personId) ?? say.masked,
    note: person.caseNumber,
    value: person.outcome ?? 'present',
    why: (
      <Select
        lang={call.lang}
        name={`r_${person.enrolmentId}`}
        label={say.reason}
        value={person.reason ?? undefined}
        options={absenceReasons.map((reason) => ({ value: reason, label: say.reasons[reason] }))}
      />
    ),
    ...(error === undefined ? {} : { error }),
  }
}

function theirsText(call: Call, { theirs }: RegisterFacts, person: Participant): string | undefined {
  const other = theirs?.people.find((line) => line.enrolmentId === person.enrolmentId)
  if (other === undefined || other.outcome === null) return undefined
  if (other.outcome === (person.outcome ?? 'present') && other.reason === person.reason) return undefined
  const say = texts(call.lang)
  const why = other.reason === null ? '' : ` (${say.reasons[other.reason]})`
  return say.theirs(`${say.outcomes[other.outcome]}${why}`)
}
