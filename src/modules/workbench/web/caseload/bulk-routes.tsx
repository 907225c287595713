import type { AccountId } from '#kernel/actor.ts'
import { type Id, newId, parseId } from '#kernel/ids.ts'
import { accountNames, authorize, leads, mayEver, staff } from '#modules/access/index.ts'
import {
  type Listed,
  type OfferRefusal,
  caseloadActions,
  handOverCodes,
  handOversOfCase,
  lookedAfter,
  offerHandOver,
} from '#modules/caseload/index.ts'
import { personNames } from '#modules/people/index.ts'
import type { CasePorts } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import type { Deps } from '#platform/module.ts'
import { readForm } from '#ui/form-data.ts'
import { flag, id as idField, text } from '#ui/form-fields.ts'
import { texts } from '../../texts/texts.ts'
import { type StaffReader, readerOf } from '../case/read-case.ts'
import { checklistOf } from '../hand-over/checklist.ts'
import { type BulkFacts, BulkPage, type BulkRefused } from './bulk-page.tsx'

/** Whose caseload is in the address, when the reader may hand it over: their own, or as a leader anybody's. */
function whoseOf(call: Call): AccountId | null {
  const account = parseId<'account'>(call.param('account'))
  const { actor } = readerOf(call)
  return account !== null && (account === actor.accountId || leads(actor.roles)) ? account : null
}

const mostCases = 500

/** What the account looks after for the reader's organisation; null for one that neither works there nor has left cases behind. */
async function factsOf(tx: Tx, reader: StaffReader, from: AccountId): Promise<BulkFacts | null> {
  const { actor } = reader
  const { organisationId } = actor
  const open = await lookedAfter(tx, { organisationId, accountIds: [from], limit: mostCases })
  const all = await staff(tx, { organisationId })
  if (open.length === 0 && !all.some((one) => one.accountId === from)) return null
  const rows: Listed[] = []
  for (const row of open) {
    const waits = (await handOversOfCase(tx, row.caseId)).some((one) => one.organisationId === organisationId && one.answer === null)
    if (!waits) rows.push(row)
  }
  const people = await personNames(
    tx,
    rows.map((row) => row.personId),
  )
  const members = all.filter((one) => mayEver({ ...actor, roles: one.roles }, caseloadActions.assign))
  return {
    from,
    fromName: (await accountNames(tx, [from])).get(from) ?? '–',
    rows: rows.map((row) => ({ caseId: row.caseId, caseNumber: row.caseNumber, name: people.get(row.personId)?.name ?? null })),
    colleagues: members.filter((one) => one.accountId !== from).map((one) => ({ value: one.accountId, label: one.name })),
  }
}

/** A whole caseload, ticked, with whom it is to go to. */
export async function showBulk({ db }: Deps, call: Call, refused?: BulkRefused): Promise<Response> {
  const from = whoseOf(call)
  if (from === null) return call.refused({ kind: 'not_permitted' })
  const facts = await db.read(call.context, (tx) => factsOf(tx, readerOf(call), from))
  if (facts === null) return call.notFound()
  return call.page(<BulkPage call={call} facts={facts} refused={refused} />, refused === undefined ? 200 : 422)
}

const fields = { to: idField<'account'>(), words: text({ max: 4000, required: false }), gone: flag() }

/** Offers each ticked case; one that cannot be offered stops none of the others and is told with why. */
export async function answerBulk(deps: Deps, ports: CasePorts, call: Call): Promise<Response> {
  const from = whoseOf(call)
  if (from === null) return call.refused({ kind: 'not_permitted' })
  const form = await call.form()
  const say = texts(call.lang).handOver.bulk
  const wanted = form.getAll('case').flatMap((one) => (typeof one === 'string' ? (parseId<'referral'>(one) ?? []) : []))
  const read = readForm(fields, form)
  const own = (words: { da: string; en: string }) => ({ kind: 'own' as const, text: words })
  if (!read.ok) return showBulk(deps, call, { raw: read.raw, errors: read.refusal, wanted })
  const raw = { to: read.value.to, words: read.value.words, gone: read.value.gone ? 'yes' : '' }
  const bulk = (key: 'goneMissing' | 'noChoice') => own({ da: texts('da').handOver.bulk[key], en: texts('en').handOver.bulk[key] })
  if (!read.value.gone) return showBulk(deps, call, { raw, errors: { gone: bulk('goneMissing') }, wanted })
  if (wanted.length === 0) return showBulk(deps, call, { raw, errors: { cases: bulk('noChoice') }, wanted })
  const { to, words } = read.value
  const left = await deps.db.transaction(call.context, (tx) => offerAll(tx, ports, readerOf(call), { wanted, to, words, at: call.now }))
  if (left.length === 0) return call.see('/caseload', say.done(wanted.length))
  return showBulk(deps, call, { raw, errors: {}, wanted: left.map((one) => one.caseId), left })
}

type Wish = { wanted: readonly Id<'referral'>[]; to: AccountId; words: string; at: Call['now'] }
type Left = { caseId: Id<'referral'>; caseNumber: string; why: OfferRefusal['kind'] }

async function offerAll(tx: Tx, ports: CasePorts, reader: StaffReader, { wanted, to, words, at }: Wish): Promise<Left[]> {
  const left: Left[] = []
  const { actor } = reader
  for (const caseId of wanted) {
    const key = await ports.caseOf(tx, caseId, reader)
    if (key === null || !authorize(actor, caseloadActions.hand_over, { ownerId: actor.organisationId, personId: key.personId }).ok) continue
    const lines = await checklistOf(tx, reader, key)
    const offered = await offerHandOver(tx, { actor, id: newId(), caseId, to, lines, gone: handOverCodes, words, at })
    if (offered.ok) continue
    const { kind } = offered.refusal
    // A second press of the same button finds them offered, which is what was wished.
    if (kind === 'not_permitted' || kind === 'no_such_case' || kind === 'offered_already') continue
    left.push({ caseId, caseNumber: key.caseNumber, why: kind })
  }
  return left
}
