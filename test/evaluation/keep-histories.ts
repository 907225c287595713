import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { type Happening, type History, type Stay, dateOf, origin } from './histories.ts'

type Ids = { caseNumber: string; referral: string; enrolment: string; person: string }
type Row = Record<string, unknown>

const moment = (known: number) => `${dateOf(known)}T10:00:00Z`
/** The days of an event's payload as dates; what is true or false as it is. */
const payloadOf = (event: Happening) =>
  Object.fromEntries(Object.entries(event.more).map(([key, value]) => [key, typeof value === 'number' ? dateOf(value) : value]))
const outcomes: Readonly<Record<string, string>> = {
  leave_list: 'left_list',
  never_start: 'never_started',
  end_early: 'ended_early',
  end_after_first: 'completed_first_phase',
  complete: 'completed',
}

/** Writes the histories into the logs of the real tables, as the owner and in bulk, each log in the order of entry. */
export async function keepHistories(tx: Tx, agreementId: string, all: readonly History[]): Promise<void> {
  const cases = all.map((history) => ({
    history,
    ids: { caseNumber: history.caseNumber, referral: newId(), enrolment: newId(), person: newId() } satisfies Ids,
  }))
  const rows = (of: (one: (typeof cases)[number]) => readonly Row[]) => JSON.stringify(cases.flatMap(of))
  await tx.run(sql`
    insert into people.person (id, cpr, registered_at, registered_by, registered_in)
    select person, lpad(row_number() over ()::text, 10, '0'), '2014-01-01', person, person
    from jsonb_to_recordset(${rows(({ ids }) => [ids])}::jsonb) x(person uuid)`)
  await keepReferrals(tx, agreementId, rows)
  await keepRuns(tx, agreementId, rows)
  await keepLives(tx, agreementId, rows)
  await keepSessions(tx, agreementId, rows)
  await keepSurveys(tx, agreementId, rows)
  await keepLoans(tx, agreementId, rows)
}

type RowsOf = (of: (one: { history: History; ids: Ids }) => readonly Row[]) => string

async function keepReferrals(tx: Tx, agreementId: string, rows: RowsOf): Promise<void> {
  await tx.run(sql`
    insert into referrals.referral (id, case_number, person_id, agreement_id, programme_version_id, acting_job_centre_id, provider_id, purchaser_id,
      lender_id, state, ball, ball_since, started_on, state_since, touched_on, created_by, caseworker_id)
    select x.referral, x."caseNumber", x.person, a.id, a.programme_version_id, a.acting_job_centre_id, a.provider_id, a.purchaser_id, a.lender_id,
           'draft', 'acting_job_centre', '2014-01-01', '2014-01-01', '2014-01-01', '2014-01-01', x.person, x.person
    from jsonb_to_recordset(${rows(({ ids }) => [ids])}::jsonb) x(referral uuid, "caseNumber" text, person uuid), agreements.agreement a
    where a.id = ${agreementId}`)
  await tx.run(sql`
    insert into referrals.event (referral_id, name, state, effective_on, recorded_at, reason, payload)
    select x.referral, x.name, x.state, x.on_day, x.known, x.reason, x.payload
    from jsonb_to_recordset(${rows(({ history, ids }) =>
      history.referral.map((event) => ({
        referral: ids.referral,
        name: event.name,
        state: event.state,
        on_day: dateOf(event.on),
        known: moment(event.known),
        reason: event.reason,
        payload: event.more,
      })),
    )}::jsonb) x(referral uuid, name text, state text, on_day date, known timestamptz, reason text, payload jsonb)`)
}

async function keepRuns(tx: Tx, agreementId: string, rows: RowsOf): Promise<void> {
  await tx.run(sql`
    insert into enrolments.enrolment (id, referral_id, person_id, agreement_id, case_number, state, ball, ball_since, priority, accepted_on, changed_at)
    select x.enrolment, x.referral, x.person, ${agreementId}, x."caseNumber", 'waiting', 'provider', '2014-01-01', 1, x.accepted, '2014-01-01'
    from jsonb_to_recordset(${rows(({ history, ids }) =>
      history.run.length === 0 ? [] : [{ ...ids, accepted: dateOf(history.acceptedOn) }],
    )}::jsonb) x(enrolment uuid, referral uuid, person uuid, "caseNumber" text, accepted date)`)
  await tx.run(sql`
    insert into enrolments.event (enrolment_id, name, effective_on, recorded_at, reason, payload)
    select x.enrolment, x.name, x.on_day, x.known, x.reason, x.payload
    from jsonb_to_recordset(${rows(({ history, ids }) => {
      let outcome: string | null = null
      return history.run.map((event) => {
        outcome = outcomes[event.name] ?? outcome
        const payload = { state: event.state, outcome, ...payloadOf(event) }
        return {
          enrolment: ids.enrolment,
          name: event.name,
          on_day: dateOf(event.on),
          known: moment(event.known),
          reason: event.reason,
          payload,
        }
      })
    })}::jsonb) x(enrolment uuid, name text, on_day date, known timestamptz, reason text, payload jsonb)`)
}

async function keepLives(tx: Tx, agreementId: string, rows: RowsOf): Promise<void> {
  await tx.run(sql`
    insert into people.support_basis (person_id, code, during, source, recorded_at, superseded_at)
    select x.person, x.code, daterange(x.from_on, x.until_on), 'register', x.known, x.gone
    from jsonb_to_recordset(${rows(({ history, ids }) =>
      history.basis.map(({ code, from, until, known, gone }) => ({
        person: ids.person,
        code,
        from_on: dateOf(from),
        until_on: until === null ? null : dateOf(until),
        known: moment(known),
        gone: gone === null ? null : moment(gone),
      })),
    )}::jsonb) x(person uuid, code text, from_on date, until_on date, known timestamptz, gone timestamptz)`)
  await tx.run(sql`
    insert into business.business (enrolment_id, person_id, agreement_id, case_number, state, changed_at)
    select x.enrolment, x.person, ${agreementId}, x."caseNumber", 'idea', '2014-01-01'
    from jsonb_to_recordset(${rows(({ history, ids }) => (history.business.length === 0 ? [] : [ids]))}::jsonb)
      x(enrolment uuid, person uuid, "caseNumber" text)`)
  await tx.run(sql`
    insert into business.event (request_id, enrolment_id, name, effective_on, recorded_at, account_id, organisation_id, reason, payload)
    select gen_random_uuid(), x.enrolment, x.name, x.on_day, x.known, x.enrolment, x.enrolment, x.reason,
           case when x.name = 'registered' then '{"cvr": "12345674", "vat": true}'::jsonb else '{}'::jsonb end
    from jsonb_to_recordset(${rows(({ history, ids }) =>
      history.business.map(({ name, on, known, reason }) => ({
        enrolment: ids.enrolment,
        name,
        on_day: dateOf(on),
        known: moment(known),
        reason,
      })),
    )}::jsonb) x(enrolment uuid, name text, on_day date, known timestamptz, reason text)`)
}

async function keepSessions(tx: Tx, agreementId: string, rows: RowsOf): Promise<void> {
  const sessions = rows(({ history, ids }) =>
    history.sessions.map((session) => ({ ...ids, ...session, session: newId(), on: dateOf(session.on) })),
  )
  const entries = sql`
    select x.session, x.enrolment, x.person, (e.at + 1)::int as version, e.entry ->> 'held' = 'true' as held, e.entry ->> 'came' = 'true' as came,
           date '2014-01-01' + (e.entry ->> 'known')::int + time '10:00' as known
    from jsonb_to_recordset(${sessions}::jsonb) x(session uuid, enrolment uuid, person uuid, entries jsonb),
         jsonb_array_elements(x.entries) with ordinality e(entry, at)`
  await tx.run(sql`
    insert into activities.session (id, agreement_id, activity, phase, held_on, starts_at, minutes, place, teacher_id)
    select x.session, ${agreementId}, x.activity, 'qualifying', x."on", '09:00', x.minutes, 'Lokale 1', x.person
    from jsonb_to_recordset(${sessions}::jsonb) x(session uuid, person uuid, activity text, "on" date, minutes int)`)
  await tx.run(sql`
    insert into activities.participant (session_id, enrolment_id, person_id, case_number, remind_on)
    select x.session, x.enrolment, x.person, x."caseNumber", x."on"
    from jsonb_to_recordset(${sessions}::jsonb) x(session uuid, enrolment uuid, person uuid, "caseNumber" text, "on" date)`)
  await tx.run(sql`
    insert into activities.register (session_id, version, request_id, took_place, registered_by, registered_at)
    select session, version, gen_random_uuid(), held, person, known from (${entries}) r`)
  await tx.run(sql`
    insert into activities.register_line (session_id, version, enrolment_id, person_id, outcome, reason)
    select session, version, enrolment, person, case when came then 'late' else 'absent' end, case when came then null else 'other' end
    from (${entries}) r`)
}

async function keepSurveys(tx: Tx, agreementId: string, rows: RowsOf): Promise<void> {
  await tx.run(sql`
    insert into evaluation.survey (id, agreement_id, case_number, party, moment, token_sha256, asked_at, answered_at, useful, help, together, recommend)
    select gen_random_uuid(), ${agreementId}, x."caseNumber", x.party, x.moment, encode(sha256(gen_random_uuid()::text::bytea), 'hex'), x.known,
           x.answered, x.useful, x.help, x.together, x.recommend
    from jsonb_to_recordset(${rows(({ history, ids }) =>
      history.surveys.map(({ party, moment: when, known, answered, scores }) => {
        const [useful, help, together, recommend] = answered === null ? [null, null, null, null] : scores
        const at = answered === null ? null : moment(answered)
        return { ...ids, party, moment: when, known: moment(known), answered: at, useful, help, together, recommend }
      }),
    )}::jsonb) x("caseNumber" text, party text, moment text, known timestamptz, answered timestamptz, useful int, help int, together int, recommend int)`)
}

async function keepLoans(tx: Tx, agreementId: string, rows: RowsOf): Promise<void> {
  const loans = rows(({ history, ids }) =>
    history.loans.map(({ ore, log }, at) => {
      const eventIds = log.map(() => newId<'loan_event'>())
      const events = log.map((event, index) => ({
        event: eventIds[index],
        name: event.name,
        on_day: dateOf(event.on),
        known: moment(event.known),
        payload: {
          ...(event.ore === null ? {} : { amount: String(event.ore) }),
          ...(event.defer === null ? {} : { deferral: deferralOf(log, event.defer) }),
          ...(event.undoes === null ? {} : { event: eventIds[event.undoes] }),
        },
      }))
      return { ...ids, loan: newId(), number: `${ids.caseNumber}-${at + 1}`, state: at === 0 ? 'applied' : 'withdrawn', ore, events }
    }),
  )
  await tx.run(sql`
    insert into loans.loan (id, number, person_id, enrolment_id, agreement_id, case_number, lender_id, state, amount_ore, min_ore, max_ore, terms,
      start_pause_months, anchor_day, step_ore, legal_basis, applied_by, ball_since, changed_at)
    select x.loan, x.number, x.person, x.enrolment, ${agreementId}, x."caseNumber", x.person, x.state, x.ore, 100000, 5000000, 10, 0, 1, 100, 'aftale',
           x.person, '2014-01-01', '2014-01-01'
    from jsonb_to_recordset(${loans}::jsonb) x(loan uuid, number text, state text, person uuid, enrolment uuid, "caseNumber" text, ore bigint)`)
  await tx.run(sql`
    insert into loans.event (event_id, loan_id, name, effective_on, recorded_at, payload)
    select (e.event ->> 'event')::uuid, x.loan, e.event ->> 'name', (e.event ->> 'on_day')::date, (e.event ->> 'known')::timestamptz, e.event -> 'payload'
    from jsonb_to_recordset(${loans}::jsonb) x(loan uuid, events jsonb), jsonb_array_elements(x.events) with ordinality e(event, at)
    order by x.loan, e.at`)
}

// The instalments of these loans fall due on the first of each month after the payout.
function deferralOf(log: History['loans'][number]['log'], { from, months }: { from: number; months: number }): Row {
  const paidOut = log.find((event) => event.name === 'pay_out')?.on ?? 0
  const fromDue = origin
    .add({ days: paidOut })
    .add({ months: from + 1 })
    .toString()
  return { kind: 'pause', fromDue, months }
}

/** Writes stays into the log of places. */
export async function keepStays(tx: Tx, agreementId: string, all: readonly Stay[]): Promise<void> {
  const rows = all.flatMap(({ place, writings }) => {
    const [occupancy, holder] = [newId(), newId()]
    return writings.map(({ from, until, kind, known }) => {
      return { occupancy, holder, place, kind, from_on: dateOf(from), until_on: dateOf(until), known: moment(known) }
    })
  })
  await tx.run(sql`
    insert into agreements.stay_event (occupancy_id, agreement_id, place_id, holder_id, stay, kind, recorded_at)
    select x.occupancy, p.agreement_id, p.id, x.holder, daterange(x.from_on, x.until_on, '[]'), x.kind, x.known
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      x(occupancy uuid, holder uuid, place int, kind text, from_on date, until_on date, known timestamptz)
    join agreements.place p on p.agreement_id = ${agreementId} and p.number = x.place`)
}
