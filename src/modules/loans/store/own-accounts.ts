import { z } from 'zod'
import type { HumanId, OrganisationId } from '#kernel/actor.ts'
import { type BankAccount, parseBankAccount } from '#kernel/bank-account.ts'
import type { Instant } from '#kernel/days.ts'
import { type FikCreditor, parseFikCreditor } from '#kernel/fik.ts'
import { assert } from '#kernel/result.ts'
import { type Sql, type Tx, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import { type AccountFacts, type OwnAccount, type OwnAccountId, accountStates, paymentFormats } from '../domain/own-account.ts'

const accountColumn = z.string().transform((text): BankAccount => {
  const read = parseBankAccount(text)
  assert(read.ok, 'accounts are kept as they were read')
  return read.value
})
const creditorColumn = z.string().transform((text): FikCreditor => {
  const read = parseFikCreditor(text)
  assert(read.ok, 'creditor numbers are kept as they were read')
  return read.value
})

const row = z
  .object({
    id: idColumn<'own_account'>(),
    lender_id: idColumn<'organisation'>(),
    account: accountColumn,
    holder: z.string(),
    bic: z.string().nullable(),
    creditor: nullable(creditorColumn),
    format: z.enum(paymentFormats),
    closes: z.boolean(),
    state: z.enum(accountStates),
    proposed_by: idColumn<'human'>(),
    proposed_at: instantColumn,
    decided_by: nullable(idColumn<'human'>()),
  })
  .transform(
    ({ lender_id: lenderId, proposed_by: proposedBy, proposed_at: proposedAt, decided_by: decidedBy, ...same }): OwnAccount => ({
      ...same,
      lenderId,
      proposedBy,
      proposedAt,
      decidedBy,
    }),
  )

function accountsWhere(tx: Tx, where: Sql): Promise<OwnAccount[]> {
  return tx.rows(
    row,
    sql`
    select id, lender_id, account, holder, bic, creditor, format, closes, state, proposed_by, proposed_at, decided_by
    from loans.own_account ${where}`,
  )
}

/** The accounts of a lender that are in use. */
export function ownAccounts(tx: Tx, lenderId: OrganisationId): Promise<OwnAccount[]> {
  return accountsWhere(tx, sql`where lender_id = ${lenderId} and state = 'confirmed' and not closes order by account`)
}

/** The proposals that nobody has decided. */
export function proposedAccounts(tx: Tx, lenderId: OrganisationId): Promise<OwnAccount[]> {
  return accountsWhere(tx, sql`where lender_id = ${lenderId} and state = 'proposed' order by proposed_at`)
}

/** A proposal, locked until the transaction ends; null when the session's organisation has none such. */
export async function lockAccount(tx: Tx, id: OwnAccountId): Promise<OwnAccount | null> {
  return (await accountsWhere(tx, sql`where id = ${id} for update`))[0] ?? null
}

/** Keeps a proposal; false when this request has made it before. */
export async function insertAccount(
  tx: Tx,
  made: AccountFacts & { id: string; lenderId: OrganisationId; closes: boolean; by: HumanId; at: Instant },
): Promise<boolean> {
  const rows = await tx.run(sql`
    insert into loans.own_account (id, lender_id, account, holder, bic, creditor, format, closes, proposed_by, proposed_at)
    values (${made.id}, ${made.lenderId}, ${made.account}, ${made.holder}, ${made.bic}, ${made.creditor}, ${made.format}, ${made.closes},
            ${made.by}, ${made.at}) on conflict (id) do nothing`)
  return rows === 1
}

/** Writes the decision; what was in use for the same account before is replaced. */
export async function decideAccount(
  tx: Tx,
  proposal: OwnAccount,
  decided: { state: 'confirmed' | 'dropped'; by: HumanId; at: Instant },
): Promise<void> {
  if (decided.state === 'confirmed')
    await tx.run(sql`
      update loans.own_account set state = 'replaced'
      where lender_id = ${proposal.lenderId} and account = ${proposal.account} and state = 'confirmed'`)
  await tx.run(sql`
    update loans.own_account set state = ${decided.state}, decided_by = ${decided.by}, decided_at = ${decided.at} where id = ${proposal.id}`)
}

const payTo = z.object({ account: accountColumn, holder: z.string(), creditor: nullable(creditorColumn) })
/** Where a lender's borrowers pay to. */
export type PayTo = z.infer<typeof payTo>

/** Where the borrowers of a lender pay to; null while no account is confirmed. */
export function payToOf(tx: Tx, lenderId: OrganisationId): Promise<PayTo | null> {
  return tx.maybe(payTo, sql`select account, holder, creditor from loans.pay_to(${lenderId})`)
}

/** An account by its identity, in use or not: what a batch was paid from. */
export async function accountById(tx: Tx, id: OwnAccountId): Promise<OwnAccount | null> {
  return (await accountsWhere(tx, sql`where id = ${id}`))[0] ?? null
}
