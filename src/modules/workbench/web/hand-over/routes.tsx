import { parseId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { accountNames, leads, mayEver, staff } from '#modules/access/index.ts'
import {
  type AnswerRefusal,
  type HandOverCode,
  type OfferRefusal,
  answerHandOver,
  authorityIn,
  caseloadActions,
  caseloadTexts,
  handOverCodes,
  handOversOfCase,
  handOverText,
  offerHandOver,
  standing,
  openLines,
} from '#modules/caseload/index.ts'
import { personView } from '#modules/people/index.ts'
import type { CasePorts } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type RawForm, errorText } from '#ui/form-data.ts'
import { texts } from '../../texts/texts.ts'
import { openCase, readerOf } from '../case/read-case.ts'
import { checklistOf } from './checklist.ts'
import { type HandOverFacts, HandOverPage, type OfferField, type Refused } from './page.tsx'

/** Handing a case over: the offer with its checklist, and the answer. */
export function handOverRoutes(deps: Deps, ports: CasePorts): Route[] {
  return [
    get('/cases/:id/hand-over', caseloadActions.hand_over, (call) => show(deps, ports, call)),
    post('/cases/:id/hand-over', caseloadActions.hand_over, (call) => answerOffer(deps, ports, call)),
    post('/hand-overs/:handOver', caseloadActions.hand_over, (call) => answer(deps, call)),
  ]
}

async function factsOf(tx: Tx, ports: CasePorts, call: Call): Promise<HandOverFacts | NotPermitted | null> {
  const key = await openCase(tx, ports, call)
  if (key === null || 'kind' in key) return key
  const person = await personView(tx, key.personId)
  if (person === null) return null
  const reader = readerOf(call)
  const { accountId, organisationId, roles } = reader.actor
  const known = (await handOversOfCase(tx, key.referralId)).filter((one) => one.organisationId === organisationId)
  const open = known.find((one) => one.answer === null) ?? null
  const members = (await staff(tx, { organisationId })).filter((one) =>
    mayEver({ ...reader.actor, roles: one.roles }, caseloadActions.assign),
  )
  const listed = await standing(tx, key.referralId)
  const own = listed === null ? null : authorityIn(listed, organisationId)
  const holder = listed === null || own === null ? null : listed.responsible[own]
  const isSender = open !== null && (leads(roles) || [open.from, open.offeredBy].includes(accountId))
  return {
    caseId: key.referralId,
    caseNumber: key.caseNumber,
    name: person.name ?? texts(call.lang).masked,
    open: open === null ? null : { ...open, ...(await handOverText(tx, open.id)), answer: open.answer },
    role: open?.to === accountId ? 'receiver' : isSender ? 'sender' : 'onlooker',
    lines: open === null ? await checklistOf(tx, reader, key) : [],
    colleagues: members.filter((one) => one.accountId !== holder).map((one) => ({ value: one.accountId, label: one.name })),
    names: await accountNames(tx, open === null ? [] : [open.from, open.to, open.offeredBy]),
  }
}

async function show({ db }: Deps, ports: CasePorts, call: Call, refused?: Refused): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => factsOf(tx, ports, call))
  if (facts === null) return call.notFound()
  if ('kind' in facts) return call.refused(facts)
  return call.page(<HandOverPage call={call} facts={facts} refused={refused} />, refused === undefined ? 200 : 422)
}

function typed(form: FormData): RawForm<OfferField> {
  const names: OfferField[] = ['to', 'words', ...handOverCodes]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name)
      return typeof value === 'string' ? [[name, value.toWellFormed().replaceAll('\0', '').slice(0, 4000)]] : []
    }),
  )
}

async function answerOffer(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const form = await call.form()
  const raw = typed(form)
  const say = texts(call.lang).handOver
  const id = parseId<'hand_over'>(requestIdOf(form))
  const to = parseId<'account'>(raw.to ?? '')
  if (id === null) return call.notFound()
  const answered = await deps.db.transaction(call.context, async (tx) => {
    const key = await openCase(tx, ports, call)
    if (key === null || 'kind' in key) return key
    const reader = readerOf(call)
    const lines = await checklistOf(tx, reader, key)
    const gone = handOverCodes.filter((code) => raw[code] === 'yes')
    if (to === null) return { unnamed: openLines({ lines, gone }) }
    const command = { actor: reader.actor, id, caseId: key.referralId, to, lines, gone, words: raw.words?.trim() ?? '', at: call.now }
    return offerHandOver(tx, command)
  })
  if (answered === null) return call.notFound()
  if ('kind' in answered) return call.refused(answered)
  if ('unnamed' in answered) {
    const missing = errorText({ kind: 'missing_choice' }, call.lang) ?? ''
    return show(deps, ports, call, { raw, errors: { to: missing, ...openErrors(answered.unnamed, call) } })
  }
  if (answered.ok) return call.see(`/cases/${call.param('id')}`, say.offered)
  const { refusal } = answered
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_case') return call.refused(refusal)
  return show(deps, ports, call, { raw, ...errorOf(refusal, call) })
}

function openErrors(codes: readonly HandOverCode[], call: Call): Partial<Record<HandOverCode, string>> {
  const words = caseloadTexts(call.lang).refusals.lines_open
  return Object.fromEntries(codes.map((code) => [code, words]))
}

function errorOf(refusal: OfferRefusal, call: Call): Pick<Refused, 'errors' | 'problem'> {
  const words = caseloadTexts(call.lang).refusals[refusal.kind]
  switch (refusal.kind) {
    case 'lines_open':
      return { errors: openErrors(refusal.codes, call) }
    case 'has_it_already':
    case 'receiver_cannot':
    case 'receiver_has_conflict':
      return { errors: { to: words } }
    case 'nobody_has_it':
    case 'not_yours':
    case 'offered_already':
      return { errors: {}, problem: words }
  }
}

const answers = ['accepted', 'declined', 'withdrawn'] as const

async function answer({ db }: Deps, call: Call): Promise<Response> {
  const form = await call.form()
  const id = parseId<'hand_over'>(call.param('handOver'))
  const wanted = answers.find((one) => one === form.get('answer'))
  if (id === null || wanted === undefined) return call.notFound()
  const words = typed(form).words?.trim().slice(0, 2000) ?? ''
  const { actor } = readerOf(call)
  const answered = await db.transaction(call.context, (tx) => answerHandOver(tx, { actor, id, answer: wanted, words, at: call.now }))
  const say = texts(call.lang).handOver
  if (answered.ok) return call.see(form.get('back') === 'caseload' ? '/caseload' : `/cases/${answered.value.caseId}`, say.done[wanted])
  const { refusal } = answered
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_case') return call.refused(refusal)
  return call.see('/caseload', answerWords(refusal, call))
}

function answerWords(refusal: AnswerRefusal, call: Call): string {
  return caseloadTexts(call.lang).refusals[refusal.kind]
}
