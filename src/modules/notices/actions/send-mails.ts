import type { Instant } from '#kernel/days.ts'
import type { Context, Db } from '#platform/db/database.ts'
import type { Mail } from '#platform/mail.ts'
import { mailWords, retryAfterMinutes } from '../domain/mail.ts'
import { type ClaimedMail, claimMails, saveNotSent, saveSent } from '../store/mails.ts'

const atOnce = 50

/**
 * Sends the mails that may go at `at` in the given organisation's context; without a mail server it leaves them queued. Safe
 * to run twice, also at once: each mail is taken by one sender. A sender that dies in between leaves a mail that may be
 * sent again, under the same Message-ID. A failed mail is tried again later, for more than a week. Answers how many went.
 */
export async function sendMails(
  { db, mail, publicUrl }: { db: Db; mail: Mail | null; publicUrl: () => string },
  context: Context,
  at: Instant,
): Promise<number> {
  if (mail === null) return 0
  let sent = 0
  for (;;) {
    const batch = await db.transaction(context, (tx) => claimMails(tx, at, atOnce))
    for (const one of batch) {
      const error = await sendOne(mail, one, publicUrl())
      await db.transaction(context, (tx) =>
        error === null ? saveSent(tx, one.id, at) : saveNotSent(tx, one.id, { error, retryAt: retryAt(one, at) }),
      )
      if (error === null) sent += 1
    }
    if (batch.length < atOnce) return sent
  }
}

function retryAt({ attempts }: ClaimedMail, at: Instant): Instant | null {
  const minutes = retryAfterMinutes(attempts)
  return minutes === null ? null : at.add({ minutes })
}

/** Null when it went, else the failure's code: its text may repeat the address. */
async function sendOne(mail: Mail, one: ClaimedMail, publicUrl: string): Promise<string | null> {
  try {
    await mail.send({ id: one.id, to: one.to, ...mailWords(`${publicUrl}${one.href}`, one.reference) })
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return /^\w{1,40}$/.test(code) ? code : 'not_sent'
  }
}
