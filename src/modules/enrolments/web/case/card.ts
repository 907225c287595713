import type { CaseCard } from '#kernel/case-step.ts'
import { type Day, addMonths, formatDay } from '#kernel/days.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { programmeVersion, reasonOf } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../../actions.ts'
import { type Enrolment, phasesTold, placeShown } from '../../domain/enrolment.ts'
import { clockOf, lengthDays } from '../../domain/phases.ts'
import { checkMonths } from '../../domain/run-event.ts'
import { gateUntil } from '../../domain/run.ts'
import { enrolment } from '../../store/enrolments.ts'
import { recordedEvents } from '../../store/events.ts'
import { type Texts, texts } from '../../texts/texts.ts'
import { supportBasisChanges } from '../step/facts.ts'
import type { CaseRef, Reader } from './reader.ts'

type Fact = CaseCard['facts'][number]

/** Where the run stands: state, place, phases, the clock, the pause, and the warning that the support basis changed. */
export async function caseCards(tx: Tx, reader: Reader, { enrolmentId }: CaseRef): Promise<CaseCard[]> {
  const found = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return []
  const say = texts(reader.lang)
  const resource = { parties: agreed.parties, personId: found.personId }
  const reason = authorize(reader.actor, actions.see_pause_reason, resource).ok
    ? await pauseReason(tx, found, agreed.programmeVersionId, reader)
    : null
  const changes = await supportBasisChanges(tx, found)
  const facts = [
    ...standing(found, say),
    ...line(found, say),
    ...phases(found, say),
    ...pauses(found, say, reason),
    ...clock(found, say, reader.today),
    ...later(found, say),
    ...outside(found, say),
  ]
  const basis =
    found.run.startsOn === null
      ? []
      : [{ label: say.card.supportBasis, value: changes.length === 0 ? say.card.unchanged : say.card.changed }]
  const warnings = changes.map(({ on, before, after }) => ({
    label: say.supportBasisTitle,
    value: say.supportBasisChange(formatDay(on), before[reader.lang], after[reader.lang]),
  }))
  const href = authorize(reader.actor, actions.see_places, resource).ok
    ? { href: `/agreements/${agreed.id}/places`, hrefLabel: say.card.href }
    : {}
  return [{ title: say.card.title, facts: [...facts, ...basis, ...warnings], ...href }]
}

async function pauseReason(
  tx: Tx,
  found: Enrolment,
  versionId: Parameters<typeof programmeVersion>[1],
  { lang }: Reader,
): Promise<string | null> {
  if (found.pause === null) return null
  const events = await recordedEvents(tx, found.id, { pauseReasons: true })
  // A pause that came of a reopening has no reason of its own, and an earlier pause's is not its.
  const began = events.findLast(({ event }) => event.name === 'pause' || event.name === 'reopen')
  const code = began?.event.name === 'pause' ? began.reason : null
  return code === null ? null : (reasonOf(await programmeVersion(tx, versionId), 'pause', code)?.name[lang] ?? code)
}

function standing(found: Enrolment, say: Texts): Fact[] {
  const { state } = found
  const placeNumber = placeShown(found)
  return [
    { label: say.card.state, value: say.states[state] },
    { label: say.card.place, value: placeNumber === null ? say.card.noPlace : say.card.placeOf(placeNumber) },
  ]
}

function line({ state, run }: Enrolment, say: Texts): Fact[] {
  if (state === 'offered' && run.offer !== null) return [{ label: say.card.answerBy, value: formatDay(run.offer.answerBy) }]
  return state === 'waiting' ? [{ label: say.card.line, value: formatDay(run.acceptedOn) }] : []
}

function phases(found: Enrolment, say: Texts): Fact[] {
  const until = found.state === 'gate' && found.run.stayFrom !== null ? gateUntil(found.run) : null
  const gate = until === null ? [] : [{ label: say.card.gate, value: formatDay(until) }]
  return [
    ...phasesTold(found).map(({ code, startsOn, endsOn }) => ({
      label: say.phases[code],
      value: say.card.spell(formatDay(startsOn), formatDay(endsOn)),
    })),
    ...gate,
  ]
}

function pauses(found: Enrolment, say: Texts, reason: string | null): Fact[] {
  const days = found.pauses.reduce((sum, pause) => sum + lengthDays(pause), 0)
  const total = days === 0 ? [] : [{ label: say.card.pausedDays, value: say.card.days(days) }]
  if (found.pause === null) return total
  const now = { label: say.card.pause, value: say.card.spell(formatDay(found.pause.from), formatDay(found.pause.until)) }
  return [now, ...(reason === null ? [] : [{ label: say.card.pauseReason, value: reason }]), ...total]
}

/** Days of the phase that are used and left; paused days count as neither. */
function clock(found: Enrolment, say: Texts, today: Day): Fact[] {
  const days = clockOf(found, today)
  if (days === null) return []
  return [
    { label: say.card.used, value: say.card.days(days.used) },
    { label: say.card.left, value: say.card.days(days.left) },
  ]
}

/** What happened outside of the programme: a move and whether it is settled, a death. */
function outside({ run }: Enrolment, say: Texts): Fact[] {
  const { move, diedOn } = run
  const moved =
    move === null ? [] : [{ label: say.card.moved, value: say.card.movedTo(formatDay(move.on), move.municipality, move.settled) }]
  return diedOn === null ? moved : [...moved, { label: say.card.died, value: formatDay(diedOn) }]
}

function later({ state, run }: Enrolment, say: Texts): Fact[] {
  if (run.endedOn === null) return []
  const ended = { label: say.card.ended, value: formatDay(run.endedOn) }
  const next = checkMonths.find((month) => !run.checks.includes(month))
  return state === 'after_care' && next !== undefined
    ? [ended, { label: say.card.nextCheck, value: formatDay(addMonths(run.endedOn, next)) }]
    : [ended]
}
