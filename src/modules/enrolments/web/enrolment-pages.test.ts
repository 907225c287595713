import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { importPilot, memoPilot } from '#modules/agreements/index.ts'
import { standing } from '#modules/caseload/index.ts'
import { recordSupportBasis } from '#modules/people/index.ts'
import { movableClock } from '#platform/clock.ts'
import { actingConsents, withdrawActingConsent } from '#modules/people/index.ts'
import { type Scene, makeScene, noon } from '../../../../test/support/enrolment-scene.ts'
import { type Pages, pagesOf } from '../../../../test/support/pages.ts'
import { caseCards, caseSteps, enrolmentsModule, enrolmentsOf, standingWords, timeline } from '../index.ts'

const clock = movableClock(noon('2015-09-15'))
let scene: Scene
let pages: Pages

beforeAll(async () => {
  scene = await makeScene()
  pages = pagesOf(enrolmentsModule({ db: scene.database.db, clock }, scene.ports).routes, clock)
})
afterAll(() => scene.database.close())

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const requestId = () => crypto.randomUUID()

/** Everything between offer and start by the pages themselves. */
async function startedByPages(name: string): Promise<{ id: string; referral: string; personId: string }> {
  clock.moveTo(noon('2015-09-15'))
  const one = await scene.accepted(name, '2015-09-14')
  const offered = await pages.post(scene.mette, `/enrolments/${one.id}/offer`, {
    request_id: requestId(),
    startOn: '05.10.2015',
    answerBy: '25.09.2015',
    skipReason: 'Kan starte straks',
  })
  expect([offered.status, text(offered.html)]).toEqual([303, ''])
  const accepted = await pages.post(scene.ibrahim, `/enrolments/${one.id}/answer`, {
    request_id: requestId(),
    answer: 'accept',
  })
  expect([accepted.status, text(accepted.html)]).toEqual([303, ''])
  clock.moveTo(noon('2015-10-05'))
  const previewed = async (page: string, form: Record<string, string>) =>
    text((await pages.post(scene.mette, `/enrolments/${one.id}/${page}`, { ...form, do: 'preview' })).html)
  expect(await previewed('start', { on: '05.10.2015' })).toMatch(/Du er indskrevet .* Første del slutter 4\. april 2016/)
  const never = { reason: 'did_not_appear', words: '' }
  expect(await previewed('never-started', never)).toContain('Hvem ønskede det? Vælg en mulighed')
  expect(await previewed('never-started', { ...never, initiator: 'provider' })).toMatch(
    /Din plads er givet fri .* Mødte ikke op .* Sådan klager du/,
  )
  const wished = await previewed('never-started', { ...never, initiator: 'citizen' })
  expect([wished.includes('Mødte ikke op'), wished.includes('Sådan klager du')]).toEqual([true, false])
  clock.moveTo(noon('2015-10-05'))
  const started = await pages.post(scene.mette, `/enrolments/${one.id}/start`, { request_id: requestId(), on: '5/10/2015' })
  expect([started.status, text(started.html)]).toEqual([303, ''])
  return { id: one.id, referral: started.location ?? '', personId: one.personId }
}

test('every step’s page says what follows, and its form comes back filled with each problem named', async () => {
  const one = await scene.accepted('Oda Friis', '2015-09-14')
  const asked = await pages.get(scene.mette, `/enrolments/${one.id}/offer`)
  expect(text(asked.html)).toContain('Pladsen er reserveret, til fristen er gået.')
  const refused = await pages.post(scene.mette, `/enrolments/${one.id}/offer`, { startOn: '31.02.2016', answerBy: '' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('value="31.02.2016"')
  expect(refused.html).toContain('href="#startOn"')
  expect(refused.html).toContain('href="#answerBy"')
  const late = await pages.post(scene.mette, `/enrolments/${one.id}/offer`, { startOn: '20.09.2015', answerBy: '21.09.2015' })
  expect(text(late.html)).toContain('Svar senest: Vælg 20.09.2015 eller tidligere')
  const early = await pages.post(scene.mette, `/enrolments/${one.id}/offer`, { startOn: '21.09.2015', answerBy: '20.09.2015' })
  expect(text(early.html)).toContain('Start på pladsen: Aftalen tager kun imod nye forløb fra 01.10.2015 til 30.09.2016')
  expect(early.html).toContain('href="#startOn"')
  expect((await pages.get(scene.ibrahim, `/enrolments/${one.id}/offer`)).status).toBe(403)
  expect((await pages.get(scene.mette, '/enrolments/11111111-1111-4111-8111-111111111111/offer')).status).toBe(404)
  const followUp = text((await pages.post(scene.ibrahim, `/enrolments/${one.id}/check`, { month: '3', finding: 'job' })).html)
  expect(followUp).toContain('Hvad lever borgeren af nu? Udfyldes altid, undtagen når borgeren ikke er truffet.')
  await pages.post(scene.ibrahim, `/enrolments/${one.id}/leave`, { reason: 'got_job', words: '' })
})

test('an answer on the citizen’s behalf needs the consent; the citizen answers without it', async () => {
  clock.moveTo(noon('2015-09-15'))
  const one = await scene.accepted('Jens Bak', '2015-09-14')
  const offer = { startOn: '05.10.2015', answerBy: '25.09.2015', skipReason: 'x' }
  const shown = await pages.post(scene.mette, `/enrolments/${one.id}/offer`, { ...offer, do: 'preview' })
  expect(text(shown.html)).toMatch(/Tilbud: Du kan få en plads .* Svar senest 25\. september 2015/)
  await pages.post(scene.mette, `/enrolments/${one.id}/offer`, offer)
  const answer = `/enrolments/${one.id}/answer`
  expect(text((await pages.get(scene.ibrahim, answer)).html)).toContain('Du handler i borgerens navn, på samtykke givet den 14.09.2015.')
  await scene.as(one.citizen, clock.now(), async (tx) => {
    for (const { id } of await actingConsents(tx, one.personId))
      await withdrawActingConsent(tx, { actor: one.citizen, personId: one.personId, id, at: clock.now() })
  })
  const without = await pages.post(scene.ibrahim, answer, { answer: 'accept' })
  expect([without.status, text(without.html).includes('Svaret er borgerens eget og kræver borgerens samtykke.')]).toEqual([422, true])
  expect(without.html).toContain(`href="/people/${one.personId}/acting?back=${encodeURIComponent(answer)}"`)
  const asked = await pages.get(one.citizen, `/enrolments/${one.id}/answer`)
  expect(text(asked.html)).toContain('Dit svar')
  expect(text(asked.html), 'what is answered').toMatch(/Tilbuddet Start [\d.]+\. Svar senest [\d.]+\./)
  expect(text(asked.html), 'said to the citizen, not about them').not.toMatch(/[Bb]orgeren/)
  const silent = text((await pages.post(one.citizen, `/enrolments/${one.id}/answer`, {})).html)
  expect([silent.includes('Dit svar: Vælg en mulighed'), /[Bb]orgeren/.test(silent)]).toEqual([true, false])
  const own = await pages.post(one.citizen, `/enrolments/${one.id}/answer`, { answer: 'turn_down', reason: 'education', words: '' })
  expect([own.status, own.location]).toEqual([303, '/me'])
  const old = (await pages.get(one.citizen, `/enrolments/${one.id}/answer`)).html
  expect([text(old).includes('Det kan ikke ske nu'), old.includes('name="answer"'), text(old).includes('Plads 1')]).toEqual([
    true,
    false,
    false,
  ])
})

test('a button pressed twice is one event, and both presses lead on', async () => {
  clock.moveTo(noon('2015-09-15'))
  const one = await scene.accepted('Liv Dam', '2015-09-14')
  const form = { request_id: requestId(), reason: 'got_job', words: '' }
  const answers = await Promise.all([1, 2].map(() => pages.post(scene.ibrahim, `/enrolments/${one.id}/leave`, form)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
})

test('the case shows the steps, the clock, the timeline and the warning that the support basis changed; the pause reason to two only', async () => {
  const run = await startedByPages('Amina Yıldız')
  const at = noon('2015-12-20')
  await scene.as(scene.ibrahim, at, async (tx) => {
    const told = { actor: scene.ibrahim, personId: run.personId as never, source: 'citizen' as const, at, readiness: 'job_ready' as const }
    await recordSupportBasis(tx, { ...told, code: 'social_assistance', from: day('2015-01-01') })
    await recordSupportBasis(tx, { ...told, code: 'unemployment_benefit', from: day('2015-12-01') })
  })
  clock.moveTo(at)
  const pause = { from: '21.12.2015', until: '03.01.2016', keepsPlace: 'yes', reason: 'illness', words: '' }
  expect((await pages.post(scene.ibrahim, `/enrolments/${run.id}/pause`, pause)).status).toBe(303)
  const ref = { referralId: run.referral as never, enrolmentId: run.id as never }
  const seenBy = (actor: typeof scene.mette, lang: 'da' | 'en' = 'da') =>
    scene.as(actor, at, async (tx) => {
      const reader = { actor, lang, today: day('2015-12-20') }
      return {
        steps: await caseSteps(tx, reader, ref),
        cards: await caseCards(tx, reader, ref),
        timeline: await timeline(tx, reader, ref),
        standing: await standing(tx, run.referral.slice('/cases/'.length) as never),
      }
    })
  const [mette, soeren] = [await seenBy(scene.mette), await seenBy(scene.soeren)]
  expect(mette.steps.map(({ label, primary }) => [label, primary])).toEqual([
    ['Tilbage fra pause', true],
    ['Forlæng pausen', false],
    ['Afslut før tid', false],
    ['Registrér dødsfald', false],
  ])
  expect(JSON.stringify(mette.timeline)).toContain('Sygdom')
  expect(JSON.stringify([soeren.timeline, soeren.cards])).not.toContain('Sygdom')
  expect(JSON.stringify(soeren.timeline)).toContain('Forløbet slutter nu 18.10.2016')
  expect(JSON.stringify(mette.timeline), 'who answered, and for whom').toContain('Ibrahim Kaya på borgerens vegne.')
  expect(JSON.stringify(mette.cards)).toContain('01.12.2015: fra Kontanthjælp til Dagpenge')
  expect(mette.standing).toMatchObject({ ball: 'acting_job_centre', phase: 'qualifying', paused: true, next: { provider: null } })
  assert(mette.standing !== null, 'a run that is open has its row')
  expect(standingWords(mette.standing, 'acting_job_centre', { actor: scene.mette, lang: 'da' })).toMatchObject({
    next: { label: 'Tilbage fra pause' },
  })
  expect(standingWords(mette.standing, 'provider', { actor: scene.mette, lang: 'da' })).toMatchObject({ next: null })
  const gate = await pages.get(scene.mette, `/enrolments/${run.id}/return`)
  expect(text(gate.html)).toContain('Forsørgelsen er ændret i første fase')
  expect((await seenBy(scene.mette, 'en')).steps[0]?.label).toBe('Back from the pause')
})

test('the places: a real table day by day, names for those who work with them, case numbers for the purchaser', async () => {
  clock.moveTo(noon('2015-12-20'))
  await scene.accepted('Peter Lind', '2015-10-01')
  const path = `/agreements/${scene.agreementId}/places`
  const seen = await pages.get(scene.mette, path)
  expect(seen.status).toBe(200)
  expect(text(seen.html)).toContain('A.Y. optaget, 01.12.2015 til 20.12.2015')
  expect(text(seen.html)).toContain('Pause A.Y., 21.12.2015 til 31.12.2015')
  expect(text(seen.html)).toContain('Peter Lind')
  expect(text(seen.html)).toContain('1 af 2')
  // Place 1 lay free for four days and is used for 77; place 2 has been free all 81 days.
  expect(text(seen.html)).toContain('77 af 162 pladsdage')
  const director = await pages.get(scene.birgitte, path)
  expect(director.status).toBe(200)
  expect(text(director.html)).not.toContain('Peter Lind')
  expect(text(director.html)).not.toContain('A.Y.')
  expect(text(director.html)).toContain('I-2015-004 optaget')
  expect(text(director.html), 'a place kept during a pause is paid for: the purchaser sees it').toContain(
    'Pause I-2015-004, 21.12.2015 til 31.12.2015',
  )
  expect(text(director.html)).toContain('I-2015-004 planlagt, 04.01.2016 til 31.01.2016')
  expect((await pages.get(scene.mette, '/places')).location).toBe(path)
  // A newer agreement that has not begun has no free place to show.
  const pilot: Record<string, unknown> = JSON.parse(await memoPilot())
  const period = { ...Object(pilot['period']), signedOn: '2015-12-01', startsOn: '2016-10-01', endsOn: '2017-09-30', evaluationDueOn: null }
  expect((await importPilot(scene.database.db, JSON.stringify({ ...pilot, key: 'next', period }), noon('2015-12-20'))).ok).toBe(true)
  expect((await pages.get(scene.mette, '/places')).location).toBe(path)
})

test('what if somebody paused six weeks: the pause itself answers, old beside new, and nothing is kept', async () => {
  clock.moveTo(noon('2016-02-01'))
  const runs = await scene.as(scene.mette, noon('2016-02-01'), (tx) => enrolmentsOf(tx, scene.agreementId))
  const amina = runs.find(({ caseNumber }) => caseNumber === 'I-2015-004')
  expect((await pages.post(scene.ibrahim, `/enrolments/${amina?.id ?? ''}/return`, { on: '04.01.2016' })).status).toBe(303)
  const path = `/enrolments/${amina?.id ?? ''}/what-if`
  const asked = text((await pages.get(scene.mette, `${path}?weeks=6`)).html)
  expect(asked).toContain('Hvad nu hvis Amina Yıldız holder pause?')
  for (const part of [
    '05.10.2015 – 18.04.2016',
    '05.10.2015 – 30.05.2016',
    '19.04.2016 – 18.10.2016',
    '31.05.2016 – 30.11.2016',
    'Peter Lind',
  ])
    expect(asked).toContain(part)
  const again = await scene.as(scene.mette, noon('2016-02-01'), (tx) => enrolmentsOf(tx, scene.agreementId))
  expect(again.find(({ id }) => id === amina?.id)?.pause, 'nothing is kept').toBeNull()
  expect((await pages.get(scene.mette, `${path}?weeks=60`)).status).toBe(422)
  expect((await pages.get(scene.soeren, path)).status).toBe(403)
  const form = { from: '01.02.2016', until: '13.03.2016', keepsPlace: 'yes', reason: 'illness', words: '', do: 'preview' }
  const step = await pages.post(scene.mette, `/enrolments/${amina?.id ?? ''}/pause`, form)
  expect([step.status, text(step.html).includes('31.05.2016 – 30.11.2016'), step.html.includes('value="13.03.2016"')]).toEqual([
    200,
    true,
    true,
  ])
  expect((await pages.get(scene.mette, `/agreements/${scene.agreementId}/places`)).html).toContain('what-if?weeks=6')
  const early = { lastDay: '01.02.2016', initiator: 'citizen', tookPart: 'yes', reason: 'illness', words: '', do: 'preview' }
  const told = text((await pages.post(scene.mette, `/enrolments/${amina?.id ?? ''}/discharge`, early)).html)
  expect(told).toContain('05.10.2015 – 18.04.2016 05.10.2015 – 01.02.2016')
  expect(told).toContain('19.04.2016 – 18.10.2016 –')
  // The letter is read before it is sent; an ending that is not the citizen's own wish says by which rule, and where to complain.
  expect(told).toMatch(/Dit forløb slutter før tid\. Din sidste dag er den 1\. februar 2016/)
  expect(told).not.toContain('Sådan klager du')
  const against = await pages.post(scene.mette, `/enrolments/${amina?.id ?? ''}/discharge`, { ...early, initiator: 'provider' })
  expect(text(against.html)).toMatch(/Reglen Lov om .*Sådan klager du.*Send klagen til Næstved Kommune.*Ankestyrelsen/)
})

test('whoever waits may leave the list, and is asked on their own page when two months have gone', async () => {
  clock.moveTo(noon('2015-09-15'))
  const one = await scene.accepted('Aya Holm', '2015-09-14')
  const seenOn = async (on: string) => {
    const found = (await scene.as(scene.mette, noon(on), (tx) => enrolmentsOf(tx, scene.agreementId))).find(({ id }) => id === one.id)
    const ref = { referralId: found?.referralId as never, enrolmentId: one.id }
    const steps = await scene.as(one.citizen, noon(on), (tx) => caseSteps(tx, { actor: one.citizen, lang: 'da', today: day(on) }, ref))
    return steps.map(({ href, primary }) => [href.split('/').at(-1), primary])
  }
  expect(await seenOn('2015-11-12')).toEqual([
    ['interest', false],
    ['leave', false],
  ])
  expect(await seenOn('2015-11-13')).toEqual([
    ['interest', true],
    ['leave', false],
  ])
})

test('why somebody went ahead in line is read by staff, never by the citizen, whose page shall not speak of the others', async () => {
  clock.moveTo(noon('2015-09-15'))
  await scene.accepted('Bodil Ahm', '2015-09-13')
  const one = await scene.accepted('Ulla Friis', '2015-09-14')
  const standingOf = async (on: string) => (await scene.as(scene.mette, noon(on), (tx) => standing(tx, ref.referralId))) ?? null
  const runs = await scene.as(scene.mette, noon('2015-09-15'), (tx) => enrolmentsOf(tx, scene.agreementId))
  const ref = { referralId: runs.find(({ id }) => id === one.id)?.referralId as never, enrolmentId: one.id }
  expect((await standingOf('2015-09-15'))?.dueOn, 'nobody owes a place by a day').toBeNull()
  const offered = { startOn: '05.10.2015', answerBy: '25.09.2015', skipReason: 'Bodil kan først til jul' }
  expect((await pages.post(scene.mette, `/enrolments/${one.id}/offer`, offered)).status).toBe(303)
  const seenBy = async (actor: typeof scene.mette | typeof one.citizen) =>
    JSON.stringify(await scene.as(actor, noon('2015-09-15'), (tx) => timeline(tx, { actor, lang: 'da', today: day('2015-09-15') }, ref)))
  const [staff, own] = [await seenBy(scene.mette), await seenBy(one.citizen)]
  expect([staff.includes('sprunget over'), staff.includes('Bodil')]).toEqual([true, true])
  expect([own.includes('Fik tilbudt en plads'), own.includes('sprunget over'), own.includes('Bodil')]).toEqual([true, false, false])
  expect(
    (await pages.post(one.citizen, `/enrolments/${one.id}/answer`, { answer: 'turn_down', reason: 'education', words: '' })).status,
  ).toBe(303)
})

test('the programme manager puts somebody ahead in line with a reason, and back; a skip is counted by the class, and staff alone read why', async () => {
  clock.moveTo(noon('2016-02-01'))
  const [first, second] = [await scene.accepted('Asta Bro', '2016-01-10'), await scene.accepted('Carl Due', '2016-01-20')]
  const ahead = `/enrolments/${second.id}/ahead`
  expect((await pages.post(scene.ibrahim, ahead, { words: 'x' })).status).toBe(403)
  expect(text((await pages.post(scene.mette, ahead, { words: '' })).html)).toContain('Hvorfor? Skriv et par ord om årsagen')
  expect((await pages.post(scene.mette, ahead, { words: 'Asta er på barsel til maj.' })).status).toBe(303)
  expect(text((await pages.post(scene.mette, ahead, { words: 'Igen' })).html)).toContain('Borgeren står der allerede.')
  const line = text((await pages.get(scene.mette, `/agreements/${scene.agreementId}/places`)).html)
  expect([line.indexOf('Carl Due') < line.indexOf('Asta Bro'), line.includes('Venter, sat foran')]).toEqual([true, true])
  expect(text((await pages.get(scene.mette, `/enrolments/${first.id}/offer`)).html)).toContain('står foran i køen')
  expect(text((await pages.get(scene.mette, `/enrolments/${second.id}/offer`)).html)).not.toContain('står foran i køen')
  const runs = await scene.as(scene.mette, noon('2016-02-01'), (tx) => enrolmentsOf(tx, scene.agreementId))
  const ref = { referralId: runs.find(({ id }) => id === second.id)?.referralId as never, enrolmentId: second.id }
  const reader = { lang: 'da', today: day('2016-02-01') } as const
  const own = await scene.as(second.citizen, noon('2016-02-01'), (tx) => timeline(tx, { actor: second.citizen, ...reader }, ref))
  expect([JSON.stringify(own).includes('Blev sat foran'), JSON.stringify(own).includes('Asta')]).toEqual([true, false])
  expect((await pages.post(scene.mette, `/enrolments/${second.id}/in-turn`, { words: 'Det er ikke mere nødvendigt.' })).status).toBe(303)
  const after = text((await pages.get(scene.mette, `/agreements/${scene.agreementId}/places`)).html)
  expect(after.indexOf('Asta Bro') < after.indexOf('Carl Due')).toBe(true)
})
