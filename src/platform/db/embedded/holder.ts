import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { processStart } from './processes.ts'

const holderSchema = z.object({ pid: z.int(), start: z.string().nullable(), host: z.string(), since: z.string(), token: z.string() })
type Holder = z.infer<typeof holderSchema>

const heartbeatMs = 2_000
const silenceMs = 15_000

/**
 * Takes hold of the data that `lockFile` stands for, and answers how to let go. Throws a sentence that names the holder when
 * another program has it. A holder that died is recognised by its process id together with the time that process started;
 * one on another machine or in another container by a heartbeat that has stopped for 15 seconds.
 */
export async function takeHold(lockFile: string, data: string, say: (sentence: string) => void): Promise<() => void> {
  const mine: Holder = {
    pid: process.pid,
    start: processStart(process.pid),
    host: hostname(),
    since: Temporal.Now.instant().toString(),
    token: randomUUID(),
  }
  const draft = `${lockFile}.${mine.token}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 })
  try {
    while (!place(draft, lockFile)) {
      await clearStale(lockFile, data, say)
      // Two programs may clear the same stale file; a moment later only one of them still finds its own.
      if (place(draft, lockFile)) await sleep(50)
      if (read(lockFile)?.token === mine.token) break
    }
  } finally {
    rmSync(draft, { force: true })
  }
  const heartbeat = setInterval(() => beat(lockFile), heartbeatMs)
  heartbeat.unref()
  return () => {
    clearInterval(heartbeat)
    if (read(lockFile)?.token === mine.token) rmSync(lockFile, { force: true })
  }
}

function place(draft: string, lockFile: string): boolean {
  try {
    linkSync(draft, lockFile)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function clearStale(lockFile: string, data: string, say: (sentence: string) => void): Promise<void> {
  const holder = read(lockFile)
  if (holder !== null && holder.host === hostname() && lives(holder)) throw refusal(holder, data)
  if (holder !== null && holder.host !== hostname()) await waitForSilence(lockFile, holder, data, say)
  const aside = `${lockFile}.${randomUUID()}`
  try {
    renameSync(lockFile, aside)
  } catch {
    return // somebody else cleared it
  }
  // Was it still the stale one? If not, its new owner gets it back.
  if (read(aside)?.token !== holder?.token) place(aside, lockFile)
  rmSync(aside, { force: true })
}

async function waitForSilence(lockFile: string, holder: Holder, data: string, say: (sentence: string) => void): Promise<void> {
  const first = lastBeat(lockFile)
  const until = first + silenceMs
  if (Date.now() < until)
    say(`The data in ${data} was held by process ${holder.pid} on ${holder.host}; waiting up to 15 seconds to see whether it still runs`)
  while (Date.now() < until) {
    await sleep(200)
    if (lastBeat(lockFile) > first) throw refusal(holder, data)
  }
}

function refusal(holder: Holder, data: string): Error {
  return new Error(
    `The data in ${data} is in use by process ${holder.pid} on ${holder.host}, since ${holder.since}; stop that program first, or start this one with another DATA_DIR`,
  )
}

function lives(holder: Holder): boolean {
  const start = processStart(holder.pid)
  return start !== null && (holder.start === null || holder.start === start)
}

function read(lockFile: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(lockFile, 'utf8')))
  } catch {
    return null // not there, or not a holder's note
  }
}

function lastBeat(lockFile: string): number {
  return existsSync(lockFile) ? statSync(lockFile).mtimeMs : 0
}

function beat(lockFile: string): void {
  try {
    utimesSync(lockFile, new Date(), new Date())
  } catch {
    // The folder may be gone at the very end; the lock then is too.
  }
}
