import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type EnrolmentId, type StepWish, caseCards, enrolment } from './index.ts'

let scene: Scene
beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.database.close())

async function takes(on: string, id: EnrolmentId, wish: StepWish, more: { reason?: string; words?: string } = {}): Promise<void> {
  const by = wish.step === 'accept' ? scene.ibrahim : scene.mette
  expect(await scene.step(by, on, id, wish, more), wish.step).toMatchObject({ ok: true })
}

const offer = (on: string): StepWish => ({ step: 'offer', startOn: day(on), answerBy: day(on), skipReason: 'x' })

async function started(name: string) {
  const one = await scene.accepted(name, '2015-09-14')
  await takes('2015-10-01', one.id, offer('2015-10-05'))
  await takes('2015-10-02', one.id, { step: 'accept' })
  await takes('2015-10-05', one.id, { step: 'start', on: day('2015-10-05') })
  return one
}

test('an ending put right is told to the citizen and the director; who finds no place free holds none, and has no reason of a pause before', async () => {
  const [tove] = [await started('Tove Lang'), await started('Finn Dahl')]
  const next = await scene.accepted('Ida Munk', '2015-09-20')
  const pause: StepWish = { step: 'pause', from: day('2015-10-20'), until: day('2015-10-25'), keepsPlace: true }
  await takes('2015-10-20', tove.id, pause, { reason: 'illness' })
  await takes('2015-10-26', tove.id, { step: 'resume', on: day('2015-10-26') })
  const end: StepWish = { step: 'end_early', lastDay: day('2015-11-01'), initiator: 'citizen', tookPart: true }
  await takes('2015-11-01', tove.id, end, { reason: 'got_job' })
  await takes('2015-11-01', next.id, offer('2015-11-02'))
  await takes('2015-11-02', tove.id, { step: 'reopen', orWait: true }, { words: 'Det var en anden borger.' })

  const facts = await scene.as(scene.mette, noon('2015-11-02'), async (tx) => {
    const run = await enrolment(tx, tove.id)
    const reader = { actor: scene.mette, lang: 'da' as const, today: day('2015-11-02') }
    const cards = run === null ? [] : await caseCards(tx, reader, { referralId: run.referralId, enrolmentId: run.id })
    return cards.flatMap((card) => card.facts)
  })
  const fact = (label: string) => facts.find((one) => one.label === label)?.value
  expect([fact('Plads'), fact('Pause'), fact('Årsag')]).toEqual(['Ingen', '02.11.2015 – 01.01.2016', undefined])

  const line = z.object({ line: z.string() })
  const told = await scene.database.ownerDb.read(contextOf(scene.birgitte, day('2015-11-02')), async (tx) => ({
    citizen: await tx.rows(line, sql`select kind as line from notices.notice where to_person_id = ${tove.personId} order by at, kind`),
    director: await tx.rows(
      line,
      sql`select d.event || ' ' || d.on_day || ' ' || coalesce(d.place_number::text, '–') as line from notices.director_notice d
          join enrolments.enrolment e using (case_number) where e.id = ${tove.id} order by d.on_day`,
    ),
  }))
  expect(told.citizen.at(-1)).toEqual({ line: 'reopened' })
  expect(told.director.map((one) => one.line)).toEqual(['enrolled 2015-10-05 1', 'discharged 2015-11-01 1', 'reopened 2015-11-02 –'])
})
