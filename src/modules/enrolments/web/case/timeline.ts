import { formatDay } from '#kernel/days.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { type ProgrammeVersion, programmeVersion, reasonOf } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { IconName } from '#ui/icon-names.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from '../../actions.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import { type PlaceStepName, endings, stepOf } from '../../domain/place-machine.ts'
import { enrolment } from '../../store/enrolments.ts'
import { type RecordedEvent, recordedEvents } from '../../store/events.ts'
import { type Texts, texts } from '../../texts/texts.ts'
import { supportBasisChanges } from '../step/facts.ts'
import type { CaseRef, Reader } from './reader.ts'

/** Everything that happened to the run, in the reader's words. A pause's reason, and one that the programme calls sensitive, are in it only for those they are for. */
export async function timeline(tx: Tx, reader: Reader, { enrolmentId }: CaseRef): Promise<TimelineEntry[]> {
  const found = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return []
  const resource = { parties: agreed.parties, personId: found.personId }
  const pauseReasons = authorize(reader.actor, actions.see_pause_reason, resource).ok
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const events = await recordedEvents(tx, found.id, { pauseReasons })
  const told = reader.actor.kind === 'citizen' ? events.map(withoutTheOthers) : events
  const say = texts(reader.lang)
  const names = await accountNames(
    tx,
    told.flatMap(({ accountId }) => accountId ?? []),
  )
  const knows = (name: PlaceStepName) => pauseReasons || authorize(reader.actor, actions[name], resource).ok
  const entries = told.map((recorded) =>
    entry(recorded, { say, lang: reader.lang, own: reader.actor.kind === 'citizen', version, names, knows }),
  )
  return [...entries, ...(await warnings(tx, found, events, reader))]
}

// Why somebody went ahead in line speaks of those who were passed over: it is for staff, and the citizen reads what happened alone.
function withoutTheOthers(recorded: RecordedEvent): RecordedEvent {
  const { event } = recorded
  if (event.name === 'put_ahead' || event.name === 'put_back') return { ...recorded, words: null }
  return event.name === 'offer' ? { ...recorded, event: { ...event, skipped: 0 }, words: null } : recorded
}

async function warnings(tx: Tx, found: Enrolment, events: readonly RecordedEvent[], { lang }: Reader): Promise<TimelineEntry[]> {
  const say = texts(lang)
  const at = events.at(-1)?.recordedAt
  if (at === undefined) return []
  return (await supportBasisChanges(tx, found)).map(({ on, before, after }) => ({
    on,
    at,
    tone: 'late',
    icon: 'warning',
    title: say.timeline.supportBasis,
    text: say.supportBasisChange(formatDay(on), before[lang], after[lang]),
    kind: 'change',
  }))
}

// `knows`: whether a sensitive reason of a step is for the reader, who may take such a step or know why a run is paused.
type Telling = {
  say: Texts
  lang: Lang
  own: boolean
  version: Pick<ProgrammeVersion, 'reasons'>
  names: ReadonlyMap<string, string>
  knows: (name: PlaceStepName) => boolean
}

function entry(recorded: RecordedEvent, telling: Telling): TimelineEntry {
  const { event } = recorded
  const text = [byWhom(recorded, telling), facts(recorded, telling), reasonText(recorded, telling), recorded.words]
    .filter((part) => part !== null && part !== '')
    .join(' ')
  return {
    on: event.on,
    at: recorded.recordedAt,
    tone: toneOf(event.name),
    icon: icons[event.name] ?? 'info',
    title: telling.say.steps[event.name].told,
    ...(text === '' ? {} : { text }),
    kind: isEnding(event.name) || event.name === 'pass_gate' ? 'decision' : 'change',
  }
}

/** Whose answer it was, where the step is the citizen's own: theirs, somebody's for them ("X for Y"), or a member of staff's in their name. */
function byWhom({ event, accountId, organisationId }: RecordedEvent, { say, names }: Telling): string | null {
  const name = accountId === null ? undefined : names.get(accountId)
  if (name === undefined || !stepOf(event.name).by.includes('self')) return null
  return organisationId === null ? `${name}.` : say.timeline.inTheirName(name)
}

function isEnding(name: PlaceStepName): boolean {
  return endings.some((ending) => ending === stepOf(name).to)
}

function toneOf(name: PlaceStepName): TimelineEntry['tone'] {
  if (name === 'offer' || name === 'pause') return 'wait'
  if (name === 'expire' || name === 'release_gate_place' || name === 'reopen') return 'due'
  return isEnding(name) && name !== 'complete' && name !== 'end_after_first' ? 'none' : 'done'
}

const icons: Partial<Record<PlaceStepName, IconName>> = {
  admit: 'hourglass',
  put_ahead: 'arrow-forward',
  put_back: 'reply',
  offer: 'view-in-list',
  accept: 'check',
  decline: 'reply',
  turn_down: 'close',
  leave_list: 'close',
  expire: 'time',
  start: 'how-to-reg',
  never_start: 'person-remove',
  pause: 'hourglass',
  extend_pause: 'hourglass',
  resume: 'sync',
  prolong: 'calendar-month',
  open_gate: 'flag',
  release_gate_place: 'time',
  pass_gate: 'flag',
  end_after_first: 'flag',
  end_early: 'person-remove',
  complete: 'success',
  record_check: 'checklist',
  record_move: 'arrow-forward',
  record_death: 'person-remove',
  transfer: 'sync',
  close_list: 'close',
  reopen: 'edit',
}

/** What the event itself says, in words. */
function facts({ event, placeNumber, runEndsOn }: RecordedEvent, { say, own }: Telling): string | null {
  const tell = say.timeline
  const newEnd = runEndsOn === null ? null : tell.newEnd(formatDay(runEndsOn))
  if (event.name === 'offer') {
    const place = placeNumber === null ? [] : [`${tell.place(placeNumber)}.`]
    const skipped = event.skipped === 0 ? [] : [tell.skipped(event.skipped)]
    return [...place, tell.startOn(formatDay(event.startOn), formatDay(event.answerBy)), ...skipped].join(' ')
  }
  if (event.name === 'start') return placeNumber === null ? null : tell.place(placeNumber)
  if (event.name === 'pause') {
    const kept = event.keepsPlace ? say.keeps.yes : say.keeps.no
    return [tell.pauseUntil(formatDay(event.on), formatDay(event.until)), `${kept}.`, newEnd].filter((part) => part !== null).join(' ')
  }
  if (event.name === 'end_early' && own && event.initiator === 'citizen') return tell.wish(tell.you)
  if (event.name === 'never_start')
    return event.initiator === null ? null : tell.wish(own && event.initiator === 'citizen' ? tell.you : say.initiators[event.initiator])
  if (event.name === 'end_early')
    return `${tell.wish(say.initiators[event.initiator])} ${event.tookPart ? tell.tookPart : tell.notTookPart}`
  if (event.name === 'record_check') return checkText(event, say)
  if (event.name === 'record_move') return tell.movedTo(event.municipality)
  if (event.name === 'reopen') return event.returnsBy === null ? null : tell.mayReturn
  return movesTheEnd.some((name) => name === event.name) ? newEnd : null
}

function checkText({ month, finding, business }: Extract<RecordedEvent['event'], { name: 'record_check' }>, say: Texts): string {
  const alive = business === null ? '' : ` ${say.fields.business} ${say.businesses[business]}.`
  return `${say.checkAfter(month)}: ${say.findings[finding]}.${alive}`
}

const movesTheEnd: readonly PlaceStepName[] = ['resume', 'extend_pause', 'prolong', 'pass_gate']

function reasonText({ event, reason }: RecordedEvent, { say, lang, version, knows }: Telling): string | null {
  const list = stepOf(event.name).reason
  if (reason === null || list === null || list === 'own_words') return null
  const listed = reasonOf(version, list, reason)
  if (listed?.sensitive !== false && !knows(event.name)) return null
  return say.timeline.reason(listed?.name[lang] ?? reason)
}
