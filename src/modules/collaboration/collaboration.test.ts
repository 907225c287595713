import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CitizenActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { importPilot } from '#modules/agreements/index.ts'
import { enrolment, enrolmentsOfPerson } from '#modules/enrolments/index.ts'
import { actedFor, actingConsents, withdrawActingConsent } from '#modules/people/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Scene, makeScene, noon } from '../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../test/support/pages.ts'
import {
  answerProposal,
  askQuestion,
  closeQuestionWith,
  collaborationModule,
  makeProposal,
  questionsOfAgreement,
  withdrawProposal,
} from './index.ts'

const at = noon('2015-11-02')
const clock = movableClock(at)
let scene: Scene
let pages: Pages
let amina: Awaited<ReturnType<Scene['accepted']>>
const caseNumber = 'I-2015-001'

const ports = () => ({ ...scene.ports, teachersOn: () => Promise.resolve([]) })
beforeAll(async () => {
  scene = await makeScene()
  pages = pagesOf(collaborationModule({ db: scene.database.db, clock }, ports()).routes, clock)
  amina = await scene.accepted('Amina Yıldız', '2015-09-14')
  await scene.step(scene.mette, '2015-09-15', amina.id, {
    step: 'offer',
    startOn: day('2015-10-05'),
    answerBy: day('2015-09-25'),
    skipReason: '',
  })
  await scene.step(scene.ibrahim, '2015-09-20', amina.id, { step: 'accept' })
  const started = await scene.step(scene.mette, '2015-10-05', amina.id, { step: 'start', on: day('2015-10-05') })
  expect(started.ok).toBe(true)
})
afterAll(() => scene.database.close())

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('questions', () => {
  test('the purchaser asks by case number, the programme answers, and nobody else may', async () => {
    const { birgitte, mette, ibrahim, agreementId } = scene
    const asking = {
      actor: birgitte,
      agreementId,
      caseNumber,
      known: null,
      to: mette.organisationId,
      words: 'Følger forløbet planen?',
      requestId: newId(),
      at,
    }
    const asked = await scene.as(birgitte, at, (tx) => askQuestion(tx, asking))
    if (!asked.ok) throw new Error(asked.refusal.kind)
    await scene.as(birgitte, at, (tx) => askQuestion(tx, asking))
    const close = (actor: typeof mette, answer: string | null) =>
      scene.as(actor, at, (tx) => closeQuestionWith(tx, { actor, questionId: asked.value, answer, at }))
    expect(await close(ibrahim, 'Ja')).toEqual({ ok: false, refusal: { kind: 'no_such_question' } })
    expect(await close(mette, null)).toEqual({ ok: false, refusal: { kind: 'asked_by_another' } })
    expect((await close(mette, 'Ja, der mangler to undervisningsgange.')).ok).toBe(true)
    expect(await close(mette, 'Igen')).toMatchObject({ ok: false, refusal: { kind: 'question_closed' } })
    const seen = await scene.as(birgitte, at, (tx) => questionsOfAgreement(tx, agreementId))
    expect(seen.map(({ state, personId, answer }) => [state, personId, answer])).toEqual([
      ['answered', null, 'Ja, der mangler to undervisningsgange.'],
    ])
  })

  test('a case that has no place under the agreement, and one’s own organisation, cannot be asked', async () => {
    const { birgitte, mette, agreementId } = scene
    const ask = (number: string, to: typeof mette.organisationId) =>
      scene.as(birgitte, at, (tx) =>
        askQuestion(tx, { actor: birgitte, agreementId, caseNumber: number, known: null, to, words: 'x', requestId: newId(), at }),
      )
    expect(await ask('I-2015-999', mette.organisationId)).toEqual({ ok: false, refusal: { kind: 'no_such_case' } })
    expect(await ask(caseNumber, birgitte.organisationId)).toEqual({ ok: false, refusal: { kind: 'ask_another_party' } })
  })

  test('the page names what is missing and keeps what was typed; the answer stands on it', async () => {
    const path = `/agreements/${scene.agreementId}/questions`
    const refused = await pages.post(scene.birgitte, path, {
      caseNumber: 'I-2015-777',
      to: scene.mette.organisationId,
      words: 'Hvordan går det?',
    })
    expect([refused.status, refused.html.includes('Hvordan går det?')]).toEqual([422, true])
    expect(text(refused.html)).toContain('Sagsnummer: Der er ingen sag med det nummer på en plads i aftalen')
    expect(text((await pages.get(scene.birgitte, path)).html)).toContain('Ja, der mangler to undervisningsgange.')
  })
})

describe('proposals', () => {
  const propose = (why: string, until: string) => ({
    enrolmentId: amina.id,
    change: { kind: 'prolong' as const, until: day(until) },
    why,
    requestId: newId(),
    at,
  })

  test('the job centre proposes, the provider accepts with a reason, and the run is prolonged in the same act', async () => {
    const { ibrahim, mette, citizen } = { ...scene, citizen: amina.citizen }
    const made = await scene.as(ibrahim, at, (tx) =>
      makeProposal(tx, ports(), { actor: ibrahim, ...propose('Mangler to undervisningsgange', '2016-04-18') }),
    )
    if (!made.ok) throw new Error(made.refusal.kind)
    expect(await scene.as(ibrahim, at, (tx) => makeProposal(tx, ports(), { actor: ibrahim, ...propose('Igen', '2016-04-19') }))).toEqual({
      ok: false,
      refusal: { kind: 'already_proposed' },
    })
    const answer = (actor: typeof mette) =>
      scene.as(actor, at, (tx) => answerProposal(tx, scene.ports, { actor, proposalId: made.value, accepted: true, words: 'Enig', at }))
    expect(await answer(ibrahim)).toEqual({ ok: false, refusal: { kind: 'proposed_to_another' } })
    expect((await answer(mette)).ok).toBe(true)
    const run = await scene.as(mette, at, (tx) => enrolment(tx, amina.id))
    expect(run?.phases[0]?.endsOn.toString()).toBe('2016-04-18')
    const told = await scene.database.ownerDb.read(contextOf(mette, day('2015-11-02')), (tx) =>
      tx.rows(
        z.object({ kind: z.string() }),
        sql`select kind from notices.notice where to_person_id = ${citizen.personId} and subject_noun = 'proposal' order by at, kind`,
      ),
    )
    expect(told.map(({ kind }) => kind)).toEqual(['proposal_answered', 'proposal_made'])
  })

  test('one that the run refuses is not answered, and nothing is changed', async () => {
    const { ibrahim, mette } = scene
    const made = await scene.as(ibrahim, at, (tx) => makeProposal(tx, ports(), { actor: ibrahim, ...propose('Én gang til', '2016-05-18') }))
    if (!made.ok) throw new Error(made.refusal.kind)
    const given = { actor: mette, proposalId: made.value, accepted: true, words: 'Enig', at }
    expect(await scene.as(mette, at, (tx) => answerProposal(tx, scene.ports, given))).toEqual({
      ok: false,
      refusal: { kind: 'prolonged_once' },
    })
    expect((await scene.as(ibrahim, at, (tx) => withdrawProposal(tx, { actor: ibrahim, proposalId: made.value, at }))).ok).toBe(true)
  })

  test('the citizen proposes a pause on the own page, and the job centre declines with a reason the citizen reads', async () => {
    const referralId = (await scene.as(scene.mette, at, (tx) => enrolment(tx, amina.id)))?.referralId ?? ''
    const path = `/cases/${referralId}/proposals`
    const empty = await pages.post(amina.citizen, path, { kind: 'pause', from: '', until: '', why: '' })
    expect([empty.status, text(empty.html).includes('Begrundelse:')]).toEqual([422, true])
    const made = await pages.post(amina.citizen, path, {
      kind: 'pause',
      from: '21.12.2015',
      until: '03.01.2016',
      why: 'Skal hjælpe min mor',
    })
    expect(made.status).toBe(303)
    const seen = await pages.get(scene.ibrahim, path)
    const [, id = ''] = /\/proposals\/([0-9a-f-]{36})\/answer/.exec(seen.html) ?? []
    const answer = (words: string) => pages.post(scene.ibrahim, `/proposals/${id}/answer`, { words, verdict: 'decline' })
    expect((await answer('')).status).toBe(422)
    const long = await answer('å'.repeat(2001))
    expect([long.status, ...[`#answer-${id}"`, 'å'.repeat(2001)].map((part) => long.html.includes(part))]).toEqual([422, true, true])
    expect((await answer('Vi aftaler kortere møder')).status).toBe(303)
    expect(text((await pages.get(amina.citizen, path)).html)).toContain('Vi aftaler kortere møder')
    const other = await scene.accepted('Jonas Berg', '2015-09-20')
    expect((await pages.get(other.citizen, path)).status).toBe(404)
  })
})

test('a lesson is never about a person: a CPR or case number is refused, by the form and by the table', async () => {
  const lesson = {
    about: 'criterion',
    title: 'Markedskendskab vurderes forskelligt',
    words: 'Bed om to konkrete kunder.',
    learnedOn: '01.11.2015',
  }
  const cpr = await pages.post(scene.mette, '/lessons', { ...lesson, words: 'Som ved 010170-1234' })
  expect([cpr.status, text(cpr.html).includes('Fjern CPR-nummeret')]).toEqual([422, true])
  expect((await pages.post(scene.mette, '/lessons', { ...lesson, title: 'Som i I-2015-001' })).status).toBe(422)
  expect((await pages.post(scene.mette, '/lessons', lesson)).status).toBe(303)
  expect(text((await pages.get(scene.birgitte, '/lessons')).html)).toContain('Bed om to konkrete kunder.')
  await expect(
    scene.as(scene.mette, at, (tx) =>
      tx.run(sql`insert into collaboration.lesson (id, agreement_id, about, title, words, learned_on, organisation_id, account_id, recorded_at, request_id)
                 values (${newId()}, ${scene.agreementId}, 'loan', 'x', '0101701234', '2015-11-01', ${scene.mette.organisationId}, ${scene.mette.accountId}, ${at}, ${newId()})`),
    ),
  ).rejects.toThrow('lesson_without_cpr')
})

test('a meeting of the three has participants from each, who are told, and minutes once it is held', async () => {
  const { mette, ibrahim, birgitte } = scene
  const planned = await pages.post(mette, '/meetings', {
    heldOn: '10.11.2015',
    startsAt: '9.30',
    place: 'Ishøj Rådhus',
    agenda: 'Status',
    participants: birgitte.accountId,
  })
  expect(planned.status).toBe(303)
  expect((await pages.post(mette, '/meetings', { heldOn: '10.11.2015', startsAt: '25.00', place: '', agenda: 'x' })).status).toBe(422)
  const list = await pages.get(birgitte, '/meetings')
  const [id = ''] = /\/meetings\/([0-9a-f-]{36})/.exec(list.html)?.slice(1) ?? []
  expect(text(list.html)).toContain('10.11.2015 kl. 09:30')
  const early = await pages.post(ibrahim, `/meetings/${id}/minutes`, { minutes: 'Enige om at fortsætte.' })
  expect(early.status).toBe(422)
  clock.moveTo(noon('2015-11-11'))
  expect((await pages.post(ibrahim, `/meetings/${id}/minutes`, { minutes: 'Enige om at fortsætte.' })).status).toBe(303)
  expect(text((await pages.get(birgitte, `/meetings/${id}`)).html)).toContain('Enige om at fortsætte.')
})

describe('what a citizen proposes of their own', () => {
  const make = async (citizen: CitizenActor, fields: Record<string, string>) => {
    const run = await scene.as(scene.mette, at, (tx) => enrolmentsOfPerson(tx, citizen.personId))
    const path = `/cases/${run[0]?.referralId ?? ''}/proposals`
    return { path, answer: await pages.post(citizen, path, { why: 'Jeg skal hente børn', request_id: newId(), ...fields }) }
  }

  test('another time is typed with both days, goes to the programme, and the coach answers with a reason', async () => {
    const { citizen } = await scene.accepted('Fatou Jallow', '2015-10-01')
    const lacking = await make(citizen, { kind: 'new_time', until: '05.11.2015' })
    expect([lacking.answer.status, lacking.answer.html.includes('href="#from"')]).toEqual([422, true])
    const { path, answer } = await make(citizen, { kind: 'new_time', from: '04.11.2015', until: '05.11.2015' })
    expect(answer.status).toBe(303)
    expect((await make(citizen, { kind: 'new_time', from: '11.11.2015', until: '12.11.2015' })).answer.status).toBe(303)
    expect((await make(citizen, { kind: 'new_time', from: '11.11.2015', until: '13.11.2015' })).answer.status).toBe(422)
    const id = /\/proposals\/([0-9a-f-]{36})\/answer/.exec((await pages.get(scene.soeren, path)).html)?.[1] ?? ''
    expect((await pages.post(scene.soeren, `/proposals/${id}/answer`, { verdict: 'accept', words: 'Kl. 10 passer mig' })).status).toBe(303)
    expect((await pages.get(citizen, path)).html).toContain('Kl. 10 passer mig')
    expect((await pages.get(citizen, path)).html).toMatch(/Flyt aftalen den \d\d\.11\.2015 til/)
  })

  test('staff propose in the citizen’s name on recorded consent alone: it is shown whose hand it was, and the citizen may take it back', async () => {
    const { citizen, personId } = await scene.accepted('Mona Sand', '2015-10-01')
    const run = await scene.as(scene.mette, at, (tx) => enrolmentsOfPerson(tx, personId))
    const path = `/cases/${run[0]?.referralId ?? ''}/proposals`
    const fields = {
      who: 'citizen',
      kind: 'new_time',
      from: '16.11.2015',
      until: '17.11.2015',
      why: 'Hun skal til læge',
      request_id: newId(),
    }
    const made = await pages.post(scene.soeren, path, fields)
    expect([made.status, text(made.html)]).toEqual([303, ''])
    expect(text((await pages.get(citizen, path)).html)).toContain('Fra dig, skrevet af Søren Bjerg på dit samtykke, til Næstved')
    expect(await scene.as(citizen, at, (tx) => actedFor(tx, personId))).toMatchObject([{ deed: 'collaboration.propose' }])
    for (const { id } of await scene.as(citizen, at, (tx) => actingConsents(tx, personId)))
      await scene.as(citizen, at, (tx) => withdrawActingConsent(tx, { actor: citizen, personId, id, at }))
    const again = await pages.post(scene.soeren, path, { ...fields, from: '18.11.2015', until: '19.11.2015', request_id: newId() })
    expect([again.status, text(again.html).includes('Borgeren har ikke givet samtykke til det')]).toEqual([422, true])
    const proposalId = /proposals\/([0-9a-f-]{36})\/withdrawal/.exec((await pages.get(citizen, path)).html)?.[1] ?? ''
    expect((await pages.post(scene.soeren, `/proposals/${proposalId}/withdrawal`, {})).status).not.toBe(303)
    expect((await pages.post(citizen, `/proposals/${proposalId}/withdrawal`, {})).status).toBe(303)
  })

  test('while one waits, neither a longer first phase nor a pause can be proposed: not on the page, nor past it', async () => {
    const { citizen } = await scene.accepted('Omar Said', '2015-10-01')
    const until = { from: '16.11.2015', until: '17.11.2015' }
    const { path, answer } = await make(citizen, { kind: 'prolong', ...until })
    expect([answer.status, text(answer.html).includes('Det kan ikke ske i den fase')]).toEqual([422, true])
    expect((await make(citizen, { kind: 'pause', ...until })).answer.status).toBe(422)
    const offered = [...(await pages.get(citizen, path)).html.matchAll(/name="kind" value="(\w+)"/g)].map(([, kind]) => kind)
    expect(offered).toEqual(['new_time', 'goal', 'other'])
  })

  test('another goal needs no days, and the table refuses days on it', async () => {
    const { citizen } = await scene.accepted('Leyla Demir', '2015-10-01')
    expect((await make(citizen, { kind: 'goal', why: 'Jeg vil hellere have to plejecentre' })).answer.status).toBe(303)
    const forced = scene.database.ownerDb.transaction(nobody(day('2015-11-02')), (tx) =>
      tx.run(sql`update collaboration.proposal set until_on = '2015-11-05' where kind = 'goal'`),
    )
    await expect(forced).rejects.toMatchObject({ constraint: 'proposal_days_fit_kind' })
  })
})

test('with two agreements each page says which, leads to the other, and keeps what is written with its own', async () => {
  const source: object = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8'))
  const named = { ...source, key: 'second', name: { da: 'Mikrolån II', en: 'Microloans II' } }
  const second = await importPilot(scene.database.db, JSON.stringify(named), noon('2015-09-01'))
  if (!second.ok) throw new Error(JSON.stringify(second.refusal))
  const id = second.value.agreementId
  const lesson = { about: 'loan', title: 'Lån i rater', words: 'Betal ud i to rater.', learnedOn: '01.11.2015' }
  const kept = await pages.post(scene.mette, `/lessons?agreement=${id}`, { ...lesson, request_id: newId() })
  expect(kept.location).toBe(`/lessons?agreement=${id}`)
  for (const [path, href] of [
    ['/lessons', `/lessons?agreement=${id}`],
    ['/meetings', `/meetings?agreement=${id}`],
    [`/agreements/${scene.agreementId}/questions`, `/agreements/${id}/questions`],
  ] as const) {
    const page = await pages.get(scene.mette, path)
    expect(page.html, path).toContain(`href="${href}"`)
    expect(page.html).not.toContain('Betal ud i to rater.')
    expect(text((await pages.get(scene.mette, href)).html), href).toContain('Mikrolån II')
  }
  expect((await pages.get(scene.mette, `/lessons?agreement=${id}`)).html).toContain('Betal ud i to rater.')
})
