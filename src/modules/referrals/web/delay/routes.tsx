import { type Day, parseDay } from '#kernel/days.ts'
import { standing } from '#modules/caseload/index.ts'
import { type DelayField, checkExpected, rawDelay, readDelay } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { FieldErrors } from '#ui/form-data.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from '../../actions.ts'
import { delayProposal, previewDelay, tellDelay } from '../../actions/tell-delay.ts'
import type { Referral } from '../../domain/referral.ts'
import { texts } from '../../texts/texts.ts'
import { act, readCase } from '../desk.ts'
import { type PageRefusal, refusalWords } from '../refusal-words.ts'
import { textOf } from '../text-of.ts'
import { type DelayFacts, DelayPage, type DelayPageProps } from './page.tsx'

/** The caseworker tells the citizen by letter that the decision is late, after having read the letter. */
export function delayRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/delay', actions.tell_delay, (call) => show(deps, call)),
    post('/referrals/:id/delay', actions.tell_delay, (call) => answer(deps, call)),
  ]
}

async function factsOf(tx: Tx, call: Call, referral: Referral) {
  const proposal = await delayProposal(tx, referral, call.today)
  const facts: DelayFacts = { decideBy: (await standing(tx, referral.id))?.decideBy ?? null, owed: proposal !== null }
  return { facts, proposal }
}

async function show(deps: Deps, call: Call): Promise<Response> {
  const page = await readCase(deps, call, actions.tell_delay, (tx, referral) => factsOf(tx, call, referral))
  if (!page.ok) return page.response
  return call.page(<DelayPage head={page.head} facts={page.facts.facts} raw={rawDelay(page.facts.proposal)} />)
}

type Again = Pick<DelayPageProps, 'raw' | 'errors'>

async function showAgain(deps: Deps, call: Call, again: Again): Promise<Response> {
  const page = await readCase(deps, call, actions.tell_delay, (tx, referral) => factsOf(tx, call, referral))
  if (!page.ok) return page.response
  return call.page(<DelayPage head={page.head} facts={page.facts.facts} {...again} />, 422)
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const read = readDelay(form)
  const { raw } = read
  if (!read.ok) return showAgain(deps, call, { raw, errors: read.refusal })
  const delay = { expectedOn: read.value.expected_on, why: read.value.why }
  const wrong = checkExpected(delay.expectedOn, call.today)
  if (wrong) return showAgain(deps, call, { raw, errors: errorsOf(wrong) })
  if (form.get('do') !== 'send') {
    const page = await readCase(deps, call, actions.tell_delay, async (tx, referral) => ({
      ...(await factsOf(tx, call, referral)),
      preview: await previewDelay(tx, referral, delay),
    }))
    if (!page.ok) return page.response
    return call.page(<DelayPage head={page.head} facts={page.facts.facts} raw={raw} preview={page.facts.preview} />)
  }
  const seen = seenIn(form)
  const done = await act(deps, call, (tx, command) => tellDelay(tx, { ...command, ...delay, seen }))
  // Pressed twice, or by two: a letter with the very day has gone.
  const told = 'refusal' in done && done.refusal.kind === 'told_meanwhile' && done.refusal.until.equals(delay.expectedOn)
  if (done.done || told) return call.see(`/cases/${call.param('id')}`, texts(call.lang).steps.tell_delay.done)
  return 'response' in done ? done.response : showAgain(deps, call, { raw, errors: errorsOf(done.refusal) })
}

function seenIn(form: FormData): Day | null {
  const read = parseDay(textOf(form, 'seen'))
  return read.ok ? read.value : null
}

// The rule that said no, at the field where it can be put right.
function errorsOf(refusal: PageRefusal): FieldErrors<DelayField> {
  const own = (lang: Lang) => refusalWords(refusal, texts(lang))
  const error = { kind: 'own' as const, text: { da: own('da'), en: own('en') } }
  return refusal.kind === 'text_missing' ? { why: error } : { expected_on: error }
}
