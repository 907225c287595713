import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner } from '#kernel/money.ts'
import { noon } from '../../../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../../../test/support/pages.ts'
import { loansModule } from '../../index.ts'
import { loanPorts } from '../../test-support/loan-ports.ts'
import { applied, done, move, paidOut, pay, run, scene, staff, withdraw } from '../../test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2017-02-10'), today: () => day('2017-02-10') }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)
const plain = (html: string) => html.replaceAll('\u00a0', ' ').replaceAll('&nbsp;', ' ')

test('a borrower reads what was owed at the end of a year, what moved, and takes it along; a wrong period is named and kept', async () => {
  const early = await applied()
  expect((await pages.get(run.citizen, `/loans/${early}/statement`)).html).toContain('Lånet er ikke udbetalt')
  expect((await pages.get(run.citizen, `/loans/${early}/statement.pdf`)).status, 'there is no paper of nothing').toBe(404)
  await withdraw(early)
  const id = await paidOut()
  expect(await pay(id, kroner(100), '2016-06-01')).toEqual(done)
  expect(await move(staff.gitte, id, { kind: 'pay', amount: kroner(250), on: day('2017-01-15') }, { on: '2017-01-16' })).toEqual(done)
  const path = `/loans/${id}/statement`
  const year = plain((await pages.get(run.citizen, `${path}?from=01.06.2016&to=31.12.2016`)).html)
  expect(year).toContain('Tilbage 31.12.2016')
  expect(year, 'the debt before the period and after it').toMatch(/1\.000 kr\.[^]*900 kr\./)
  expect(year.includes('datetime="2017-01-15"'), 'the payment of the next year is not in it').toBe(false)
  const whole = plain((await pages.get(staff.gitte, path)).html)
  expect([whole.includes('2016-06-01'), whole.includes('2017-01-15')], 'without a period the whole loan is shown').toEqual([true, true])
  expect(whole, 'each year so far is a link').toMatch(/from=01\.01\.2017&amp;to=10\.02\.2017/)
  for (const [query, words] of [
    ['from=31.02.2016&to=31.12.2016', 'value="31.02.2016"'],
    ['from=01.02.2017&to=01.01.2017', 'Skriv samme dag som i Fra eller en senere'],
    ['to=11.02.2017', 'value="11.02.2017"'],
  ]) {
    const answer = await pages.get(run.citizen, `${path}?${query}`)
    expect([answer.status, answer.html.includes(words ?? '')], query).toEqual([422, true])
  }
  expect((await pages.get(staff.outsider, path)).status, 'nobody of another organisation reads it').toBe(404)
  const file = await pages.get(run.citizen, `${path}.pdf?from=01.06.2016&to=31.12.2016`)
  expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
    200,
    'application/pdf',
    expect.stringContaining('statement.pdf'),
  ])
})
