import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor, CitizenActor, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, ore } from '#kernel/money.ts'
import { businessPorts } from '../../../test/support/business-ports.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import {
  type BudgetDocument,
  type BudgetLine,
  budgetFigures,
  businessCards,
  businessModule,
  changeBudget,
  eraseBusinessWords,
  keepBudgetVersion,
  keptBudgets,
} from './index.ts'

let scene: Scene
let pages: Pages
let run: Awaited<ReturnType<Scene['accepted']>>
const today = day('2016-09-14')
const at = noon('2016-09-14')
const ports = businessPorts
beforeAll(async () => {
  scene = await makeScene()
  const clock = { now: () => at, today: () => today }
  pages = pagesOf(businessModule({ db: scene.database.db, clock }, ports).routes, clock)
})
beforeEach(async () => {
  run = await scene.accepted('Amina Yıldız', '2015-09-14')
})
afterAll(() => scene.database.close())

const path = (end = '') => `/enrolments/${run.id}/budget${end}`
const sewing: BudgetLine = { kind: 'sale', name: 'Reparationer', amount: kroner(18_000), rhythm: 'month', from: 0, until: null, vat: true }
type Author = CitizenActor | StaffActor
const change = (actor: Author, change: (budget: BudgetDocument) => BudgetDocument, revision = 0) =>
  scene.as(actor, at, (tx) => changeBudget(tx, ports, { actor, enrolmentId: run.id, change, revision, at, today }))
const keep = (actor: Author) => scene.as(actor, at, (tx) => keepBudgetVersion(tx, { actor, enrolmentId: run.id, at }))
const withSales = (budget: BudgetDocument): BudgetDocument => ({ ...budget, lines: [sewing] })

describe('writing', () => {
  test('the case names the kept version while the next is in work', async () => {
    const said = () =>
      scene.as(scene.ibrahim, at, async (tx) => (await businessCards(tx, 'da', { enrolmentId: run.id }))[0]?.facts.at(-1)?.value)
    await change(run.citizen, withSales)
    expect(await said()).toBe('Version 1, under arbejde')
    await keep(run.citizen)
    expect(await said()).toBe('Version 1, gemt')
    await change(run.citizen, (budget) => ({ ...budget, months: 24 }))
    expect(await said()).toBe('Version 1, gemt; Version 2, under arbejde')
  })

  test('a line typed on the page comes back, and the figures on the server are its own', async () => {
    const saved = await pages.post(run.citizen, path('/sales'), {
      revision: '0',
      'name-0': 'Reparationer',
      'amount-0': '18.000,50',
      'rhythm-0': 'month',
      'from-0': '2',
      'vat-0': 'yes',
      request_id: newId(),
    })
    expect([saved.status, saved.location]).toEqual([303, path()])
    const section = await pages.get(run.citizen, path('/sales'))
    expect(section.html).toContain('value="18.000,50"')
    expect(section.html).toContain('name="revision" value="1"')
    expect(section.html).toMatch(/data-figure="sales">180\.005\u00a0kr\./)
    expect((await pages.get(run.citizen, path())).html).toContain('180.005')
    const guardian = { ...run.citizen, scope: 'economy' } as const
    expect((await pages.get(guardian, path())).html, 'back to the first page they may open').toContain('href="/me/economy"')
  })

  test('every wrong field is named, the form comes back filled, and nothing is saved', async () => {
    const wrong = await pages.post(run.citizen, path('/costs'), {
      revision: '0',
      'name-0': 'Stof',
      'amount-0': 'tre tusind',
      'name-1': '',
      'amount-1': '300',
      request_id: newId(),
    })
    expect(wrong.status).toBe(422)
    for (const part of ['href="#amount-0"', 'href="#name-1"', 'value="tre tusind"', 'value="300"']) expect(wrong.html).toContain(part)
    const terms = await pages.post(run.citizen, path('/terms'), {
      start: '13.2016',
      months: '40',
      wish_amount: '20.000',
      request_id: newId(),
    })
    for (const part of ['href="#start"', 'href="#months"', 'href="#tax"']) expect(terms.html).toContain(part)
    expect((await pages.get(run.citizen, path())).html).toContain('Der er intet budget endnu')
  })

  test('the same form sent twice is saved once', async () => {
    const form = { revision: '0', 'name-0': 'Reparationer', 'amount-0': '500', 'vat-0': 'yes', request_id: newId() }
    for (const _ of [1, 2]) expect((await pages.post(run.citizen, path('/sales'), form)).status).toBe(303)
    expect((await pages.get(run.citizen, path('/sales'))).html).toContain('name="revision" value="1"')
  })

  test('of two who write at once, the second is told and keeps what was typed', async () => {
    expect(await change(run.citizen, withSales)).toMatchObject({ ok: true })
    const other = (budget: BudgetDocument) => ({ ...withSales(budget), opening: kroner(1) })
    expect(await change(scene.soeren, other)).toMatchObject({ refusal: { kind: 'budget_changed' } })
    const form = { revision: '0', 'name-0': 'Kursus', 'amount-0': '500', request_id: newId() }
    const again = await pages.post(scene.soeren, path('/sales'), form)
    expect([again.status, again.html.includes('value="Kursus"'), again.html.includes('name="revision" value="1"')]).toEqual([
      422,
      true,
      true,
    ])
  })

  test('a line that ends before it begins is told to choose another month, not a number', async () => {
    const form = { revision: '0', 'name-0': 'Kursus', 'amount-0': '500', 'from-0': '5', 'until-0': '0', request_id: newId() }
    const { status, html } = await pages.post(run.citizen, path('/sales'), form)
    expect([status, html.includes('Til og med, linje 1: Vælg en måned, der ikke ligger før den første.')]).toEqual([422, true])
  })

  test('the wished microloan is paid down by the programme’s own plan, and a wish beyond the product is refused', async () => {
    const wish = (amount: number) => ({ amount: kroner(amount), terms: 36, startPauseMonths: 0, month: 0 })
    expect(await change(run.citizen, (budget) => ({ ...budget, wish: wish(50_001) }))).toMatchObject({
      refusal: { kind: 'wish_outside_product' },
    })
    expect(await change(run.citizen, (budget) => ({ ...budget, wish: wish(31_500) }))).toMatchObject({ ok: true })
    const kept = await keep(run.citizen)
    const figures = kept.ok ? await scene.as(scene.mette, at, (tx) => budgetFigures(tx, kept.value.id)) : null
    expect(figures).toMatchObject({ instalmentsYear: kroner(11 * 875), last: kroner(31_500 - 11 * 875) })
  })
})

describe('versions', () => {
  test('a kept version never changes, not even past the program; the next saving begins another', async () => {
    await change(run.citizen, withSales)
    const kept = await keep(run.citizen)
    expect(kept).toMatchObject({ ok: true })
    expect(await keep(run.citizen)).toMatchObject({ ok: true })
    const forced = (statement: ReturnType<typeof sql>) => scene.as(run.citizen, at, (tx) => tx.run(statement))
    await expect(forced(sql`update business.budget_content set content = '{}'`)).rejects.toMatchObject({
      constraint: 'budget_kept_unchanged',
    })
    await expect(forced(sql`update business.budget set number = 9`)).rejects.toMatchObject({ constraint: 'budget_kept_unchanged' })
    expect(await change(run.citizen, (budget) => ({ ...budget, opening: kroner(5) }))).toMatchObject({ ok: true })
    const before = await pages.get(run.citizen, path('?version=1'))
    expect(before.html).toContain('Du læser version 1')
    expect((await scene.as(scene.mette, at, (tx) => keptBudgets(tx, run.id))).map(({ number }) => number)).toEqual([1])
  })

  test('a loan sees the key figures of a kept version, also if sales fail; of a draft, of a stranger’s or an erased one nothing', async () => {
    const saved = await change(run.citizen, withSales)
    const figures = (actor: Actor, salesPercent = 0) =>
      scene.as(actor, at, (tx) => budgetFigures(tx, saved.ok ? saved.value : newId(), { salesPercent, laterMonths: 0 }))
    expect(await figures(scene.mette)).toBeNull()
    await keep(scene.soeren)
    expect(await figures(scene.mette)).toMatchObject({ salesYear: kroner(216_000), number: 1, keptOn: today })
    expect(await figures(scene.mette, -20)).toMatchObject({ salesYear: kroner(172_800) })
    expect(await figures({ ...scene.mette, organisationId: newId() })).toBeNull()
    await scene.as(scene.mette, at, (tx) => eraseBusinessWords(tx, run.personId))
    expect(await figures(scene.mette)).toBeNull()
    expect((await pages.get(scene.mette, path())).html).toContain('Tallene er slettet')
  })
})

describe('who and what is kept out', () => {
  test('the job centre reads and does not write; the purchaser and another citizen see nothing', async () => {
    await change(run.citizen, withSales)
    expect((await pages.get(scene.ibrahim, path())).html).toContain('216.000')
    expect((await pages.get(scene.ibrahim, path('/sales'))).status).toBe(403)
    const other = await scene.accepted('Fatou Jallow', '2015-09-15')
    for (const actor of [scene.birgitte, other.citizen]) {
      expect((await pages.get(actor, path())).status).toBeGreaterThanOrEqual(403)
      expect((await pages.get(actor, path('.xlsx'))).status).toBeGreaterThanOrEqual(403)
    }
  })

  test('there is one draft of a run at a time', async () => {
    await change(run.citizen, withSales)
    const second = scene.database.ownerDb.transaction(nobody(today), (tx) =>
      tx.run(sql`
        insert into business.budget (id, enrolment_id, number, state, revision, changed_at, account_id)
        values (${newId()}, ${run.id}, 2, 'draft', 1, ${at}, ${run.citizen.accountId})`),
    )
    await expect(second).rejects.toMatchObject({ constraint: 'budget_one_draft' })
  })

  test('what a person typed is text in the spreadsheet, never a formula', async () => {
    const evil = { ...sewing, name: '=HYPERLINK("http://example.dk")', amount: ore(1n) }
    await change(run.citizen, (budget) => ({ ...budget, lines: [evil] }))
    expect((await pages.get(run.citizen, path('.xlsx?version=1'))).status).toBe(200)
  })
})
