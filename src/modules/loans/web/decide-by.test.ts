import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { lettersTo } from '#modules/notices/index.ts'
import { publishDeadline } from '#modules/programmes/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../../test/support/pages.ts'
import { tellDelay, tellDelaysDue } from '../actions/tell-delay.ts'
import { eventsOf } from '../store/events.ts'
import { loansModule } from '../index.ts'
import { loanPorts } from '../test-support/loan-ports.ts'
import { applied, approval, done, run, scene, staff, take } from '../test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = movableClock(noon('2016-04-12'))
const noFile = () => Promise.reject(new Error('no file is read here'))
const pages = pagesOf(loansModule({ db: scene.database.db, clock }, noFile, loanPorts).routes, clock)
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('an application says when it must be decided, and that it is late from the day after, until it is decided', async () => {
  const { hanne, poul } = staff
  const id = await applied()
  const shown = async (on: string) => {
    clock.moveTo(noon(on))
    return { page: words((await pages.get(hanne, `/loans/${id}`)).html), list: words((await pages.get(hanne, '/loans')).html) }
  }
  const before = await shown('2016-04-12')
  expect([before.page.includes('Svar senest'), before.list.includes('Svar senest')], 'none is published').toEqual([false, false])
  const admin: StaffActor = { ...hanne, roles: ['administrator'] }
  const from = day('2016-04-01')
  const at = noon('2016-04-01')
  const publish = { actor: admin, caseType: 'loan', from, days: 28, legalSource: 'Byrådet', at } as const
  expect(await scene.as(admin, at, (tx) => publishDeadline(tx, publish))).toEqual(done)
  for (const [on, isLate] of [
    ['2016-05-10', false],
    ['2016-05-11', true],
  ] as const)
    for (const text of Object.values(await shown(on))) {
      expect(text).toContain('10.05.2016')
      expect(text.includes('Svaret er forsinket'), on).toBe(isLate)
    }
  // The night after, the applicant is written to with a new day, once; adviser and approver are told; and again when that is not kept.
  const night = (on: string) => tellDelaysDue(scene.database.db, day(on), noon(on))
  expect([await night('2016-05-10'), await night('2016-05-11'), await night('2016-05-11'), await night('2016-05-25')]).toEqual([0, 1, 0, 0])
  const titles = async () =>
    (await scene.as(run.citizen, noon('2016-06-30'), (tx) => lettersTo(tx, run.citizen.personId))).filter(
      ({ title }) => title === 'Din afgørelse er forsinket',
    ).length
  expect(await titles()).toBe(1)
  const told = await scene.database.ownerDb.read(nobody(day('2016-05-11')), (tx) =>
    tx.rows(
      z.object({ role: z.string() }),
      sql`select role from notices.notice where subject_id = ${id} and kind = 'loan_decision_delayed' order by role`,
    ),
  )
  expect(told.map(({ role }) => role)).toEqual(['approver', 'financial_adviser'])
  expect((await shown('2016-05-12')).page).toContain('Ventes senest 25.05.2016')
  expect(await take(hanne, id, { kind: 'advise', words: 'God idé' })).toEqual(done)
  expect([await night('2016-05-26'), await titles()]).toEqual([1, 2])
  expect((await shown('2016-05-26')).page, 'a day was not kept: the next holds').toContain('Ventes senest 23.06.2016')
  expect(await take(poul, id, approval)).toEqual(done)
  for (const text of Object.values(await shown('2016-06-03'))) expect(text).not.toContain('Svar senest')
  expect(await night('2016-06-03'), 'it is decided').toBe(0)
  expect(await take(hanne, id, { kind: 'withdraw' }), 'for the next test').toEqual(done)
})

test('adviser and approver write a late decision by hand: the letter is read first, sent once with their own day and words, and the night keeps to that day', async () => {
  const { hanne, poul, gitte } = staff
  clock.moveTo(noon('2016-07-01'))
  const id = await applied()
  const path = `/loans/${id}/delay`
  const form = await pages.get(hanne, path)
  expect(words(form.html), 'the rhythm proposes').toContain('Afgørelsen kan ventes senest')
  expect(form.html).toContain('value="15.07.2016"')
  expect((await pages.get(gitte, path)).status, 'who pays out owes no decision').toBe(403)
  const seen = (html: string) => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? 'nothing'
  const sent = (more: Record<string, string>) => ({
    expected_on: '20.07.2016',
    why: 'Vi venter på dit budget for efteråret.',
    seen: seen(form.html),
    ...more,
  })
  const late = await pages.post(hanne, path, sent({ expected_on: '01.07.2016' }))
  expect([late.status, words(late.html).includes('Den nye dato skal ligge efter i dag')]).toEqual([422, true])
  expect(late.html, 'it comes back filled').toContain('Vi venter på dit budget for efteråret.')
  const letters = async () =>
    (await scene.as(run.citizen, noon('2016-07-30'), (tx) => lettersTo(tx, run.citizen.personId))).filter(
      ({ title }) => title === 'Din afgørelse er forsinket',
    ).length
  const before = await letters()
  const preview = await pages.post(hanne, path, sent({ do: 'look' }))
  expect(words(preview.html)).toContain('Vi regner med, at du får en afgørelse senest den 20. juli 2016')
  expect(await letters(), 'looking sends nothing').toBe(before)
  const once = sent({ do: 'send', request_id: '0198a000-0000-7000-8000-00000000d001' })
  expect((await pages.post(hanne, path, once)).status).toBe(303)
  expect((await pages.post(hanne, path, once)).status, 'pressed twice').toBe(303)
  expect(await letters()).toBe(before + 1)
  expect(words((await pages.get(hanne, `/loans/${id}`)).html)).toContain('Vi venter på dit budget for efteråret.')
  const unseen = await pages.post(poul, path, sent({ expected_on: '22.07.2016', do: 'send' }))
  expect([unseen.status, words(unseen.html).includes('En anden har lige sendt et brev')], 'another wrote while the form lay open').toEqual([
    422,
    true,
  ])
  expect(await letters()).toBe(before + 1)
  expect(await tellDelaysDue(scene.database.db, day('2016-07-20'), noon('2016-07-20')), 'the day by hand holds').toBe(0)
  clock.moveTo(noon('2016-07-20'))
  expect(
    (await pages.post(poul, path, sent({ expected_on: '01.08.2016', do: 'send', seen: seen(unseen.html) }))).status,
    'again, with another day',
  ).toBe(303)
  expect(await letters()).toBe(before + 2)
  expect(await take(hanne, id, { kind: 'advise', words: 'God idé' })).toEqual(done)
  expect(await take(poul, id, approval)).toEqual(done)
  const over = await pages.get(hanne, path)
  expect(words(over.html)).toContain('Der er ingen afgørelse at vente på.')
  expect(await take(run.citizen, id, { kind: 'withdraw' }), 'for the next test').toEqual(done)
})

test('two tell the applicant at once that the decision is late: one letter is sent, and another only by who has seen it', async () => {
  const { hanne, poul } = staff
  const [on, at] = [day('2016-08-01'), noon('2016-08-01')]
  const loanId = await applied()
  const tell = (actor: StaffActor, seen: string | null, expectedOn: string) =>
    scene.as(actor, at, (tx) =>
      tellDelay(tx, { actor, loanId, requestId: newId(), on, at, why: 'Vi venter på bilag', expectedOn: day(expectedOn), seen }),
    )
  const told = async () => (await scene.as(hanne, at, (tx) => eventsOf(tx, loanId))).filter(({ name }) => name === 'tell_delay')
  const both = await Promise.all([tell(hanne, null, '2016-08-20'), tell(poul, null, '2016-08-22')])
  expect(both.filter(({ ok }) => ok)).toEqual([done])
  const [first, ...more] = await told()
  expect([both.find(({ ok }) => !ok), more]).toEqual([{ ok: false, refusal: { kind: 'told_meanwhile', until: first?.payload.until } }, []])
  expect(await tell(poul, first?.id ?? null, '2016-09-01')).toEqual(done)
  expect((await told()).length).toBe(2)
})
