import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OrganisationId } from '#kernel/actor.ts'
import { day, dayOf } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { type AgreementId, importPilot } from '#modules/agreements/index.ts'
import { withClient } from '#platform/db/connection.ts'
import { type Tx, createDb, nobody, sql } from '#platform/db/database.ts'
import type { TestDatabase } from '../../../test/support/database-on.ts'
import { root } from '../root.ts'

/** The day the seeded loans are looked at on. */
export const seededToday = day('2026-06-15')
const at = Temporal.Instant.from('2026-06-15T10:00:00Z')
const pilotFile = join(root, 'pilots', 'ishoej-2015.json')

/** The lender of the seeded loans and their agreement. */
export type Seeded = { lenderId: OrganisationId; agreementId: AgreementId }

/**
 * Loans of 36,000 kr. over 36 months, paid out one to six months ago: most have paid each instalment on its day, one in twenty has missed
 * the newest and one in fifty the last three. Their standings are rows as the program itself writes them, and so are logs and plans: of `all`, or
 * of those that are `late` where nothing that is measured reads the others. Made in sets, past the constraints, which have nothing to find.
 */
export async function seedLoans(
  { db, superuserConnection }: TestDatabase,
  loans: number,
  logsOf: 'all' | 'late',
  say: (progress: string) => void = () => undefined,
): Promise<Seeded> {
  const imported = await importPilot(db, await readFile(pilotFile, 'utf8'), at)
  assert(imported.ok, 'the pilot can be loaded')
  const { agreementId, organisations } = imported.value
  const lenderId = organisations.get('naestved')
  assert(lenderId !== undefined, 'the pilot names the lender')
  const superuser = createDb(superuserConnection, { max: 1, statementTimeoutMs: 0 })
  await superuser.transaction(nobody(dayOf(at)), async (tx) => {
    await tx.run(sql`set local session_replication_role = replica`)
    await seedPersons(tx, lenderId, loans)
    say('persons are there')
    await seedLog(tx, { lenderId, agreementId, logsOf })
    say('loans and logs are there')
    await seedStandings(tx, agreementId)
    say('standings are there')
    await tx.run(sql`analyze people.person, people.part, people.contact, loans.loan, loans.event, loans.instalment, loans.standing`)
  })
  // As the database does by itself after a while.
  await withClient(superuserConnection, (client) => client.query('vacuum people.part, loans.loan, loans.standing'))
  await superuser.close()
  return { lenderId, agreementId }
}

async function seedPersons(tx: Tx, lenderId: OrganisationId, loans: number): Promise<void> {
  await tx.run(sql`
    create temp table seeded on commit drop as
    select n, uuidv7() as person_id, uuidv7() as loan_id, 1 + n % 6 as due,
           (1 + n % 6) - case when n % 50 = 0 then least(1 + n % 6, 3) when n % 20 = 0 then 1 else 0 end as paid,
           (date '2026-06-01' - make_interval(months => 1 + n % 6))::date as paid_out_on
    from generate_series(1, ${loans}::int) n`)
  await tx.run(sql`
    create temp table plan on commit drop as
    select p.paid_out_on, n, d.due_on, d.due_on + case extract(isodow from d.due_on) when 6 then 2 when 7 then 1 else 0 end as payable_by
    from (select distinct paid_out_on from seeded) p, generate_series(1, 36) n,
      lateral (select (p.paid_out_on + make_interval(months => n))::date as due_on) d`)
  await tx.run(sql`analyze seeded, plan`)
  await tx.run(sql`
    insert into people.person (id, cpr, birth_on, registered_at, registered_by, registered_in)
    select person_id, lpad(n::text, 10, '0'), date '1980-01-01', ${at}, person_id, ${lenderId} from seeded`)
  await tx.run(
    sql`insert into people.contact (person_id, name, address, changed_at) select person_id, 'Borger ' || n, 'Bygade ' || n || ', 4700 Næstved', ${at} from seeded`,
  )
  await tx.run(sql`
    insert into people.part (person_id, organisation_id, why, from_on) select person_id, ${lenderId}, 'loan', date '2025-01-01' from seeded`)
}

async function seedLog(tx: Tx, { lenderId, agreementId, logsOf }: Seeded & { logsOf: 'all' | 'late' }): Promise<void> {
  await tx.run(sql`
    insert into loans.loan (id, number, person_id, enrolment_id, agreement_id, case_number, lender_id, state, amount_ore, min_ore, max_ore, terms,
      start_pause_months, anchor_day, step_ore, legal_basis, applied_by, advised_by, decided_by, paid_out_by, ball_since, changed_at)
    select loan_id, 'L-2026-' || lpad(n::text, greatest(3, length(n::text)), '0'), person_id, uuidv7(), ${agreementId}, 'N-2026-' || n, ${lenderId}, 'repaying', 3600000,
      100000, 5000000, 36, 0, 1, 100, 'Bench', uuidv7(), uuidv7(), uuidv7(), uuidv7(), paid_out_on, ${at}
    from seeded`)
  await tx.run(sql`create temp table logged on commit drop as select * from seeded where paid < due or ${logsOf === 'all'}::boolean`)
  await tx.run(sql`
    insert into loans.event (event_id, loan_id, name, effective_on, recorded_at, organisation_id, payload)
    select uuidv7(), loan_id, name, paid_out_on, paid_out_on, ${lenderId}, payload
    from logged, lateral (values (1, 'apply', '{"amount": "3600000"}'::jsonb), (2, 'advise', '{}'), (3, 'approve', '{}'), (4, 'accept', '{}'),
      (5, 'pay_out', '{"amount": "3600000", "tranche": 1}')) e (step, name, payload)
    order by n, step`)
  await tx.run(sql`
    insert into loans.event (event_id, loan_id, name, effective_on, recorded_at, organisation_id, payload)
    select uuidv7(), loan_id, 'pay', paid_out_on + make_interval(months => k), paid_out_on + make_interval(months => k), ${lenderId}, '{"amount": "100000"}'
    from logged, generate_series(1, paid) k order by n, k`)
  await tx.run(sql`
    insert into loans.instalment (loan_id, n, due_on, payable_by, amount_ore, paid_ore, paid_on)
    select loan_id, p.n, p.due_on, p.payable_by, 100000, case when p.n <= paid then 100000 else 0 end, case when p.n <= paid then p.due_on end
    from logged join plan p using (paid_out_on)`)
}

/** One stretch from the payout and one from each payment on, the last one open. */
async function seedStandings(tx: Tx, agreementId: AgreementId): Promise<void> {
  await tx.run(sql`
    insert into loans.standing (loan_id, person_id, agreement_id, from_on, until_on, state, balance_ore, restructured, due_on, payable_by, left_ore, offered_ore,
      accepted_ore, repaid_ore, lost_ore, recovered_ore)
    select s.loan_id, s.person_id, ${agreementId}, (s.paid_out_on + make_interval(months => r.k))::date,
      case when r.k < s.paid then (s.paid_out_on + make_interval(months => r.k + 1))::date end, 'repaying', 3600000 - r.k * 100000, false,
      r.due_on, r.payable_by, r.left_ore, 0, 0, r.k * 100000, 0, 0
    from seeded s join (
      select p.paid_out_on, k, array_agg(p.due_on order by p.n) as due_on, array_agg(p.payable_by order by p.n) as payable_by,
        array_agg(100000::bigint order by p.n) as left_ore
      from plan p, generate_series(0, 6) k where p.n > k group by 1, 2) r on r.paid_out_on = s.paid_out_on and r.k <= s.paid`)
}
