import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { lettersTo, saveSenders } from '#modules/notices/index.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { pdfText } from '../../../test/support/pdf.ts'
import type { StepWish } from './index.ts'

let scene: Scene
beforeEach(async () => {
  scene = await makeScene()
})
afterEach(() => scene.database.close())

const offer: StepWish = { step: 'offer', startOn: day('2015-10-05'), answerBy: day('2015-10-04'), skipReason: 'x' }
const end: StepWish = { step: 'end_early', lastDay: day('2015-11-01'), initiator: 'provider', tookPart: true }

async function ended(name: string, way: 'paper' | 'digital_post', lang: 'da' | 'en' = 'da') {
  const one = await scene.accepted(name, '2015-09-14')
  const today = contextOf(scene.ibrahim, day('2015-10-01'))
  await scene.database.ownerDb.transaction(today, (tx) =>
    tx.run(sql`update people.contact set digital_post_exempt = ${way === 'paper'}, lang = ${lang} where person_id = ${one.personId}`),
  )
  const sender = way === 'paper' ? [] : [['vallensbaek', '00000002'] as const]
  await scene.database.db.transaction(today, (tx) => saveSenders(tx, new Map(sender)))
  await scene.step(scene.mette, '2015-10-01', one.id, offer)
  await scene.step(scene.ibrahim, '2015-10-02', one.id, { step: 'accept' })
  await scene.step(scene.mette, '2015-10-05', one.id, { step: 'start', on: day('2015-10-05') })
  const over = await scene.step(scene.ibrahim, '2015-11-01', one.id, end, { reason: 'not_attending' })
  if (!over.ok) throw new Error(JSON.stringify(over.refusal))
  return one
}

async function reopened(id: Parameters<Scene['step']>[2]): Promise<void> {
  const back = await scene.step(scene.mette, '2015-11-02', id, { step: 'reopen' }, { words: 'Det var en anden borger.' })
  expect(back).toMatchObject({ ok: true })
}

const letters = (personId: Parameters<typeof lettersTo>[1]) =>
  scene.as(scene.mette, noon('2015-11-03'), async (tx) => (await lettersTo(tx, personId)).slice(0, 2))

test('an ending put right by the other authority draws back its unprinted letter, and is told in a letter with the reason', async () => {
  const { id, personId } = await ended('Tove Lang', 'paper')
  await reopened(id)
  const [back, ending] = await letters(personId)
  expect([back?.title, back?.withdrawn]).toEqual(['Dit forløb er genåbnet', null])
  expect([ending?.title, ending?.withdrawn?.why, ending?.withdrawn?.at.toString()]).toEqual([
    'Dit forløb slutter',
    'reopened',
    noon('2015-11-02').toString(),
  ])
  const { pdf } = await scene.as(scene.mette, noon('2015-11-03'), (tx) =>
    tx.one(z.object({ pdf: z.instanceof(Uint8Array) }), sql`select pdf from notices.letter where id = ${back?.id ?? null}`),
  )
  const text = pdfText(Buffer.from(pdf))
  for (const said of ['1. november 2015', 'Det var en anden borger.', 'Du har plads 1', '4. oktober 2016', 'gælder brevet ikke længere'])
    expect(text).toContain(said)
})

test('one queued for Digital Post is not handed over any more; the letter of the return is in the citizen’s language', async () => {
  const { id, personId } = await ended('Finn Dahl', 'digital_post', 'en')
  await reopened(id)
  const [back, ending] = await letters(personId)
  expect([back?.title, ending?.digitalPost?.state, ending?.withdrawn?.why]).toEqual(['Your programme is reopened', 'withdrawn', 'reopened'])
})

test('a letter that was printed, or handed over, stays as it went out', async () => {
  const [paper, digital] = [await ended('Ida Munk', 'paper'), await ended('Jens Holt', 'digital_post')]
  await scene.database.ownerDb.transaction(contextOf(scene.ibrahim, day('2015-11-01')), async (tx) => {
    await tx.run(sql`update notices.letter set printed_at = ${noon('2015-11-01')}, printed_by = ${scene.ibrahim.accountId}
                     where person_id = ${paper.personId}`)
    await tx.run(sql`update notices.digital_post set state = 'sent', sent_at = ${noon('2015-11-01')}`)
  })
  for (const { id, personId } of [paper, digital]) {
    await reopened(id)
    expect((await letters(personId)).map(({ withdrawn }) => withdrawn)).toEqual([null, null])
  }
})
