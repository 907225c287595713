import { parseId } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { problemText } from '#ui/form-problem.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { actions } from '../../actions.ts'
import { complain, previewSettlement, settleComplaint, withdrawComplaint } from '../../actions/complain.ts'
import type { Settlement } from '../../actions/complain.ts'
import type { Referral } from '../../domain/referral.ts'
import { decisionsOf } from '../../store/decisions.ts'
import { recordedEvents } from '../../store/events.ts'
import { texts } from '../../texts/texts.ts'
import { act, actorOf, readCase } from '../desk.ts'
import { isGone, refusalWords } from '../refusal-words.ts'
import { type ComplaintRaw, readComplaint, receivedDay, settlementOf } from './form.ts'
import { type ComplaintFacts, ComplaintPage, type ComplaintRefused } from './page.tsx'

/** The complaint of a case, from its receipt to the board's answer. */
export function complaintRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/complaint', actions.see, (call) => show(deps, call)),
    post('/referrals/:id/complaint', actions.complain, (call) => receive(deps, call)),
    post('/referrals/:id/complaint/outcome', actions.settle_complaint, (call) => settle(deps, call)),
    post('/referrals/:id/complaint/withdrawal', actions.withdraw_complaint, (call) => withdraw(deps, call)),
  ]
}

const ofComplaints = ['complain', 'forward_complaint', 'change_after_complaint', 'record_appeal', 'withdraw_complaint']

async function factsOf(tx: Tx, referral: Referral): Promise<ComplaintFacts> {
  const events = await recordedEvents(tx, referral.id)
  return {
    decision: (await decisionsOf(tx, referral.id)).at(-1) ?? null,
    history: events.filter(({ name }) => ofComplaints.includes(name)),
  }
}

async function show(deps: Deps, call: Call, refused?: ComplaintRefused): Promise<Response> {
  const page = await readCase(deps, call, actions.see, factsOf)
  if (!page.ok) return page.response
  return call.page(<ComplaintPage head={page.head} facts={page.facts} {...(refused ? { refused } : {})} />, refused ? 422 : 200)
}

/** The form as it was typed, with the letter it would send. */
async function look(deps: Deps, call: Call, raw: ComplaintRaw, settlement: Settlement): Promise<Response> {
  const page = await readCase(deps, call, actions.settle_complaint, async (tx, referral) => ({
    facts: await factsOf(tx, referral),
    letter: await previewSettlement(tx, referral, settlement),
  }))
  if (!page.ok) return page.response
  return call.page(<ComplaintPage head={page.head} facts={page.facts.facts} refused={{ raw, errors: [] }} letter={page.facts.letter} />)
}

const showErrors = (deps: Deps, call: Call, raw: ComplaintRaw, ...errors: FormError[]) => show(deps, call, { raw, errors })

// A field that was left empty is named beside whatever else is wrong.
function emptyField(raw: ComplaintRaw, field: 'text' | 'considerations', call: Call): FormError[] {
  return (raw[field] ?? '').trim() === '' ? [{ field, text: texts(call.lang).refusals.text_missing }] : []
}

const back = (call: Call) => `/referrals/${call.param('id')}/complaint`

async function receive(deps: Deps, call: Call): Promise<Response> {
  const say = texts(call.lang)
  const raw = readComplaint(await call.form())
  const receivedOn = receivedDay(raw)
  if (receivedOn === null)
    return showErrors(
      deps,
      call,
      raw,
      { field: 'received_on', text: problemText({ kind: 'day_malformed' }, call.lang) },
      ...emptyField(raw, 'text', call),
    )
  const done = await act(deps, call, (tx, command) => complain(tx, { ...command, receivedOn, text: raw.text ?? '' }))
  if (done.done) return call.see(back(call), say.steps.complain.done)
  if ('response' in done) return done.response
  const aboutDay = done.refusal.kind.startsWith('received_')
  const error = { field: aboutDay ? 'received_on' : 'text', text: refusalWords(done.refusal, say) }
  return showErrors(deps, call, raw, error, ...(aboutDay ? emptyField(raw, 'text', call) : []))
}

async function settle(deps: Deps, call: Call): Promise<Response> {
  const say = texts(call.lang)
  const form = await call.form()
  const raw = readComplaint(form)
  const settlement = settlementOf(raw)
  const referralId = parseId<'referral'>(call.param('id'))
  if (referralId === null) return call.notFound()
  const silent = emptyField(raw, 'considerations', call)
  if (settlement === null) return showErrors(deps, call, raw, { field: 'outcome', text: say.complaint.outcomeMissing }, ...silent)
  if (form.get('do') === 'look' && silent.length > 0) return showErrors(deps, call, raw, ...silent)
  if (form.get('do') === 'look') return look(deps, call, raw, settlement)
  const done = await settleComplaint(deps.db, { actor: actorOf(call), referralId, at: call.now, settlement })
  if (done.ok) return call.see(back(call), settlement.kind === 'forward' ? say.steps.forward_complaint.done : settledWords(settlement, say))
  if (isGone(done.refusal)) return call.refused(done.refusal)
  const field = done.refusal.kind === 'text_missing' ? 'considerations' : 'outcome'
  return showErrors(deps, call, raw, { field, text: refusalWords(done.refusal, say) })
}

function settledWords(settlement: NonNullable<ReturnType<typeof settlementOf>>, say: ReturnType<typeof texts>): string {
  const stands = settlement.kind === 'appeal' && settlement.outcome === 'confirmed'
  return stands ? say.steps.record_appeal.done : say.steps.change_after_complaint.done
}

async function withdraw(deps: Deps, call: Call): Promise<Response> {
  const say = texts(call.lang)
  const done = await act(deps, call, withdrawComplaint)
  if (done.done) return call.see(back(call), say.steps.withdraw_complaint.done)
  if ('response' in done) return done.response
  return showErrors(deps, call, {}, { field: 'outcome', text: refusalWords(done.refusal, say) })
}
