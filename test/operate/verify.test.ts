import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner } from '#kernel/money.ts'
import { type Sql, nobody, sql } from '#platform/db/database.ts'
import { done, paidOut, pay, scene, started } from '../../src/modules/loans/test-support/loan-scene.ts'
import type { LoanId } from '#modules/loans/index.ts'
import { checks } from '../../src/checks.ts'
import { verifyAll } from '../../src/command/verify.ts'

afterAll(() => scene.database.close())

const { ownerDb } = scene.database
const today = day('2016-06-01')
let loanId: LoanId

beforeAll(async () => {
  await started('Karim Haddad')
  loanId = await paidOut()
  expect(await pay(loanId, kroner(150), '2016-06-01')).toEqual(done)
})

async function verified(from = checks, after: string | null = null) {
  const said: string[] = []
  const voice = { say: (line: string) => void said.push(line), progress: () => undefined }
  return { differ: await verifyAll(ownerDb, from, after, voice), said: said.join('\n') }
}

async function plant(statement: Sql): Promise<void> {
  // What the program cannot do and the owner only by force: rows that nothing may change.
  await ownerDb.transaction(nobody(today), async (tx) => {
    await tx.run(sql`alter table ledger.posting disable trigger user`)
    await tx.run(sql`alter table ledger.entry disable trigger user`)
    await tx.run(sql`alter table loans.event disable trigger user`)
    expect(await tx.run(statement)).toBeGreaterThan(0)
    await tx.run(sql`alter table ledger.posting enable trigger user`)
    await tx.run(sql`alter table ledger.entry enable trigger user`)
    await tx.run(sql`alter table loans.event enable trigger user`)
  })
}

test('what the program has written differs from its events in nothing, and something of each kind was compared but referrals', async () => {
  const { differ, said } = await verified()
  expect(said).toContain('Nothing differs.')
  expect(differ).toBe(0)
  for (const name of ['agreements', 'places', 'runs', 'book-entries', 'loan-states', 'loan-plans', 'loan-balances', 'loan-standings'])
    expect(said).toMatch(new RegExp(`^${name}: [1-9]`, 'm'))
})

describe('a planted difference is named, with its subject, and mended', () => {
  const loan = () => sql`where loan_id = ${loanId}`
  test.each<[string, () => Sql, () => Sql, RegExp]>([
    [
      'in the state of a loan',
      () => sql`update loans.loan set state = 'settled' where id = ${loanId}`,
      () => sql`update loans.loan set state = 'repaying' where id = ${loanId}`,
      /loan-states [0-9a-f-]+: state: stored settled, reckoned repaying/,
    ],
    [
      'in the plan of a loan',
      () => sql`update loans.instalment set paid_ore = paid_ore + 1 ${loan()} and n = 2`,
      () => sql`update loans.instalment set paid_ore = paid_ore - 1 ${loan()} and n = 2`,
      /loan-plans [0-9a-f-]+: instalment 2: stored due .* paid \d+ øre/,
    ],
    [
      'in how a loan stands',
      () => sql`update loans.standing set balance_ore = balance_ore + 1 ${loan()} and until_on is null`,
      () => sql`update loans.standing set balance_ore = balance_ore - 1 ${loan()} and until_on is null`,
      /loan-standings [0-9a-f-]+: from 2016-06-01: stored until now, repaying, .* 85001 øre, .* reckoned until now, repaying, .* 85000 øre/,
    ],
    [
      'in the days between two events',
      () => sql`update loans.standing set until_on = until_on + 1 ${loan()} and from_on = '2016-04-15'`,
      () => sql`update loans.standing set until_on = until_on - 1 ${loan()} and from_on = '2016-04-15'`,
      /loan-standings [0-9a-f-]+: from 2016-04-15: stored until 2016-06-02, .* reckoned until 2016-06-01/,
    ],
    [
      'in a day of the books',
      () => sql`update ledger.posting set amount_ore = amount_ore * 2 where entry_id = (select max(id) from ledger.entry)`,
      () => sql`update ledger.posting set amount_ore = amount_ore / 2 where entry_id = (select max(id) from ledger.entry)`,
      /loan-balances [0-9a-f-]+: bank on 2016-06-01: stored -70000 øre, reckoned -85000 øre/,
    ],
    [
      'in the sum of an entry',
      () => sql`update ledger.posting set amount_ore = amount_ore + 1 where entry_id = (select max(id) from ledger.entry) and line = 1`,
      () => sql`update ledger.posting set amount_ore = amount_ore - 1 where entry_id = (select max(id) from ledger.entry) and line = 1`,
      /book-entries \d+: sum: stored 1, reckoned 0/,
    ],
    [
      'in the log of a loan',
      () => sql`update loans.event set payload = '{"amount":"99999900"}' ${loan()} and name = 'pay'`,
      () => sql`update loans.event set payload = '{"amount":"15000"}' ${loan()} and name = 'pay'`,
      /loan-states [0-9a-f-]+: state: stored repaying, reckoned settled/,
    ],
    [
      'in the state of a run',
      () => sql`update enrolments.enrolment set state = 'main' where state = 'gate'`,
      () => sql`update enrolments.enrolment set state = 'gate' where state = 'main'`,
      /runs [0-9a-f-]+: state: stored main, reckoned gate/,
    ],
    [
      'in a row of the worklist',
      () => sql`update caseload.standing set state = 'waiting' where state = 'gate'`,
      () => sql`update caseload.standing set state = 'gate' where state = 'waiting'`,
      /runs [0-9a-f-]+: case: stored run waiting, reckoned run gate/,
    ],
    [
      'in the days of a place',
      () =>
        sql`update agreements.stay_event set kind = 'reserved' where id in (select max(id) from agreements.stay_event group by occupancy_id)`,
      () =>
        sql`update agreements.stay_event set kind = 'occupied' where id in (select max(id) from agreements.stay_event group by occupancy_id)`,
      /places [0-9a-f-]+: stay: stored .* occupied .*, reckoned .* reserved/,
    ],
    [
      'in the state of an agreement',
      () => sql`update agreements.agreement set state = 'expired'`,
      () => sql`update agreements.agreement set state = 'signed'`,
      /agreements [0-9a-f-]+: state: stored expired, reckoned signed/,
    ],
  ])('%s', async (_, planted, mended, named) => {
    await plant(planted())
    const { differ, said } = await verified()
    await plant(mended())
    expect(differ).toBeGreaterThan(0)
    expect(said).toMatch(named)
    expect(said).not.toContain('Karim')
    expect((await verified()).differ).toBe(0)
  })
})

test('a run that was stopped is taken up after the subject it had come to', async () => {
  const runs = checks.filter((check) => check.name === 'runs')
  const [check] = runs
  if (check === undefined) throw new Error('runs are checked')
  const first = await ownerDb.read(nobody(today), (tx) => check.batch(tx, null, 1))
  expect(first).toMatchObject({ compared: 1, last: expect.any(String) })
  expect((await verified(runs)).said).toContain('runs: 2 compared')
  expect((await verified(runs, first.last)).said).toContain('runs: 1 compared')
})
