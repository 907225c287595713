import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '#kernel/result.ts'
import type { DigitalPost, DigitalPostMessage, ReceiptFile } from '#modules/notices/index.ts'
import { memoOf } from './memo.ts'
import { readReceipt } from './receipt.ts'

/** A receipt that cannot be read is taken to be half written until it is this old, in milliseconds. */
const settledAfterMs = 10 * 60 * 1000
const receiptsAtOnce = 500
/** The largest receipt that is read, in bytes. */
const receiptMax = 1024 * 1024

/**
 * Digital Post by files in one folder: a message is `out/<messageUUID>.xml`, a receipt any `.xml` in `in/`, moved to `in/read/` or `in/not-understood/`.
 * A message's file appears whole: it is written under another name, forced to the disk and then given its own. It is never put twice while it lies there,
 * and a repeated one is the same message UUID, which Digital Post takes once. Files are readable by their owner alone: they hold a CPR number and a letter.
 */
export function filedDigitalPost(folder: string): DigitalPost {
  const out = join(folder, 'out')
  const inbox = join(folder, 'in')
  return {
    send: (message) => putMessage(out, message),
    receipts: () => readInbox(inbox),
    settle: async (name, how) => {
      const to = join(inbox, how === 'read' ? 'read' : 'not-understood')
      await mkdir(to, { recursive: true, mode: 0o700 })
      await rename(join(inbox, name), join(to, name))
    },
  }
}

async function putMessage(out: string, message: DigitalPostMessage): Promise<void> {
  await mkdir(out, { recursive: true, mode: 0o700 })
  const name = join(out, `${message.messageUuid}.xml`)
  if (existsSync(name)) return
  // One name a message: what a sender that died left half written is written over, and never seen by one who takes `.xml`.
  const draft = join(out, `.${message.messageUuid}.part`)
  await writeWhole(draft, await memoOf(message))
  await rename(draft, name)
  await syncFolder(out)
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  let file: FileHandle | null = null
  try {
    file = await open(path, 'w', 0o600)
    await file.writeFile(bytes)
    await file.sync()
  } catch (error) {
    if (file !== null) await unlink(path).catch(() => undefined)
    throw error
  } finally {
    await file?.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function readInbox(inbox: string): Promise<ReceiptFile[]> {
  await mkdir(inbox, { recursive: true, mode: 0o700 })
  const names = (await readdir(inbox)).filter((name) => name.endsWith('.xml') && !name.startsWith('.')).toSorted()
  return Promise.all(names.slice(0, receiptsAtOnce).map((name) => readOne(inbox, name)))
}

async function readOne(inbox: string, name: string): Promise<ReceiptFile> {
  const path = join(inbox, name)
  const { size, mtimeMs } = await stat(path)
  const receipt = size > receiptMax ? refuse({ kind: 'not_understood' } as const) : await readReceipt(await readFile(path))
  const young = Date.now() - mtimeMs < settledAfterMs
  return { name, receipt: !receipt.ok && young ? refuse({ kind: 'still_written' }) : receipt }
}
