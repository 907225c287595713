import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import type { MailChoice } from '../domain/mail.ts'

const row = z.object({ tasks: z.boolean(), messages: z.boolean() })

/** What the session's account has chosen; everything, when it has chosen nothing. */
export async function mailChoice(tx: Tx): Promise<MailChoice> {
  const found = await tx.maybe(row, sql`select tasks, messages from notices.mail_choice where account_id = platform.account_id()`)
  return found ?? { tasks: true, messages: true }
}

/** Keeps the choice of an account. */
export async function saveMailChoice(tx: Tx, accountId: AccountId, { tasks, messages }: MailChoice, at: Instant): Promise<void> {
  await tx.run(sql`
    insert into notices.mail_choice (account_id, tasks, messages, changed_at) values (${accountId}, ${tasks}, ${messages}, ${at})
    on conflict (account_id) do update set tasks = excluded.tasks, messages = excluded.messages, changed_at = excluded.changed_at`)
}
