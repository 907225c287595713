import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { agreement } from '#modules/agreements/index.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { liveOn } from '../../../test/support/support-basis.ts'
import { checkReport, commentOnReport, openHearing, readReport, readRows, writeSections } from './index.ts'
import { type EvaluationScene, evaluationScene, ports } from './test-support/evaluation-scene.ts'

let given: EvaluationScene
beforeAll(async () => {
  given = await evaluationScene()
})
afterAll(() => given.scene.database.close())

const at = noon('2016-04-20')
const allowed = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

test('a published report comes out the same next year, and what was corrected since is listed', async () => {
  const { scene, a, amira, bo } = given
  await liveOn(scene, { on: '2015-10-05', personId: amira, code: 'unemployment_benefit', from: '2014-02-01' })
  const id = await given.draft()
  allowed(await given.publish(id))
  const actor = a('programme_manager')
  const check = async (on: string) => allowed(await scene.as(actor, noon(on), (tx) => checkReport(tx, ports, { actor, id, now: noon(on) })))
  expect(await check('2017-04-15')).toMatchObject({ hashHolds: true, differs: [], corrected: [], correctedCases: [], erased: 0 })
  await liveOn(scene, { on: '2017-01-10', personId: bo, code: 'sickness_benefit', from: '2015-01-01' })
  const later = await check('2017-04-15')
  expect(later).toMatchObject({ hashHolds: true, differs: [] })
  const basis = later.corrected.find(({ figure }) => figure.code === 'basis_start')
  expect(basis).toMatchObject({ was: 1n, now: 2n })
  expect(later.correctedCases).toHaveLength(1)
  const page = await given.pages.get(a('job_centre_lead'), `/evaluation/${id}/check`)
  expect(page.html).toContain('Hashen passer')
  expect((await given.pages.get(a('committee_member'), `/evaluation/${id}/check`)).status).toBe(403)
})

test('a row of somebody erased can be emptied and nothing else; the hash still holds', async () => {
  const { scene, a } = given
  const id = await given.draft()
  allowed(await given.publish(id))
  const owner = (statement: ReturnType<typeof sql>) =>
    scene.database.ownerDb.transaction(nobody(day('2016-05-01')), (tx) => tx.run(statement))
  await expect(owner(sql`update evaluation.frozen_row set cells = 'referred' where report_id = ${id}`)).rejects.toThrow(/only ever emptied/)
  await expect(owner(sql`delete from evaluation.frozen_row where report_id = ${id}`)).rejects.toThrow(/only ever emptied/)
  await owner(sql`update evaluation.frozen_row set cells = null, salt = null where report_id = ${id} and case_number = 'I-2015-001'`)
  const actor = a('job_centre_lead')
  const check = allowed(await scene.as(actor, at, (tx) => checkReport(tx, ports, { actor, id, now: at })))
  expect(check).toMatchObject({ hashHolds: true, erased: 1 })
})

test('the draft is written under its headings with figures put in; what is no figure is refused, and so is writing over another', async () => {
  const { scene, a } = given
  const id = await given.draft()
  const actor = a('committee_secretary')
  const write = (words: Record<string, string>, seen: number) =>
    scene.as(actor, at, (tx) => writeSections(tx, ports, { actor, reportId: id, title: 'Evaluering', words, seen, at }))
  expect(await write({ course: 'Vi har [[nonsense]]' }, 0)).toMatchObject({
    refusal: { kind: 'no_such_figure', section: 'course', code: 'nonsense' },
  })
  allowed(await write({ course: '[[places]] pladser, [[started]] begyndte' }, 0))
  expect(await write({ course: 'Andet' }, 0)).toMatchObject({ refusal: { kind: 'written_meanwhile' } })
  const [open, closed] = [
    await given.pages.get(actor, `/evaluation/${id}`),
    await given.pages.get(actor, `/evaluation/${id}?version=closed`),
  ]
  expect(open.html).toContain('2 pladser, 1–4 begyndte')
  expect(closed.html).toContain('2 pladser, 2 begyndte')
  const form = await given.pages.get(actor, `/evaluation/${id}/text`)
  expect(form.html).toContain('[[places]] pladser')
  const refused = await given.pages.post(actor, `/evaluation/${id}/text`, { title: 'x', seen: '1', course: '[[nope]]' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('[[nope]]')
  allowed(await given.publish(id))
  expect(await write({ course: 'Senere' }, 1)).toMatchObject({ refusal: { kind: 'already_published' } })
})

test('each of the three parties comments until the last day, and what they say is printed with the report', async () => {
  const { scene, a } = given
  const id = await given.draft()
  const secretary = a('committee_secretary')
  const comment = (role: Parameters<typeof a>[0], on: string, requestId: string = newId()) =>
    scene.as(a(role), noon(on), (tx) =>
      commentOnReport(tx, { actor: a(role), reportId: id, words: `Fra ${role}`, requestId, at: noon(on) }),
    )
  expect(await comment('programme_manager', '2016-04-20')).toMatchObject({ refusal: { kind: 'no_hearing' } })
  const open = (until: string) =>
    scene.as(secretary, at, (tx) => openHearing(tx, { actor: secretary, reportId: id, untilOn: day(until), at }))
  expect(await open('2016-04-19')).toMatchObject({ refusal: { kind: 'hearing_in_past' } })
  allowed(await open('2016-05-04'))
  const once = newId()
  allowed(await comment('programme_manager', '2016-05-04', once))
  allowed(await comment('programme_manager', '2016-05-04', once))
  allowed(await comment('job_centre_lead', '2016-04-21'))
  allowed(await comment('business_director', '2016-04-21'))
  expect(await comment('committee_member', '2016-04-21')).toMatchObject({ refusal: { kind: 'not_permitted' } })
  expect(await comment('caseworker', '2016-04-21')).toMatchObject({ refusal: { kind: 'not_permitted' } })
  expect(await comment('job_centre_lead', '2016-05-05')).toMatchObject({ refusal: { kind: 'hearing_over' } })
  allowed(await given.publish(id, secretary, noon('2016-05-06')))
  const page = await given.pages.get(a('committee_member'), `/evaluation/${id}`)
  expect(page.html.split('Fra programme_manager')).toHaveLength(2)
  expect(page.html).toContain('Fra business_director')
})

test('the cases behind a figure are seen by those who handle them, and it is logged', async () => {
  const { scene, a } = given
  const id = await given.draft()
  for (const role of ['programme_manager', 'job_centre_lead'] as const) {
    const page = await given.pages.get(a(role), `/evaluation/${id}/rows?code=started`)
    expect(page.html).toContain('I-2015-001')
  }
  for (const role of ['committee_secretary', 'business_director', 'committee_member', 'caseworker'] as const)
    expect((await given.pages.get(a(role), `/evaluation/${id}/rows?code=started`)).status).toBe(403)
  const actor = a('programme_manager')
  const rows = allowed(await scene.as(actor, at, (tx) => readRows(tx, ports, { actor, id, code: 'qualifying', now: at })))
  expect(rows.rows).toHaveLength(2)
  const logged = await scene.database.ownerDb.read(nobody(day('2016-04-20')), (tx) =>
    tx.rows(
      z.object({ figure: z.string().nullable() }),
      sql`select codes ->> 'figure' as figure from audit.line where action = 'evaluation.see_rows'`,
    ),
  )
  expect(logged.map((line) => line.figure)).toEqual(['started', 'started', 'qualifying'])
})

test('a second report says what changed since the last', async () => {
  const { a } = given
  const first = await given.draft('Første', noon('2016-04-20'), '2015-12-31')
  allowed(await given.publish(first))
  const second = await given.draft('Anden')
  const page = await given.pages.get(a('programme_manager'), `/evaluation/${second}?version=closed`)
  expect(page.html).toContain('Ændret siden sidste rapport')
  expect(page.html).toContain('Pladsdage brugt')
})

test('the sum is exact without script, and what is chosen follows the report', async () => {
  const { scene, a } = given
  const id = await given.draft()
  const secretary = a('committee_secretary')
  const tried = { benefit: '5.200', weeks: '0', horizon: '12', loss: '0', other_cost: '0', self: '2', act: 'reckon' }
  const page = await given.pages.post(secretary, `/evaluation/${id}/assumptions`, tried)
  expect(page.html).toContain('38.640') // 52 weeks of 1.200 kr.: 4 at 20, 22 at 60, 26 at 70 per cent
  expect(page.html).toContain('77.280')
  expect((await given.pages.post(a('programme_manager'), `/evaluation/${id}/assumptions`, { ...tried, act: 'keep' })).status).toBe(403)
  expect((await given.pages.post(secretary, `/evaluation/${id}/assumptions`, { ...tried, act: 'keep' })).status).toBe(303)
  const read = allowed(await scene.as(secretary, at, (tx) => readReport(tx, ports, { actor: secretary, id, now: at })))
  expect(read.dataset.assumptions).toMatchObject({ benefitOre: 520_000n, horizonMonths: 12 })
  expect((await given.pages.post(secretary, `/evaluation/${id}/assumptions`, { ...tried, horizon: '0' })).status).toBe(422)
})

test('a published report is read by its link in the open version, until it is closed; the key lies nowhere', async () => {
  const { a, pages } = given
  const id = await given.draft()
  const secretary = a('committee_secretary')
  expect((await pages.get(secretary, `/evaluation/${id}/link`)).status).toBe(303)
  allowed(await given.publish(id))
  expect((await pages.post(a('programme_manager'), `/evaluation/${id}/link`, { until_on: '01.06.2016' })).status).toBe(403)
  expect((await pages.post(secretary, `/evaluation/${id}/link`, { until_on: '01.01.2016' })).status).toBe(422)
  const made = await pages.post(secretary, `/evaluation/${id}/link`, { until_on: '01.06.2016' })
  const key = /\/report\/([\w-]{32})/.exec(made.html)?.[1] ?? ''
  const stranger = a('caseworker')
  const read = await pages.get(stranger, `/report/${key}`)
  expect(read.status).toBe(200)
  expect(read.html).toContain('1–4')
  expect(read.html).not.toContain('/evaluation/')
  expect((await pages.get(stranger, `/report/${key}.pdf`)).status).toBe(200)
  expect((await pages.get(stranger, `/report/${key.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'))}`)).status).toBe(404)
  await pages.post(secretary, `/evaluation/${id}/link/closing`, {})
  expect((await pages.get(stranger, `/report/${key}`)).status).toBe(404)
})

test('gaps stand by who has them; the spreadsheet keeps the open version’s gaps', async () => {
  const { a, pages, scene } = given
  const page = await pages.get(a('committee_secretary'), `/evaluation/gaps/${scene.agreementId}?on=15.04.2016`)
  expect(page.status).toBe(200)
  expect((await pages.get(a('committee_member'), `/evaluation/gaps/${scene.agreementId}`)).status).toBe(403)
  const id = await given.draft()
  for (const role of ['committee_secretary', 'business_director'] as const)
    expect((await pages.get(a(role), `/evaluation/${id}.xlsx`)).status).toBe(200)
  expect((await pages.get(a('business_director'), `/evaluation/${id}.xlsx?version=closed`)).status).toBe(403)
})

test('to stop ends the agreement for new runs in the same transaction; to change buys another number of places', async () => {
  const { a, pages, scene } = given
  const secretary = a('committee_secretary')
  const fields = { decided_on: '20.04.2016', case_number: '16/1', words: 'Besluttet', ends_on: '', evaluation_due_on: '' }
  const changed = await given.draft()
  allowed(await given.publish(changed))
  const sameNumber = await pages.post(secretary, `/evaluation/${changed}/decision`, {
    ...fields,
    kind: 'change',
    places: '2',
    from_on: '01.05.2016',
  })
  expect(sameNumber.html).toContain('Der er 2 pladser i forvejen')
  expect(
    (await pages.post(secretary, `/evaluation/${changed}/decision`, { ...fields, kind: 'change', places: '3', from_on: '01.05.2016' }))
      .status,
  ).toBe(303)
  const stopped = await given.draft()
  allowed(await given.publish(stopped))
  expect(
    (await pages.post(secretary, `/evaluation/${stopped}/decision`, { ...fields, kind: 'stop', places: '', from_on: '' })).status,
  ).toBe(303)
  const found = await scene.as(secretary, at, (tx) => agreement(tx, scene.agreementId))
  expect(found?.state).toBe('terminated')
})

test('compared figures come from a file in the documented form; what is wrong in it is named, and reference lines stand with their source', async () => {
  const { a, pages } = given
  const secretary = a('committee_secretary')
  const id = await given.draft()
  const bad = await pages.post(secretary, `/evaluation/${id}/comparison/file`, { text: 'happy;3' })
  expect(bad.status).toBe(422)
  expect(bad.html).toContain('Linje 1: happy')
  const text = 'referred;64\nstarted;47\nself_end12;11\nsource;Årsberetning\nreference;Landet;34 %;Jobindsats'
  expect((await pages.post(secretary, `/evaluation/${id}/comparison/file`, { text })).status).toBe(303)
  expect((await pages.post(secretary, `/evaluation/${id}/comparison/file`, { text: 'started;3\nself_end12;4\nsource;x' })).status).toBe(422)
  const page = await pages.get(secretary, `/evaluation/${id}`)
  expect(page.html).toContain('34 % (Jobindsats)')
  expect(page.html).toContain('ingen effekt')
})
