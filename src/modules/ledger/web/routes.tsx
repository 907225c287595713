import { assert } from '#kernel/result.ts'
import { ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { accountNames } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { ledgerActions } from '../actions.ts'
import type { LedgerPorts } from '../actions/ports.ts'
import { accounts } from '../domain/entry.ts'
import { accountLines, turnovers } from '../store/balances.ts'
import { entryOf } from '../store/entries.ts'
import { exportOfEntry } from '../store/exports.ts'
import { AccountPage } from './account/page.tsx'
import { BalancePage } from './balance/page.tsx'
import { EntryPage } from './entry/page.tsx'
import { exportRoutes } from './export/routes.tsx'
import { monthRoutes } from './months/routes.tsx'
import { namedSources, readAsked, reader, scopeOf } from './reader.ts'
import { ruleRoutes } from './rules/routes.tsx'

const pageSize = 50

/** The pages of the books. */
export function ledgerRoutes(deps: Deps, ports: LedgerPorts): Route[] {
  return [
    ...monthRoutes(deps),
    ...exportRoutes(deps, ports.formats),
    ...ruleRoutes(deps),
    get('/ledger/trial-balance', ledgerActions.see, (call) => showBalance(deps, call)),
    get('/ledger/accounts/:account', ledgerActions.see, (call) => showAccount(deps, call)),
    get('/ledger/entries/:id', ledgerActions.see, (call) => showEntry(deps, call, ports)),
  ]
}

async function showBalance({ db }: Deps, call: Call): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const asked = readAsked(call)
  const found = await db.read(call.context, async (tx) => {
    const sources = await namedSources(tx, by.value.organisationId, call)
    return { sources, rows: await turnovers(tx, by.value.organisationId, asked, scopeOf(sources, asked.source)) }
  })
  return call.page(<BalancePage call={call} asked={asked} {...found} />, Object.keys(asked.wrong).length === 0 ? 200 : 422)
}

async function showAccount({ db }: Deps, call: Call): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const account = accounts.find((one) => one === call.param('account'))
  if (account === undefined) return call.notFound()
  const asked = readAsked(call)
  const { organisationId } = by.value
  const found = await db.read(call.context, async (tx) => {
    const sources = await namedSources(tx, organisationId, call)
    const scope = scopeOf(sources, asked.source)
    const stood = (await turnovers(tx, organisationId, asked, scope)).find((row) => row.account === account)
    const lines = await accountLines(
      tx,
      organisationId,
      { account, from: asked.from, until: asked.until, page: asked.page, size: pageSize },
      scope,
    )
    return { sources, opening: stood?.opening ?? ore(0n), closing: stood?.closing ?? ore(0n), ...lines }
  })
  const page = <AccountPage call={call} account={account} asked={asked} size={pageSize} {...found} />
  return call.page(page, Object.keys(asked.wrong).length === 0 ? 200 : 422)
}

async function showEntry({ db }: Deps, call: Call, ports: LedgerPorts): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const actor = by.value
  if (!/^\d{1,18}$/.test(call.param('id'))) return call.notFound()
  const found = await db.transaction(call.context, async (tx) => {
    const entry = await entryOf(tx, actor.organisationId, BigInt(call.param('id')))
    if (entry === null) return null
    const subject = entry.subjectId === null ? null : await ports.subject(tx, entry.subjectId)
    // A loan's number stands for its borrower: who looks it up here is logged like who opens the loan.
    if (subject !== null) await recordRead(tx, { actor, page: 'ledger.entry', personId: subject.personId, at: call.now })
    const exported = await exportOfEntry(tx, entry.id)
    const names = entry.accountId === null ? null : await accountNames(tx, [entry.accountId])
    const sources = await namedSources(tx, actor.organisationId, call)
    const { purchaserId, programme, fund } = entry.source
    const source = sources.find((one) => one.purchaserId === purchaserId && one.programme === programme && one.fund === fund)
    assert(source !== undefined, 'an entry of the book has one of its sources')
    return { entry, subject, exported, source: source.label, by: entry.accountId === null ? null : (names?.get(entry.accountId) ?? null) }
  })
  return found === null ? call.notFound() : call.page(<EntryPage call={call} {...found} />)
}
