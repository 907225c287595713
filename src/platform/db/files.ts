import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import type { ReceivedFile } from '../files/receive.ts'
import { sql } from './sql.ts'
import type { Tx } from './transaction.ts'

/**
 * Keeps a file's content under its hash; the same content is kept once. Whoever keeps one also writes a row of their own that
 * refers to it: only through such a row, and a policy on platform.file that asks for it, can it be read again.
 */
export async function keepFile(tx: Tx, file: Pick<ReceivedFile, 'sha256' | 'bytes' | 'mediaType' | 'scanned'>, at: Instant): Promise<void> {
  const { sha256, bytes, mediaType, scanned } = file
  await tx.run(sql`
    insert into platform.file (sha256, content, media_type, scanned_at, kept_at)
    values (${sha256}, ${Buffer.from(bytes)}, ${mediaType}, ${scanned ? at : null}, ${at})
    on conflict do nothing`)
}

const content = z
  .object({ content: z.instanceof(Uint8Array), media_type: z.string() })
  .transform((row) => ({ bytes: row.content, mediaType: row.media_type }))

/** The content of a file, as long as the session may see a row that refers to it; null otherwise. */
export function fileContent(tx: Tx, sha256: string): Promise<{ bytes: Uint8Array; mediaType: string } | null> {
  return tx.maybe(content, sql`select content, media_type from platform.file where sha256 = ${sha256}`)
}
