import { parseId } from '#kernel/ids.ts'
import { accountNames, authorize, organisations } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { readForm, summaryOf } from '#ui/form-data.ts'
import { choices, day, text, time } from '#ui/form-fields.ts'
import { actions } from '../../actions.ts'
import { type PlanMeetingRefusal, partyStaff, planMeeting } from '../../actions/plan-meeting.ts'
import { type MinutesRefusal, writeMinutes } from '../../actions/write-minutes.ts'
import type { MeetingId } from '../../domain/meeting.ts'
import { meeting, meetings } from '../../store/meetings.ts'
import { texts } from '../../texts/texts.ts'
import { chosenAgreement, staffOf } from '../shared.ts'
import { MeetingPage, MeetingsPage } from './page.tsx'

/** Meetings of the three parties under an agreement the reader works under, the newest where none is asked for. */
export function meetingRoutes(deps: Deps): Route[] {
  return [
    get('/meetings', actions.see_meetings, (call) => showAll(deps, call)),
    post('/meetings', actions.plan_meeting, (call) => plan(deps, call)),
    get('/meetings/:id', actions.see_meetings, (call) => showOne(deps, call)),
    post('/meetings/:id/minutes', actions.write_minutes, (call) => write(deps, call)),
  ]
}

async function loadAll({ db }: Deps, call: Call) {
  return db.read(call.context, async (tx) => {
    const chosen = await chosenAgreement(tx, staffOf(call), actions.see_meetings, call.query('agreement') ?? null)
    if (chosen === null) return null
    const candidates = [...(await partyStaff(tx, chosen.agreement)).values()]
    return { ...chosen, meetings: await meetings(tx, chosen.agreement.id), candidates, organisations: await organisations(tx) }
  })
}

async function showAll(deps: Deps, call: Call): Promise<Response> {
  const facts = await loadAll(deps, call)
  return facts === null ? call.notFound() : call.page(<MeetingsPage call={call} {...facts} />)
}

async function plan(deps: Deps, call: Call): Promise<Response> {
  const facts = await loadAll(deps, call)
  if (facts === null) return call.notFound()
  const say = texts(call.lang).meetings
  const body = await call.form()
  const accounts = facts.candidates.map(({ accountId }) => accountId)
  const fields = {
    heldOn: day(),
    startsAt: time(),
    place: text({ max: 200 }),
    agenda: text({ max: 2000 }),
    participants: choices(accounts, { required: true }),
  }
  const reading = readForm(fields, body)
  const again = (errors: readonly FormError[]) => call.page(<MeetingsPage call={call} {...facts} raw={reading.raw} errors={errors} />, 422)
  const labels = { heldOn: say.heldOn, startsAt: say.startsAt, place: say.place, agenda: say.agenda, participants: say.participants }
  if (!reading.ok) return again(summaryOf(reading.refusal, labels, call.lang))
  const wanted = { actor: staffOf(call), agreementId: facts.agreement.id, ...reading.value, requestId: requestIdOf(body), at: call.now }
  const planned = await deps.db.transaction(call.context, (tx) => planMeeting(tx, wanted))
  if (planned.ok) return call.see(`/meetings?agreement=${facts.agreement.id}`, say.planned)
  const { refusal } = planned
  return refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement' ? call.refused(refusal) : again([planError(refusal, say)])
}

type Words = ReturnType<typeof texts>['meetings']

function planError(refusal: Exclude<PlanMeetingRefusal, { kind: 'not_permitted' | 'no_such_agreement' }>, say: Words): FormError {
  const text = refusal.kind === 'no_participants' ? say.noParticipants : say.notAParty
  return { field: 'participants', label: say.participants, text }
}

async function loadOne(tx: Tx, call: Call, id: MeetingId) {
  const found = await meeting(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return null
  const permitted = authorize(staffOf(call), actions.see_meetings, { parties: agreed.parties })
  if (!permitted.ok) return permitted.refusal
  const names = await accountNames(tx, found.minutesBy === null ? [] : [found.minutesBy])
  const candidates = [...(await partyStaff(tx, agreed)).values()]
  return { meeting: found, candidates, organisations: await organisations(tx), writerName: [...names.values()][0] ?? '' }
}

async function showOne({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'meeting'>(call.param('id'))
  const facts = id === null ? null : await db.read(call.context, (tx) => loadOne(tx, call, id))
  if (facts === null) return call.notFound()
  return 'kind' in facts ? call.refused(facts) : call.page(<MeetingPage call={call} {...facts} />)
}

async function write({ db }: Deps, call: Call): Promise<Response> {
  const meetingId = parseId<'meeting'>(call.param('id'))
  const facts = meetingId === null ? null : await db.read(call.context, (tx) => loadOne(tx, call, meetingId))
  if (meetingId === null || facts === null) return call.notFound()
  if ('kind' in facts) return call.refused(facts)
  const say = texts(call.lang).meetings
  const reading = readForm({ minutes: text({ max: 10_000 }) }, await call.form())
  const again = (errors: readonly FormError[]) => call.page(<MeetingPage call={call} {...facts} raw={reading.raw} errors={errors} />, 422)
  if (!reading.ok) return again(summaryOf(reading.refusal, { minutes: say.minutes }, call.lang))
  const written = await db.transaction(call.context, (tx) =>
    writeMinutes(tx, { actor: staffOf(call), meetingId, minutes: reading.value.minutes, at: call.now }),
  )
  if (written.ok) return call.see(`/meetings/${meetingId}`, say.written)
  const { refusal } = written
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_meeting') return call.refused(refusal)
  return again([{ field: 'minutes', label: say.minutes, text: minutesError(refusal, texts(call.lang)) }])
}

function minutesError(
  refusal: Exclude<MinutesRefusal, { kind: 'not_permitted' | 'no_such_meeting' }>,
  say: ReturnType<typeof texts>,
): string {
  if (refusal.kind === 'not_held_yet') return say.meetings.notHeld
  return refusal.found === 'cpr' ? say.lessons.cpr : say.lessons.caseNumber
}
