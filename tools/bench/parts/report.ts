import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StaffActor } from '#kernel/actor.ts'
import { day, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type AgreementId, importPilot } from '#modules/agreements/index.ts'
import { askReckoning, evaluationModule, makeReport, publishReport, readReport } from '#modules/evaluation/index.ts'
import { type Tx, nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { evaluationPorts } from '../../../src/evaluation-ports.ts'
import type { TestDatabase } from '../../../test/support/database-on.ts'
import type { BenchPart, Figure } from '../part.ts'
import { root } from '../root.ts'

const at = Temporal.Instant.from('2016-04-20T11:00:00Z')
const cutoff = day('2016-04-15')
const pilotFile = join(root, 'pilots', 'ishoej-2015.json')

/** A draft read and a report published over few runs and over many, beside the bare reading of the published views. */
export const report: BenchPart = {
  name: 'report',
  about:
    'The evaluation of one agreement with 100 runs and with 100,000 (small size: 6,000), each with its events and two support bases, every run begun with three sessions, every fourth with a loan of eleven events: ' +
    'a draft read with every figure and what its open version withholds, and publishing with a frozen row for each case. Above 5,000 cases the figures are reckoned and the rows frozen by the worker; the draft is read from what it kept, and the request to publish only asks.',
  run: async ({ full, database, say }) => {
    const figures: Figure[] = []
    for (const runs of [100, full ? 100_000 : 6_000]) {
      say(`${runs} runs`)
      figures.push(...(await measure(await database(), runs)))
    }
    return figures
  },
}

async function measure(database: TestDatabase, runs: number): Promise<Figure[]> {
  const { db, ownerDb } = database
  const imported = await importPilot(db, await readFile(pilotFile, 'utf8'), at)
  assert(imported.ok, 'the pilot can be loaded')
  const { agreementId, organisations } = imported.value
  const organisationId = organisations.get('ishoej')
  assert(organisationId !== undefined, 'the pilot names the purchaser')
  await ownerDb.transaction(nobody(dayOf(at)), (tx) => seed(tx, agreementId, runs))
  const actor: StaffActor = {
    kind: 'staff',
    accountId: newId(),
    humanId: newId(),
    name: 'Bench',
    organisationId,
    roles: ['committee_secretary'],
  }
  const as = <Answer>(work: (tx: Tx) => Promise<Answer>) => db.transaction(contextOf(actor, dayOf(at)), work)
  const id = newId<'report'>()
  await as((tx) => makeReport(tx, { actor, agreementId, title: 'Bench', cutoffOn: cutoff, requestId: id, at }))
  const bare = await timed(() => as((tx) => bareViews(tx, agreementId)))
  const worker = evaluationModule({ db, clock: { today: () => dayOf(at), now: () => at } }, evaluationPorts)
  // the first reading asks the worker, when the figures are too many to be reckoned within a request
  const first = await as((tx) => readReport(tx, evaluationPorts, { actor, id, now: at }))
  if (!first.ok && first.refusal.kind === 'not_reckoned') {
    const { asked } = first.refusal
    await as((tx) => askReckoning(tx, { actor, asked, at }))
  }
  const reckoning = await timed(() => worker.work?.() ?? Promise.resolve())
  const read = await timed(() => as((tx) => readReport(tx, evaluationPorts, { actor, id, now: at })))
  const published = await timed(() => as((tx) => publishReport(tx, evaluationPorts, { actor, reportId: id, at })))
  const frozen = first.ok ? null : await timed(() => worker.work?.() ?? Promise.resolve())
  return figuresOf(runs.toLocaleString('en'), { bare, read, published, worker: frozen === null ? null : { reckoning, frozen } })
}

type Measured = { bare: number; read: number; published: number; worker: { reckoning: number; frozen: number } | null }

function figuresOf(runs: string, { bare, read, published, worker }: Measured): Figure[] {
  const ms = (what: string, value: number, beside: string, than: number): Figure => {
    return { what, value, unit: 'ms', against: { what: beside, value: than } }
  }
  const views = 'the published views alone'
  const draft = ms(`draft of ${runs} runs`, read, views, bare)
  if (worker === null) return [draft, ms(`publishing ${runs} runs`, published, 'the draft', read)]
  return [
    ms(`the worker reckons ${runs} runs`, worker.reckoning, views, bare),
    draft,
    ms(`the request to publish ${runs} runs`, published, 'the draft', read),
    ms(`the worker freezes ${runs} runs`, worker.frozen, 'reckoning them', worker.reckoning),
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start)
}

async function bareViews(tx: Tx, agreementId: AgreementId): Promise<void> {
  await tx.run(sql`select * from referrals.funnel(${at}, ${cutoff}) where agreement_id = ${agreementId}`)
  await tx.run(sql`select * from enrolments.runs(${at}, ${cutoff}) where agreement_id = ${agreementId}`)
  await tx.run(sql`select * from enrolments.support_bases(${agreementId}, ${at})`)
  await tx.run(sql`select * from business.milestones(${agreementId}, ${at})`)
  await tx.run(sql`select * from activities.minutes_attended(${agreementId}, ${at}, ${cutoff})`)
  await tx.run(sql`select * from agreements.place_months(${agreementId}, ${at}, ${cutoff})`)
  await tx.run(sql`select * from loans.book(${agreementId}, ${at})`)
}

// Runs of every fate, made by the database itself: what counts is how many rows the report must read.
async function seed(tx: Tx, agreementId: AgreementId, runs: number): Promise<void> {
  await tx.run(sql`
    create temp table seeded on commit drop as
    select n, gen_random_uuid() as person_id, gen_random_uuid() as enrolment_id, (array['qualifying', 'main', 'closed', 'closed', 'waiting'])[1 + n % 5] as state,
           date '2014-01-01' + (n % 600)::int as began
    from generate_series(1, ${runs}::int) n`)
  await tx.run(sql`insert into people.person (id, cpr, registered_at, registered_by, registered_in)
    select person_id, lpad(n::text, 10, '0'), ${at}, person_id, person_id from seeded`)
  await tx.run(sql`
    insert into people.support_basis (person_id, code, during, source, recorded_at)
    select s.person_id, c.code, c.during, 'register', timestamptz '2014-01-01'
    from seeded s, lateral (values
      ((array['unemployment_benefit', 'social_assistance', 'sickness_benefit'])[1 + s.n % 3], daterange('2012-01-01', s.began + 200)),
      ((array['self_supporting', 'social_assistance'])[1 + s.n % 2], daterange(s.began + 200, null))) c(code, during)`)
  await tx.run(sql`
    insert into enrolments.enrolment (id, referral_id, person_id, agreement_id, case_number, state, ball, ball_since, priority, accepted_on, changed_at)
    select enrolment_id, gen_random_uuid(), person_id, ${agreementId}, 'B-2015-' || n, state, case when state = 'closed' then null else 'provider' end,
           began, 1, began - 14, ${at} from seeded`)
  await tx.run(sql`
    insert into enrolments.event (enrolment_id, name, effective_on, recorded_at, reason, payload)
    select s.enrolment_id, e.name, e.on_day, timestamptz '2014-01-01', e.reason, e.payload
    from seeded s, lateral (values
      ('admit', s.began - 14, null, jsonb_build_object('state', 'waiting'), true),
      ('start', s.began, null, jsonb_build_object('state', 'qualifying', 'startedOn', s.began), s.state <> 'waiting'),
      ('pass_gate', s.began + 120, null, jsonb_build_object('state', 'main', 'startedOn', s.began, 'mainStartedOn', s.began + 120), s.state in ('main', 'closed')),
      ('complete', s.began + 300, null, jsonb_build_object('state', 'closed', 'startedOn', s.began, 'mainStartedOn', s.began + 120,
        'endedOn', s.began + 300, 'outcome', 'completed'), s.state = 'closed')) e(name, on_day, reason, payload, happened)
    where e.happened`)
  await seedSessions(tx, agreementId)
  await seedLoans(tx, agreementId)
  await tx.run(sql`analyze`)
}

// Three sessions for each who began, each with its register.
async function seedSessions(tx: Tx, agreementId: AgreementId): Promise<void> {
  await tx.run(sql`
    create temp table held on commit drop as
    select s.*, gen_random_uuid() as session_id, k, s.began + 14 * k as held_on from seeded s, generate_series(1, 3) k where s.state <> 'waiting'`)
  await tx.run(sql`
    insert into activities.session (id, agreement_id, activity, phase, held_on, starts_at, minutes, place, teacher_id, took_place, version)
    select session_id, ${agreementId}, (array['vat', 'sparring', 'accounts'])[k], 'qualifying', held_on, '09:00', 90, 'Lokale 1', person_id, true, 2
    from held`)
  await tx.run(sql`
    insert into activities.participant (session_id, enrolment_id, person_id, case_number, remind_on)
    select session_id, enrolment_id, person_id, 'B-2015-' || n, held_on from held`)
  await tx.run(sql`
    insert into activities.register (session_id, version, request_id, took_place, registered_by, registered_at)
    select session_id, 2, gen_random_uuid(), true, person_id, timestamptz '2014-01-01' from held`)
  await tx.run(sql`
    insert into activities.register_line (session_id, version, enrolment_id, person_id, outcome, reason)
    select session_id, 2, enrolment_id, person_id, case when n % 5 = k then 'absent' else 'present' end, case when n % 5 = k then 'other' end from held`)
}

// Every fourth who began has borrowed 20.000 kr. over ten months and paid seven of them back.
async function seedLoans(tx: Tx, agreementId: AgreementId): Promise<void> {
  await tx.run(sql`
    create temp table lent on commit drop as
    select s.*, gen_random_uuid() as loan_id, date_trunc('month', s.began + 60)::date as paid_out_on from seeded s where s.n % 4 = 2 and s.state <> 'waiting'`)
  await tx.run(sql`
    insert into loans.loan (id, number, person_id, enrolment_id, agreement_id, case_number, lender_id, state, amount_ore, min_ore, max_ore, terms,
      start_pause_months, anchor_day, step_ore, legal_basis, applied_by, ball_since, changed_at)
    select loan_id, 'B-' || n, person_id, enrolment_id, ${agreementId}, 'B-2015-' || n, person_id, 'applied', 2000000, 100000, 5000000, 10, 0, 1, 100,
           'aftale', person_id, began, ${at} from lent`)
  await tx.run(sql`
    insert into loans.event (event_id, loan_id, name, effective_on, recorded_at, payload)
    select gen_random_uuid(), l.loan_id, e.name, e.on_day, timestamptz '2014-01-01', e.payload
    from lent l, lateral (
      select name, l.began + 40 as on_day, '{}'::jsonb as payload, at from (values ('apply', 1), ('approve', 2), ('accept', 3)) d(name, at)
      union all select 'pay_out', l.paid_out_on, '{"amount": "2000000"}', 4
      union all select 'pay', (l.paid_out_on + make_interval(months => m))::date, '{"amount": "200000"}', 4 + m from generate_series(1, 7) m) e
    order by l.loan_id, e.at`)
}
