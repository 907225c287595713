import { z } from 'zod'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import {
  type ListName,
  type ListWish,
  assign,
  authoritiesWith,
  ballOn,
  cursorText,
  listCounts,
  listPage,
  pageSize,
  parseCursor,
  standAs,
  standing,
} from './index.ts'

let scene: Scene
const idRow = z.object({ case_id: z.string() })
const ownerContext = nobody(day('2015-10-20'))
const cases: { caseId: string; name: string }[] = []
const today = day('2015-10-20')
const at = noon('2015-10-20')

// The runs of the scene have no referral behind them, so each case here is the run's own row.
beforeAll(async () => {
  scene = await makeScene()
  for (const name of ['Amina Yıldız', 'Henning Krabbe', 'Fatou Jallow']) {
    const one = await scene.accepted(name, '2015-10-01')
    const [row] = await scene.database.ownerDb.read(ownerContext, (tx) =>
      tx.rows(idRow, sql`select case_id from caseload.standing where person_id = ${one.personId}`),
    )
    cases.push({ caseId: row?.case_id ?? '', name })
  }
})
afterAll(() => scene.database.close())

const wish = (actor: StaffActor, list: ListName, more: Partial<ListWish> = {}): ListWish => ({
  list,
  organisationId: actor.organisationId,
  accountId: actor.accountId,
  today,
  phase: null,
  agreementId: null,
  due: null,
  after: null,
  ...more,
})
const numbers = (actor: StaffActor, list: ListName, more: Partial<ListWish> = {}) =>
  scene.as(actor, at, async (tx) => (await listPage(tx, wish(actor, list, more))).rows.map((row) => row.caseNumber))

test('a new case stands unassigned at both authorities, with the ball where the run has it', async () => {
  expect(await numbers(scene.mette, 'unassigned')).toHaveLength(3)
  expect(await numbers(scene.ibrahim, 'unassigned')).toHaveLength(3)
  expect(await numbers(scene.ibrahim, 'others')).toHaveLength(3)
  expect(await numbers(scene.mette, 'others')).toEqual([])
})

test('whoever takes a case has it among theirs; the other authority keeps its own', async () => {
  const [first] = cases
  const taken = await scene.as(scene.mette, at, (tx) =>
    assign(tx, { actor: scene.mette, caseId: first?.caseId as never, accountId: scene.mette.accountId, at }),
  )
  expect(taken).toEqual({ ok: true, value: true })
  expect(await numbers(scene.mette, 'mine')).toHaveLength(1)
  expect(await numbers(scene.soeren, 'mine')).toEqual([])
  expect(await numbers(scene.ibrahim, 'unassigned')).toHaveLength(3)
  expect(await scene.as(scene.mette, at, (tx) => listCounts(tx, wish(scene.mette, 'mine')))).toEqual({
    mine: 1,
    unassigned: 2,
    others: 0,
    open: 3,
    ended: 0,
    late: 0,
    soon: 0,
  })
})

test('the counts of one agreement are of that agreement alone, as its lists are', async () => {
  const counted = (agreementId: ListWish['agreementId']) =>
    scene.as(scene.mette, at, (tx) => listCounts(tx, wish(scene.mette, 'mine', { agreementId })))
  expect(await counted(scene.agreementId)).toMatchObject({ mine: 1, unassigned: 2, open: 3 })
  expect(await counted(newId())).toMatchObject({ mine: 0, unassigned: 0, open: 0 })
})

test('nobody names a stranger, nor looks after a case their organisation has no part in', async () => {
  const caseId = cases[1]?.caseId as never
  const stranger = await scene.as(scene.mette, at, (tx) =>
    assign(tx, { actor: scene.mette, caseId, accountId: scene.ibrahim.accountId, at }),
  )
  expect(stranger).toEqual({ ok: false, refusal: { kind: 'not_on_the_staff' } })
  const outside = { ...scene.birgitte, roles: ['caseworker' as const] }
  expect(await scene.as(outside, at, (tx) => assign(tx, { actor: outside, caseId, accountId: null, at }))).toEqual({
    ok: false,
    refusal: { kind: 'no_such_case' },
  })
  expect(await numbers(outside, 'open')).toEqual([])
})

test('a list of two pages is walked to its end by its cursor, each case once, the most urgent first', async () => {
  const { organisationId: provider } = scene.mette
  const { organisationId: jobCentre } = scene.ibrahim
  const personId = await scene.as(scene.mette, at, async (tx) => (await standing(tx, cases[0]?.caseId as never))?.personId)
  await scene.as(scene.mette, at, async (tx) => {
    for (let number = 0; number < pageSize + 10; number += 1)
      await standAs(
        tx,
        {
          caseId: newId(),
          personId: personId as never,
          caseNumber: `N-2015-${String(number + 100)}`,
          agreementId: null,
          parties: { acting_job_centre: jobCentre, provider },
          source: 'run',
          state: 'main',
          paused: false,
          phase: 'main',
          ball: 'provider',
          since: today,
          dueOn: number % 3 === 0 ? null : today.add({ days: number }),
          turnsOn: null,
          decideBy: null,
          next: { acting_job_centre: null, provider: 'complete' },
          endedOn: null,
        },
        at,
      )
  })
  const seen: string[] = []
  let after: ListWish['after'] = null
  for (let page = 0; page < 5; page += 1) {
    const { rows, more } = await scene.as(scene.mette, at, (tx) => listPage(tx, wish(scene.mette, 'open', { phase: 'main', after })))
    seen.push(...rows.map((row) => `${row.dueOn?.toString() ?? 'infinity'} ${row.caseId}`))
    const last = rows.at(-1)
    if (!more || last === undefined) break
    after = parseCursor(cursorText({ on: last.dueOn ?? 'infinity', caseId: last.caseId }))
  }
  expect(seen).toHaveLength(pageSize + 10)
  expect(seen).toEqual([...new Set(seen)].toSorted())
  const soon = await scene.as(scene.mette, at, (tx) => listPage(tx, wish(scene.mette, 'open', { phase: 'main', due: 'soon' })))
  expect(soon.rows.map((row) => row.dueOn?.since(today).days)).toEqual([1, 2, 4, 5, 7])
})

test('what the citizen did not answer by its last day is with both, whether or not a job has run', () => {
  const hearing = { ball: 'citizen' as const, turnsOn: day('2015-10-19') }
  expect(ballOn(hearing, day('2015-10-19'))).toBe('citizen')
  expect(ballOn(hearing, day('2015-10-20'))).toBe('both')
  const complaint = { ball: 'appeal_board' as const, turnsOn: day('2016-05-18') }
  expect(ballOn(complaint, day('2016-05-18'))).toBe('appeal_board')
  expect(ballOn(complaint, day('2016-05-19'))).toBe('acting_job_centre')
  expect(authoritiesWith('both'), 'the citizen reads the names of both').toEqual(['acting_job_centre', 'provider'])
  expect([authoritiesWith('provider'), authoritiesWith('citizen'), authoritiesWith('appeal_board')]).toEqual([['provider'], [], []])
})

test('the database holds that an open case has a ball and an ended one has a day', async () => {
  const [first] = cases
  const without = scene.database.ownerDb.transaction(ownerContext, (tx) =>
    tx.run(sql`update caseload.standing set ball = 'none' where case_id = ${first?.caseId ?? ''}`),
  )
  await expect(without).rejects.toThrow('standing_open_has_a_ball')
})
