import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../../../test/support/enrolment-scene.ts'
import { readReport } from '../../index.ts'
import { checkReport } from '../../actions/figures/check-report.ts'
import { type EvaluationScene, evaluationScene, ports, staffOf } from '../../test-support/evaluation-scene.ts'

let given: EvaluationScene
let admin: ReturnType<typeof staffOf>
beforeAll(async () => {
  given = await evaluationScene()
  admin = staffOf(given.scene, 'naestved', 'administrator')
})
afterAll(() => given.scene.database.close())

const path = '/reimbursement'
const cut = {
  from: '01.01.2017',
  percent_1: '70',
  until_1: '13',
  percent_2: '10',
  legal_source: 'Lov nr. 1 af 1. juni 2016',
  confirmed: 'yes',
}

/** The bottom line and the needed number of a report, with the rules it says it goes by. */
async function sums(id: Awaited<ReturnType<EvaluationScene['draft']>>) {
  const actor = given.a('committee_secretary')
  const read = await given.scene.as(actor, noon('2016-04-20'), (tx) => readReport(tx, ports, { actor, id, now: noon('2016-04-20') }))
  assert(read.ok, 'the report is read')
  const { dataset } = read.value
  return { rules: dataset.reimbursement?.map(({ from }) => from), dataset }
}

test('the law of before and after January 2016 is there with its act, and what is assumed is said', async () => {
  const { status, html } = await given.pages.get(given.a('committee_secretary'), path)
  expect(status).toBe(200)
  for (const text of [
    '80 % til og med uge 4, 40 % til og med uge 26, 30 % til og med uge 52, 20 % derefter',
    'Lov nr. 994 af 30. august 2015',
    '30 % uanset varighed',
    'Antaget',
    '01.01.2011 til 03.01.2016',
  ])
    expect(html).toContain(text)
  expect(html).not.toContain(`${path}/new`)
  expect((await given.pages.get(given.a('committee_member'), path)).status).toBe(403)
  expect((await given.pages.post(given.a('committee_secretary'), `${path}/new`, { ...cut, do: 'save' })).status).toBe(403)
})

test('a report goes by the rules of its own weeks, prints them, and keeps them when it is published', async () => {
  const [old, spring] = [await given.draft('Før', noon('2016-04-20'), '2015-11-15'), await given.draft()]
  expect((await sums(old)).rules).toEqual(['2011-01-01', '2016-01-04'])
  expect((await sums(spring)).rules).toEqual(['2016-01-04'])
  const { html } = await given.pages.get(given.a('committee_secretary'), `/evaluation/${spring}/assumptions`)
  expect(html).toContain('Statens refusion fra 04.01.2016')
  expect(html).not.toContain('Statens refusion fra 01.01.2011')
})

test('an administrator looks first: what is missing is said at its field, what will hold is shown, and nothing is kept', async () => {
  const faulty = await given.pages.post(admin, `${path}/new`, { ...cut, until_1: '', legal_source: '', do: 'look' })
  expect([faulty.status, faulty.html.includes('id="legal_source-error"'), faulty.html.includes('value="70"')]).toEqual([422, true, true])
  const gap = await given.pages.post(admin, `${path}/new`, { ...cut, until_1: '', do: 'look' })
  expect([gap.status, gap.html.includes('Skriv den uge, trinnet slutter')]).toEqual([422, true])
  const falls = await given.pages.post(admin, `${path}/new`, { ...cut, until_2: '13', percent_3: '5', do: 'look' })
  expect([falls.status, falls.html.includes('Ugen skal være senere')]).toEqual([422, true])
  const looked = await given.pages.post(admin, `${path}/new`, { ...cut, do: 'look' })
  expect(looked.status).toBe(200)
  expect(looked.html).toContain('70 % til og med uge 13, 10 % derefter')
  // 260 weeks of 11.000 × 12 / 52 kr.: 13 at 30 and 247 at 90 per cent; before 4 at 20, 22 at 60, 26 at 70 and 208 at 80
  expect(looked.html).toMatch(/574\.200.kr.*504\.138,46.kr/s)
  expect((await given.pages.get(admin, path)).html).not.toContain('Lov nr. 1 af')
})

test('a rule made after a cut-off does not change its report, but is told where it is made again', async () => {
  const id = await given.draft()
  const published = await given.publish(id)
  assert(published.ok, 'the secretary may publish')
  const before = await sums(id)
  const request = { ...cut, request_id: '0190b000-0000-7000-8000-0000000000aa', do: 'save' }
  expect((await given.pages.post(admin, `${path}/new`, request)).location).toBe(path)
  expect((await given.pages.post(admin, `${path}/new`, request)).location).toBe(path)
  const listed = (await given.pages.get(admin, path)).html
  expect(listed.split('Lov nr. 1 af 1. juni 2016').length - 1).toBe(1)
  expect(await sums(id)).toEqual(before)
  const draft = await sums(await given.draft('Igen'))
  expect(draft.rules).toEqual(before.rules)
  const actor = given.a('committee_secretary')
  const now = noon('2016-06-01')
  const check = await given.scene.as(actor, now, (tx) => checkReport(tx, ports, { actor, id, now }))
  assert(check.ok, 'the report is made again')
  expect(check.value.hashHolds).toBe(true)
  expect(check.value.differs).toEqual([])
})

test('a later rule from the same day takes its place and both stand; the database refuses to change or delete either', async () => {
  expect((await given.pages.post(admin, `${path}/new`, { ...cut, percent_1: '60', do: 'save' })).status).toBe(303)
  const { html } = await given.pages.get(admin, path)
  expect(html).toContain('60 % til og med uge 13')
  expect(html).toContain('70 % til og med uge 13')
  expect(html).toContain('Erstattet')
  const owner = given.scene.database.ownerDb
  const run = (statement: ReturnType<typeof sql>) => owner.transaction(nobody(day('2016-06-01')), (tx) => tx.run(statement))
  await expect(run(sql`delete from evaluation.reimbursement_rule`)).rejects.toThrow('never changed or deleted')
  await expect(run(sql`update evaluation.reimbursement_rule set confirmed = true`)).rejects.toThrow('never changed or deleted')
  const weeks = sql`insert into evaluation.reimbursement_rule (id, from_on, until_weeks, percents, legal_source, confirmed)
    values ('0190b000-0000-7000-8000-0000000000bb', '2020-01-01', '{26,26}', '{80,40,20}', 'Lov', true)`
  await expect(run(weeks)).rejects.toThrow('reimbursement_weeks')
})
