import type { Context, Db } from '#platform/db/database.ts'
import { type DigitalPost, type DigitalPostReceipt, afterReceipt } from '../domain/digital-post.ts'
import { messageForReceipt, saveReceipt } from '../store/digital-post.ts'

/**
 * Reads the receipts that have come. A receipt is acted upon first and its file taken away after, so that one who dies in between reads it again,
 * which changes nothing. A file that is still being written is left; one that cannot be read, or names no message of ours, is set aside
 * for a person to look at. Answers how many were read.
 */
export async function readReceipts(
  { db, digitalPost }: { db: Db; digitalPost: DigitalPost },
  contexts: readonly Context[],
): Promise<number> {
  let read = 0
  for (const { name, receipt } of await digitalPost.receipts()) {
    if (!receipt.ok && receipt.refusal.kind === 'still_written') continue
    const known = receipt.ok && (await actUpon(db, contexts, receipt.value))
    await digitalPost.settle(name, known ? 'read' : 'not_understood')
    if (known) read += 1
  }
  return read
}

/** True when one of the organisations sent the message. */
async function actUpon(db: Db, contexts: readonly Context[], receipt: DigitalPostReceipt): Promise<boolean> {
  for (const context of contexts) {
    const ours = await db.transaction(context, async (tx) => {
      const message = await messageForReceipt(tx, receipt.messageUuid)
      if (message === null) return false
      const state = afterReceipt(message.state, receipt.outcome)
      if (state !== null) await saveReceipt(tx, message.letterId, { state, at: receipt.at, problem: receipt.problem })
      return true
    })
    if (ours) return true
  }
  return false
}
