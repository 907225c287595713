import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { loansModule } from './index.ts'
import { ownAccounts, proposedAccounts } from './store/own-accounts.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { ownAccount, paidOut, scene, staff } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-06-01'), today: () => day('2016-06-01') }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)
const lender = staff.gitte.organisationId
const read = <T>(work: Parameters<typeof scene.as<T>>[2]) => scene.as(staff.gitte, noon('2016-06-01'), work)
const fields = { account: 'DK50 0040 0440 1162 43', holder: 'Næstved Kommune', bic: '', creditor: '1234 5678', format: 'pain.001.001.03' }
const propose = (more: Record<string, string> = {}) =>
  pages.post(staff.gitte, '/bank-accounts', { request_id: newId(), ...fields, ...more })
const decide = (who: typeof staff.gitte, id: string, decision: 'confirmed' | 'dropped') =>
  pages.post(who, `/bank-accounts/${id}/decision`, { request_id: newId(), decision })
const waiting = async () => (await read((tx) => proposedAccounts(tx, lender)))[0]?.id ?? ''
const inUse = async () => (await read((tx) => ownAccounts(tx, lender))).map((one) => [one.account, one.creditor])

test('an account counts when another human confirms it, and a change takes the place of what was', async () => {
  expect((await propose()).status).toBe(303)
  expect(await inUse()).toEqual([])
  const id = await waiting()
  const own = await decide(staff.gitte, id, 'confirmed')
  expect([own.status, own.html.includes('En anden person skal bekræfte')]).toEqual([422, true])
  expect((await decide({ ...staff.poul, accountId: staff.poul.accountId, humanId: staff.gitte.humanId }, id, 'confirmed')).status).toBe(422)
  expect((await decide(staff.poul, id, 'confirmed')).status).toBe(303)
  expect((await decide(staff.poul, id, 'confirmed')).status).toBe(303)
  expect(await inUse()).toEqual([['00400440116243', '12345678']])
  await propose({ creditor: '87654321' })
  expect((await propose({ creditor: '11112222' })).html).toContain('Der venter allerede')
  await decide(staff.poul, await waiting(), 'confirmed')
  expect(await inUse()).toEqual([['00400440116243', '87654321']])
  await propose({ closes: 'yes' })
  await decide(staff.gitte, await waiting(), 'dropped')
  expect(await inUse()).toHaveLength(1)
  await propose({ closes: 'yes' })
  await decide(staff.poul, await waiting(), 'confirmed')
  expect(await inUse()).toEqual([])
})

test('each wrong field is named, and the form comes back filled', async () => {
  const wrong = await propose({ account: 'DK51 0040 0440 1162 43', holder: '', bic: 'NORDEA', creditor: '12' })
  expect(wrong.status).toBe(422)
  for (const field of ['account', 'holder', 'bic', 'creditor']) expect(wrong.html).toContain(`href="#${field}"`)
  expect(wrong.html).toContain('value="NORDEA"')
})

test('the database refuses a confirmation by who proposed, and any change of what was decided; a stranger sees nothing', async () => {
  await ownAccount('0040 0440116243', '12345678')
  const owner = (query: ReturnType<typeof sql>) => scene.database.ownerDb.transaction(nobody(day('2016-06-01')), (tx) => tx.run(query))
  await expect(owner(sql`update loans.own_account set holder = 'En anden' where state = 'confirmed'`)).rejects.toMatchObject({
    constraint: 'own_account_kept',
  })
  await propose({ account: '0040 1111111111' })
  await expect(
    owner(
      sql`update loans.own_account set state = 'confirmed', decided_by = proposed_by, decided_at = proposed_at where state = 'proposed'`,
    ),
  ).rejects.toMatchObject({ constraint: 'own_account_by_two' })
  expect(await scene.as(staff.outsider, noon('2016-06-01'), (tx) => ownAccounts(tx, lender))).toEqual([])
  expect((await pages.get(staff.hanne, '/bank-accounts')).status).toBe(403)
})

test('the borrower reads how to pay on the page, and can save the plan', async () => {
  const id = await paidOut()
  const page = await pages.get(staff.gitte, `/loans/${id}`)
  expect(page.html).toContain('Sådan betaler du')
  expect(page.html).toMatch(/\+71&lt;\d{15}\+12345678&lt;/)
  const pdf = await pages.get(staff.gitte, `/loans/${id}/plan.pdf`)
  expect([pdf.status, pdf.headers.get('content-type'), pdf.html.startsWith('%PDF')]).toEqual([200, 'application/pdf', true])
})
