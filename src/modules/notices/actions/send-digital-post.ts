import type { Instant } from '#kernel/days.ts'
import type { Context, Db } from '#platform/db/database.ts'
import { type DigitalPost, type DigitalPostMessage, digitalPostAttemptsMax, daysWithoutReceiptMax } from '../domain/digital-post.ts'
import { retryAfterMinutes } from '../domain/mail.ts'
import { type ClaimedLetter, claimDigitalPost, saveGivenUp, saveHandedOver, saveNotHandedOver } from '../store/digital-post.ts'

const atOnce = 20

/**
 * Hands the letters that may go at `at` to Digital Post, in the given organisation's context. Safe to run twice, also at once: each letter is
 * taken by one sender, and a sender that dies leaves a letter that goes again under the same message UUID. What cannot be handed over within a day, has
 * no receipt within five, or has no way out at all goes to the print queue. Answers how many it moved.
 */
export async function sendDigitalPost(
  { db, digitalPost, publicUrl }: { db: Db; digitalPost: DigitalPost | null; publicUrl: () => string },
  context: Context,
  at: Instant,
): Promise<number> {
  let moved = digitalPost === null ? 0 : await handOver({ db, digitalPost, publicUrl: publicUrl() }, context, at)
  const sentBefore = at.subtract({ hours: 24 * daysWithoutReceiptMax })
  moved += await db.transaction(context, (tx) => saveGivenUp(tx, { sentBefore, switchedOff: digitalPost === null }))
  return moved
}

async function handOver(
  { db, digitalPost, publicUrl }: { db: Db; digitalPost: DigitalPost; publicUrl: string },
  context: Context,
  at: Instant,
): Promise<number> {
  let moved = 0
  for (;;) {
    const batch = await db.transaction(context, (tx) => claimDigitalPost(tx, at, atOnce))
    for (const one of batch) {
      const problem = await sendOne(digitalPost, one, publicUrl)
      await db.transaction(context, (tx) =>
        problem === null
          ? saveHandedOver(tx, one.letterId, at)
          : saveNotHandedOver(tx, one.letterId, { problem, retryAt: retryAt(one, problem, at) }),
      )
      if (problem === null) moved += 1
    }
    if (batch.length < atOnce) return moved
  }
}

// One who became exempt, or an organisation that is no sender any more, will not change by waiting.
const hopeless = new Set(['no_number', 'no_sender'])

function retryAt({ attempts }: ClaimedLetter, problem: string, at: Instant): Instant | null {
  const minutes = hopeless.has(problem) || attempts >= digitalPostAttemptsMax ? null : retryAfterMinutes(attempts)
  return minutes === null ? null : at.add({ minutes })
}

/** Null when it went, else the failure's code: its text may repeat the number. */
async function sendOne(digitalPost: DigitalPost, one: ClaimedLetter, publicUrl: string): Promise<string | null> {
  if (one.cpr === null) return 'no_number'
  if (one.cvr === null) return 'no_sender'
  try {
    await digitalPost.send(messageOf(one, { cpr: one.cpr, cvr: one.cvr }, publicUrl))
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return /^\w{1,40}$/.test(code) ? code : 'not_sent'
  }
}

function messageOf(
  { sender, answerBy, ...letter }: ClaimedLetter,
  { cpr, cvr }: { cpr: string; cvr: string },
  publicUrl: string,
): DigitalPostMessage {
  return { ...letter, cpr, sender: { cvr, name: sender }, answer: answerBy === null ? null : { url: `${publicUrl}/notices`, by: answerBy } }
}
