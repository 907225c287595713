import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { businessPorts } from '../../../../test/support/business-ports.ts'
import { noon } from '../../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../../test/support/pages.ts'
import { kroner } from '#kernel/money.ts'
import { stepArrears } from '../actions/arrears.ts'
import { enter } from '../actions/enter.ts'
import { changeBudget, keepBudgetVersion } from '#modules/business/index.ts'
import { loansModule } from '../index.ts'
import { eventsOf } from '../store/events.ts'
import { loanPorts } from '../test-support/loan-ports.ts'
import { applied, done, found, offered, paidOut, payOff, run, scene, staff, standing, take, withdraw } from '../test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-05-10'), today: () => day('2016-05-10') }
const pages = pagesOf(
  loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts).routes,
  clock,
)
const { hanne, poul, gitte } = staff
const form = (fields: Record<string, string>) => ({ request_id: newId(), ...fields })

test('a deferral is chosen, seen beside the old plan, asked for, granted, struck through, and taken back', async () => {
  const id = await paidOut()
  const path = `/loans/${id}`
  const chosen = 'kind=pause&from=01.06.2016&months=2'
  const preview = await pages.get(run.citizen, `${path}/deferral?${chosen}`)
  expect(preview.html).toContain('Plan efter henstand')
  expect(preview.html).toContain('datetime="2016-08-01"')
  const wrong = await pages.get(run.citizen, `${path}/deferral?kind=pause&from=31.02.2016&months=mange`)
  expect([wrong.status, wrong.html.includes('value="31.02.2016"'), wrong.html.includes('value="mange"')]).toEqual([422, true, true])
  const wish = { kind: 'pause', from: '01.06.2016', months: '2' }
  expect(preview.html, 'the new day is asked for when an instalment is moved').toMatch(
    /<div class="g-when g-when-2">(?:(?!g-when)[^])*name="new_due"/,
  )
  const silent = await pages.post(run.citizen, `${path}/deferral-requests`, form(wish))
  expect([silent.status, silent.html.includes('value="01.06.2016"')], 'a reason is missing, the rest is kept').toEqual([422, true])
  expect((await pages.post(run.citizen, `${path}/deferral-requests`, form({ ...wish, words: 'Bilen er på værksted' }))).status).toBe(303)
  expect((await pages.get(hanne, path)).html).toContain('Bilen er på værksted')
  const long = (await pages.get(hanne, `${path}/deferral?kind=pause&from=01.06.2016&months=7`)).html
  expect(long, 'beyond the limit the adviser can decline what was asked for, and not grant').toContain(
    '<b>Giv henstand</b><span>Ud over rådgiverens grænse.',
  )
  expect([long.includes('>Giv henstand</button>'), long.includes('>Afslå</button>')]).toEqual([false, true])
  expect((await pages.get(poul, `${path}/deferral?kind=pause&from=01.06.2016&months=7`)).html).toContain('>Giv henstand</button>')
  expect((await pages.post(gitte, `${path}/deferrals`, form({ ...wish, reason: 'other', words: 'Ja' }))).status).toBe(403)
  // The decision names the request it answers, as its form does: one that stood open before the request was sent decides nothing.
  const request = /name="answers" value="([^"]+)"/.exec((await pages.get(hanne, `${path}/deferral?${chosen}`)).html)?.[1] ?? ''
  const stale = await pages.post(hanne, `${path}/deferrals`, form({ ...wish, reason: 'other', words: 'Ja', wish: 'borrower' }))
  expect([stale.status, stale.html.includes('siden du åbnede siden')]).toEqual([422, true])
  expect((await pages.post(hanne, `${path}/deferrals`, form({ ...wish, answers: request, reason: 'other', words: 'Ja' }))).status).toBe(303)
  const shown = (await pages.get(hanne, path)).html
  expect(shown).toMatch(/<del><time datetime="2016-06-01">/)
  const event = /name="event" value="([0-9a-f-]{36})"/.exec(shown)?.[1] ?? ''
  expect(shown, 'the struck-through date leads to the decision').toContain(`href="#event-${event}"`)
  expect((await pages.post(hanne, `${path}/deferral-reversals`, form({ event }))).status).toBe(303)
  expect((await pages.get(hanne, path)).html).not.toContain('<del>')
  // A new plan as well: each day it took the place of is struck through beside the new one, and leads to the decision.
  const fresh = { kind: 'new_plan', first_due: '15.07.2016', terms: '4', reason: 'other', words: 'Ny plan', wish: 'borrower' }
  expect((await pages.post(poul, `${path}/deferrals`, form(fresh))).status).toBe(303)
  const renewed = (await pages.get(run.citizen, path)).html
  const days = [...renewed.matchAll(/<del><time datetime="([^"]+)">.*?<time datetime="([^"]+)">/g)].flatMap(([, was, now]) => [was, now])
  expect(days.join(' ')).toBe('2016-06-01 2016-07-15 2016-07-01 2016-08-15 2016-08-01 2016-09-15 2016-09-01 2016-10-15')
  expect(renewed.match(/<br\/><a href="#event-[0-9a-f-]{36}">/g)).toHaveLength(4)
  await payOff(id)
})

test('the plan is a spreadsheet, a calendar and a tagged promissory note, for the borrower and not for a stranger', async () => {
  const id = await paidOut()
  for (const [file, starts] of [
    ['plan.xlsx', 'PK'],
    ['plan.ics', 'BEGIN:VCALENDAR'],
  ] as const) {
    const got = await pages.get(run.citizen, `/loans/${id}/${file}`)
    expect([got.status, got.html.startsWith(starts)], file).toEqual([200, true])
    expect((await pages.get(scene.ibrahim, `/loans/${id}/${file}`)).status).toBe(403)
  }
  const calendar = (await pages.get(run.citizen, `/loans/${id}/plan.ics`)).html
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(10)
  expect(calendar, 'whole days: no hour to get wrong').toContain('DTSTART;VALUE=DATE:20160601')
  const whatIf = (await pages.get(run.citizen, `/loans/${id}/what-if`)).html
  expect(whatIf, 'ten of 100 kr. and 200 more is paid in four').toContain('01.09.2016')
  await payOff(id)
})

test('the approver splits the loan, the adviser notes the voucher, and the clerk can pay out only then', async () => {
  const id = await applied()
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  const path = `/loans/${id}`
  const decision = { decision: 'approve', words: 'Ja', aid_reference: 'DM-1', second: '400', second_condition: 'Faktura på ovnen' }
  expect((await pages.post(poul, `${path}/decision`, form({ ...decision, second: '1.000' }))).status).toBe(422)
  expect((await pages.post(poul, `${path}/decision`, form(decision))).status).toBe(303)
  expect((await pages.get(run.citizen, `${path}/agreement.pdf`)).html).toContain('%PDF')
  expect((await pages.get(run.citizen, `${path}/what-if`)).status, 'before signing too').toBe(200)
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  expect((await pages.post(gitte, `${path}/payout`, form({}))).status).toBe(303)
  const waits = (await pages.get(gitte, path)).html
  expect(waits, 'the button is not there, and why is').toContain('</b><span>En betingelse for udbetalingen er ikke opfyldt endnu.</span>')
  const early = await pages.post(gitte, `${path}/payout`, form({}))
  expect([early.status, early.html.includes('En betingelse for udbetalingen er ikke opfyldt endnu.')]).toEqual([422, true])
  const noVoucher = await pages.post(hanne, `${path}/conditions`, form({ tranche: '2', n: '1', voucher: '' }))
  expect([noVoucher.status, noVoucher.html.includes('href="#voucher-2-1"'), noVoucher.html.includes('id="voucher-2-1-error"')]).toEqual([
    422,
    true,
    true,
  ])
  expect((await pages.post(hanne, `${path}/conditions`, form({ tranche: '2', n: '1', voucher: 'Faktura 17' }))).status).toBe(303)
  expect((await pages.post(gitte, `${path}/payout`, form({}))).status).toBe(303)
  await payOff(id)
})

test('a claim is proposed closed by one and closed by another; an offer that is not paid out has nothing to close', async () => {
  const id = await paidOut()
  const path = `/loans/${id}`
  expect((await pages.get(run.citizen, `${path}/closing`)).status).toBe(403)
  expect((await pages.get(poul, `${path}/closing`)).html).toContain('Der er intet forslag at afgøre.')
  const proposal = { closing: 'write_off', reason: 'other', words: 'Lukket' }
  expect((await pages.post(gitte, `${path}/closing-proposals`, form({ ...proposal, words: '' }))).status).toBe(422)
  expect((await pages.post(gitte, `${path}/closing-proposals`, form(proposal))).status).toBe(303)
  const proposed = (await pages.get(poul, `${path}/closing`)).html
  expect(
    [proposed.includes('Afskriv lånet'), proposed.includes('>Andet<'), proposed.includes('>Lukket<')],
    'what was proposed, and why',
  ).toEqual([true, true, true])
  expect(proposed, 'nothing is late, so there is nothing to hand over').not.toContain('Stamdata til')
  expect((await pages.post(poul, `${path}/closings`, form({ closing: 'write_off', words: 'Enig' }))).status).toBe(303)
  expect((await found(id))?.state).toBe('written_off')
  const closed = (await pages.get(gitte, path)).html
  expect([closed.includes('Mangler'), closed.includes('Kommer'), closed.includes('Afskrevet')], 'nothing is asked for').toEqual([
    false,
    false,
    true,
  ])
  expect((await pages.get(gitte, `${path}/plan.ics`)).html).not.toContain('VEVENT')
  expect(closed, 'there is no day to put in a calendar').not.toContain('plan.ics')
  expect((await pages.get(gitte, `${path}/closing`)).html).toContain('Registrér indgået beløb')
  const recovery = { amount: '1.001', received_on: '10.05.2016' }
  expect((await pages.post(gitte, `${path}/recoveries`, form(recovery))).status).toBe(422)
  expect((await pages.post(gitte, `${path}/recoveries`, form({ ...recovery, amount: '400' }))).status).toBe(303)
  const tiles = (await pages.get(gitte, path)).html.replaceAll('\u00a0', ' ')
  for (const [label, figure] of [
    ['Hvor meget er afskrevet?', '1.000 kr.'],
    ['Hvor meget er kommet ind siden?', '400 kr.'],
  ])
    expect(tiles).toContain(`<span>${label}</span><b>${figure}</b>`)
  const above = (await pages.post(gitte, `${path}/recoveries`, form({ ...recovery, amount: '601' }))).html.replaceAll('\u00a0', ' ')
  expect(above, 'what is left of it').toContain('Der mangler 600 kr. af det afskrevne')
  expect((await pages.post(gitte, `${path}/recoveries`, form({ ...recovery, amount: '600' }))).status).toBe(303)
  expect((await pages.get(gitte, path)).html, 'nothing is claimed any more').not.toContain('Kravet består')
  expect((await pages.get(gitte, `${path}/closing`)).html).not.toContain('Registrér indgået beløb')
  const other = await offered()
  expect((await pages.post(gitte, `/loans/${other}/closing-proposals`, form(proposal))).status).toBe(422)
  await withdraw(other)
})

test('the adviser accepts only with the signed note, which then lies with the loan; the borrower accepts in their own session', async () => {
  const pdf = new File(['%PDF-1.7 signed'], 'note.pdf', { type: 'application/pdf' })
  const first = await offered()
  const bare = await pages.post(hanne, `/loans/${first}/acceptance`, form({ agree: 'on', code: '123456' }))
  expect([bare.status, (await found(first))?.state]).toEqual([422, 'offered'])
  expect(
    [bare.html.includes('<a href="#signed">Underskrevet gældsbrev'), bare.html.includes('paper-error')],
    'the note is missing, no other paper',
  ).toEqual([true, false])
  const signed = await pages.post(hanne, `/loans/${first}/acceptance`, { ...form({ agree: 'on', code: '123456' }), file: pdf })
  expect([signed.status, (await found(first))?.state]).toEqual([303, 'accepted'])
  const papers = (await pages.get(poul, `/loans/${first}`)).html
  expect(papers).toContain('Underskrevet gældsbrev')
  expect(papers).toContain('Gældsbrevet, som det blev accepteret')
  await withdraw(first)
  const second = await offered()
  expect((await pages.post(run.citizen, `/loans/${second}/acceptance`, form({}))).status).toBe(422)
  const quote = { ...form({ title: 'Tilbud på ovn' }), file: pdf }
  expect((await pages.post(run.citizen, `/loans/${second}/documents`, quote)).status).toBe(303)
  expect((await pages.get(hanne, `/loans/${second}`)).html).toContain('Tilbud på ovn')
  expect((await pages.post(run.citizen, `/loans/${second}/acceptance`, form({ agree: 'on', code: '123456' }))).status).toBe(303)
  await withdraw(second)
})

test('the clerk pauses the arrears clock and lets it run again; the days between are not late, and the debt is the same', async () => {
  const id = await paidOut()
  const path = `/loans/${id}`
  const late = async (on: string) => (await scene.as(gitte, noon(on), (tx) => standing(tx, id, on))).arrears.daysLate
  const before = await late('2016-08-01')
  expect(before).toBeGreaterThan(40)
  const pause = { from: '01.05.2016', until: '01.07.2016', words: 'Indlagt' }
  expect((await pages.post(hanne, `${path}/arrears-pauses`, form(pause))).status, 'the adviser does not').toBe(403)
  const wrong = await pages.post(gitte, `${path}/arrears-pauses`, form({ ...pause, from: '11.05.2016', words: '' }))
  expect([wrong.status, wrong.html.includes('value="11.05.2016"'), wrong.html.includes('value="01.07.2016"')]).toEqual([422, true, true])
  expect(wrong.html, 'the summary leads to the field').toContain('<a href="#pause-words">Begrundelse: Feltet skal udfyldes</a>')
  const much = 'Indlagt igen. '.repeat(200)
  const long = await pages.post(gitte, `${path}/disputes`, form({ words: much }))
  expect([long.status, long.html.includes('<a href="#disputes-words">'), long.html.includes(much.trim())]).toEqual([422, true, true])
  const backwards = await pages.post(gitte, `${path}/arrears-pauses`, form({ ...pause, until: '01.05.2016' }))
  expect([backwards.status, backwards.html.includes('value="Indlagt"')], 'it ends after it begins').toEqual([422, true])
  expect((await pages.post(gitte, `${path}/arrears-resumptions`, form({ words: 'Rask' }))).status, 'nothing to resume').toBe(422)
  expect((await pages.post(gitte, `${path}/arrears-pauses`, form(pause))).status).toBe(303)
  expect((await pages.get(gitte, `${path}/reminders`)).html).toContain('Dagene tæller igen fra 01.07.2016')
  expect(before - (await late('2016-08-01')), 'June does not count').toBe(30)
  expect((await pages.post(gitte, `${path}/arrears-pauses`, form(pause))).status, 'not twice').toBe(422)
  expect((await pages.post(gitte, `${path}/arrears-resumptions`, form({ words: 'Rask' }))).status).toBe(303)
  expect(await late('2016-08-01'), 'resumed before anything was due').toBe(before)
  await payOff(id)
})

test('a reminder fee is waived once, with a reason, and is owed no more; what is not a fee is not waived', async () => {
  const id = await paidOut()
  const path = `/loans/${id}`
  const on = day('2016-05-10')
  const command = { actor: gitte, loanId: id, requestId: newId(), on, at: noon('2016-05-10') }
  const due = day('2016-06-01')
  const loan = await found(id)
  const charged = await scene.as(gitte, command.at, async (tx) => {
    const payload = { rung: 3, due: due.toString(), amount: kroner(100).toString() }
    const entry = { name: 'remind', on, body: { kind: 'charge', amount: kroner(100), due }, payload } as const
    return loan === null ? null : enter(tx, command, await eventsOf(tx, id), { loan, ...entry })
  })
  expect(charged?.ok).toBe(true)
  const owed = async () => (await scene.as(gitte, command.at, (tx) => standing(tx, id, '2016-05-10'))).outstanding
  expect(await owed()).toBe(kroner(1100))
  const charge = command.requestId
  expect((await pages.get(hanne, `${path}/reminders`)).html).not.toContain('Frafald gebyr')
  expect((await pages.get(gitte, `${path}/reminders`)).html).toContain('Frafald gebyr')
  expect((await pages.post(gitte, `${path}/waivers`, form({ charge, words: '' }))).status).toBe(422)
  expect((await pages.post(gitte, `${path}/waivers`, form({ charge: newId(), words: 'Fejl' }))).status).toBe(422)
  const waiver = form({ charge, words: 'Rykkeren gik ud ved en fejl' })
  for (const press of ['first', 'second']) expect((await pages.post(gitte, `${path}/waivers`, waiver)).status, press).toBe(303)
  expect(await owed()).toBe(kroner(1000))
  const again = { ...command, requestId: newId(), step: { kind: 'waive', chargeId: charge, words: 'Igen' } } as const
  expect(await scene.as(gitte, command.at, (tx) => stepArrears(tx, again))).toMatchObject({ refusal: { kind: 'no_such_charge' } })
  await payOff(id)
})

test('in the own session nothing is accepted without the code; a note that is not kept is refused and never drawn anew', async () => {
  const id = await offered()
  for (const code of ['', '654321']) {
    const answer = await pages.post(run.citizen, `/loans/${id}/acceptance`, form({ agree: 'on', code }))
    expect([answer.status, (await found(id))?.state], code).toEqual([422, 'offered'])
  }
  expect((await pages.get(run.citizen, `/loans/${id}/agreement.pdf`)).status, 'before it is accepted it is drawn').toBe(200)
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  const answer = await pages.get(run.citizen, `/loans/${id}/agreement.pdf`)
  expect([answer.status, answer.html.includes('Gældsbrevet kan ikke vises'), answer.html.includes('%PDF')]).toEqual([409, true, false])
  await withdraw(id)
})

test('the note is frozen as it was accepted: the same bytes later, whatever happens to the plan', async () => {
  const id = await offered()
  expect((await pages.post(run.citizen, `/loans/${id}/acceptance`, form({ agree: 'on', code: '123456' }))).status).toBe(303)
  const later = { now: () => noon('2016-09-10'), today: () => day('2016-09-10') }
  const then = pagesOf(
    loansModule({ db: scene.database.db, clock: later }, () => Promise.reject(new Error('no file')), loanPorts).routes,
    later,
  )
  const accepted = (await pages.get(run.citizen, `/loans/${id}/agreement.pdf`)).html
  expect(accepted.startsWith('%PDF-1.7')).toBe(true)
  for (const reader of [run.citizen, poul, gitte])
    expect((await then.get(reader, `/loans/${id}/agreement.pdf`)).html === accepted, 'a kept file, not a new one').toBe(true)
  await withdraw(id)
})

test('an offer is accepted on its thirtieth day and not later; the page says so before anyone tries', async () => {
  const id = await offered()
  const on = (day_: string) => ({ now: () => noon(day_), today: () => day(day_) })
  const at = (day_: string) =>
    pagesOf(loansModule({ db: scene.database.db, clock: on(day_) }, () => Promise.reject(new Error('no file')), loanPorts).routes, on(day_))
  expect((await at('2016-05-12').get(run.citizen, `/loans/${id}`)).html).toContain('Tilbuddet gælder til og med 12.05.2016.')
  const late = await at('2016-05-13').post(run.citizen, `/loans/${id}/acceptance`, form({ agree: 'on', code: '123456' }))
  expect([late.status, ...[/overskredet/, /acceptance"/].map((one) => one.test(late.html))], 'and no form').toEqual([422, true, false])
  expect((await found(id))?.state).toBe('offered')
  expect((await pages.get(run.citizen, `/loans/${id}`)).html, 'nothing is kept of a refused acceptance').not.toContain(
    'som det blev accepteret',
  )
  expect((await at('2016-05-12').post(run.citizen, `/loans/${id}/acceptance`, form({ agree: 'on', code: '123456' }))).status).toBe(303)
  await withdraw(id)
})

test('adviser and approver see what the kept budget says beside the application, weak year too; the clerk and the borrower do not', async () => {
  const author = { actor: run.citizen, enrolmentId: run.id, at: noon('2016-04-12') }
  const line = { kind: 'sale', name: 'Salg', amount: kroner(10_000), rhythm: 'month', from: 0, until: null, vat: true } as const
  const written = await scene.as(run.citizen, author.at, (tx) =>
    changeBudget(tx, businessPorts, { ...author, change: (old) => ({ ...old, lines: [line] }), revision: 0, today: day('2016-04-12') }),
  )
  expect(written.ok).toBe(true)
  const id = await applied()
  expect((await pages.get(hanne, `/loans/${id}`)).html, 'a draft is not shown').not.toContain('budget-rows')
  expect((await scene.as(run.citizen, author.at, (tx) => keepBudgetVersion(tx, author))).ok).toBe(true)
  const shown = (await pages.get(hanne, `/loans/${id}`)).html.replaceAll('\u00a0', ' ')
  expect(shown).toContain('Hvad budgettet siger')
  expect(shown, 'twelve months as planned').toContain('120.000 kr.')
  expect(shown, 'a fifth less').toContain('96.000 kr.')
  expect((await pages.get(run.citizen, `/loans/${id}`)).html).not.toContain('Hvad budgettet siger')
  expect((await pages.get(gitte, `/loans/${id}`)).html).not.toContain('Hvad budgettet siger')
  expect(await take(hanne, id, { kind: 'advise', words: 'Godt' })).toEqual(done)
  expect((await pages.get(poul, `/loans/${id}`)).html).toContain('Hvad budgettet siger')
  await withdraw(id)
})
