import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { takeStep } from '#modules/enrolments/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../test/support/pages.ts'
import { remindDue } from './actions/remind.ts'
import { askForReview, loansModule } from './index.ts'
import { eventsOf } from './store/events.ts'
import { loanPorts } from './test-support/loan-ports.ts'
import { applied, done, paidOut, payOff, run, scene, staff, take } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const { hanne, poul, gitte } = staff
const clock = { now: () => noon('2016-05-12'), today: () => day('2016-05-12') }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)
const ports = { ...scene.ports, runEnded: askForReview }
const tasks = (id: string) =>
  scene.database.ownerDb.transaction(nobody(day('2016-05-12')), (tx) =>
    tx.rows(
      z.object({ kind: z.string(), done: z.boolean() }),
      sql`select kind, done_at is not null as done from notices.notice where subject_id = ${id} and kind = 'loan_review' and task`,
    ),
  )

test('the approver gets the task of a request only where it is beyond what the adviser may grant', async () => {
  const id = await paidOut()
  const asked = async () =>
    (
      await scene.database.ownerDb.transaction(nobody(day('2016-05-12')), (tx) =>
        tx.rows(
          z.object({ role: z.string() }),
          sql`select role from notices.notice where subject_id = ${id} and kind = 'loan_deferral_asked' and done_at is null order by role`,
        ),
      )
    ).map(({ role }) => role)
  const post = (actor: typeof hanne | typeof run.citizen, path: string, fields: Record<string, string>) =>
    pages.post(actor, `/loans/${id}/${path}`, { request_id: newId(), kind: 'pause', from: '01.06.2016', words: 'Syg', ...fields })
  expect((await post(run.citizen, 'deferral-requests', { months: '2' })).status).toBe(303)
  expect(await asked()).toEqual(['financial_adviser'])
  const answers = /name="answers" value="([^"]+)"/.exec((await pages.get(hanne, `/loans/${id}/deferral`)).html)?.[1] ?? ''
  expect((await post(hanne, 'deferral-refusals', { answers })).status).toBe(303)
  expect((await post(run.citizen, 'deferral-requests', { months: '7' })).status).toBe(303)
  expect(await asked()).toEqual(['approver', 'financial_adviser'])
  await payOff(id)
})

test('a dispute is the approver’s task until they have decided it, and told to the adviser', async () => {
  const id = await paidOut()
  const told = () =>
    scene.database.ownerDb.transaction(nobody(day('2016-05-12')), (tx) =>
      tx.rows(
        z.object({ role: z.string(), open: z.boolean() }),
        sql`select role, task and done_at is null as open from notices.notice where subject_id = ${id} and kind = 'loan_disputed' order by role`,
      ),
    )
  const post = (actor: typeof hanne | typeof run.citizen, path: string) =>
    pages.post(actor, `/loans/${id}/${path}`, { request_id: newId(), words: 'Betalt kontant' })
  expect((await post(run.citizen, 'disputes')).status).toBe(303)
  expect(await told()).toEqual([
    { role: 'approver', open: true },
    { role: 'financial_adviser', open: false },
  ])
  expect((await post(poul, 'dispute-ends')).status).toBe(303)
  expect((await told()).filter(({ open }) => open)).toEqual([])
  await payOff(id)
})

test('an application that is declined has no plan to reckon with: the step says why, and the page says that there is nothing', async () => {
  const id = await applied()
  expect(await take(hanne, id, { kind: 'advise', words: 'Nej' })).toEqual(done)
  expect((await pages.get(run.citizen, `/loans/${id}`)).html).toContain(`href="/loans/${id}/what-if"`)
  expect(await take(poul, id, { kind: 'decline', reason: 'other', words: 'For usikkert' })).toEqual(done)
  const { html } = await pages.get(run.citizen, `/loans/${id}`)
  expect([html.includes(`href="/loans/${id}/what-if"`), html.includes('Ansøgningen er afslået.')]).toEqual([false, true])
  expect((await pages.get(run.citizen, `/loans/${id}/what-if`)).html).toContain('Der er intet at regne på')
})

test('a run that ends early, or by a death, asks the adviser to review the loan; the review closes the task, and the dead are not reminded', async () => {
  const id = await paidOut()
  const end = { step: 'end_early', lastDay: day('2016-05-11'), initiator: 'citizen', tookPart: true } as const
  const early = await scene.as(scene.ibrahim, noon('2016-05-11'), (tx) =>
    takeStep(tx, ports, { actor: scene.ibrahim, enrolmentId: run.id, wish: end, reason: 'got_job', at: noon('2016-05-11') }),
  )
  expect(early.ok).toBe(true)
  expect(new Set((await tasks(id)).map(({ done }) => done))).toEqual(new Set([false]))
  const shown = (await pages.get(hanne, `/loans/${id}`)).html
  expect(shown).toContain('Borgerens forløb sluttede før tid 11.05.2016')
  expect((await pages.get(run.citizen, `/loans/${id}`)).html, 'the borrower is not asked').not.toContain('Gennemgå lånet')
  const form = (fields: Record<string, string>) => ({ request_id: newId(), ...fields })
  expect((await pages.post(gitte, `/loans/${id}/reviews`, form({ review: 'x' }))).status).toBe(403)
  expect((await pages.post(hanne, `/loans/${id}/reviews`, form({ review: '' }))).status).toBe(422)
  expect((await pages.post(hanne, `/loans/${id}/reviews`, form({ review: 'Planen holder, borgeren har fået job' }))).status).toBe(303)
  expect(new Set((await tasks(id)).map(({ done }) => done))).toEqual(new Set([true]))
  expect((await pages.get(hanne, `/loans/${id}`)).html).not.toContain('Gennemgå lånet')

  const died = await scene.as(scene.ibrahim, noon('2016-05-30'), (tx) =>
    takeStep(tx, ports, {
      actor: scene.ibrahim,
      enrolmentId: run.id,
      wish: { step: 'record_death', on: day('2016-05-29') },
      at: noon('2016-05-30'),
    }),
  )
  expect(died.ok).toBe(true)
  expect(
    (await tasks(id)).some(({ done }) => !done),
    'a death asks again',
  ).toBe(true)
  for (const on of ['2016-06-04', '2016-06-20', '2016-08-01']) await remindDue(scene.database.db, day(on), noon(on))
  const events = await scene.as(gitte, noon('2016-08-01'), (tx) => eventsOf(tx, id))
  expect(events.filter((event) => event.name === 'remind')).toEqual([])
})
