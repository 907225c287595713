import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { type Account, asAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Durability } from './cluster.ts'

/** What a server is started with. */
export type ServerPlan = {
  binaries: Binaries
  account: Account | null
  cluster: string
  socketFolder: string
  logFile: string
  durability?: Durability
}

/** A server that answers, started by this process or found running. */
export type Server = {
  pid: number
  /** Asks it to end at once but cleanly: open transactions are rolled back, the data is written. Kills it after 20 seconds. */
  stop: () => Promise<void>
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches the program only, and waits until it answers.
 * Throws with the server's own last words when it does not come up.
 */
export async function launchServer(plan: ServerPlan): Promise<Server> {
  const log = openSync(plan.logFile, 'a', 0o600)
  const child = spawn(plan.binaries.postgres, ['-D', plan.cluster, ...settings(plan).flatMap((setting) => ['-c', setting])], {
    ...asAccount(plan.account),
    env: { ...plan.binaries.env, TZ: 'UTC' },
    cwd: plan.cluster,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const endings: string[] = []
  child.once('error', (error) => endings.push(error.message))
  child.once('exit', (code, signal) => endings.push(`it ended with ${signal ?? `code ${code}`}`))
  child.unref()
  for (let waited = 0; waited < 60_000; waited += 10) {
    if (endings.length > 0) break
    // An older server's file may still say ready: only the line of the process just started counts.
    if (child.pid !== undefined && readyPid(plan.cluster) === child.pid) return { pid: child.pid, stop: () => stopServer(child.pid ?? 0) }
    await sleep(10)
  }
  if (child.pid !== undefined && endings.length === 0) await stopServer(child.pid)
  throw new Error(
    `The database server did not start (${endings[0] ?? 'no answer in 60 seconds'}). Its log, ${plan.logFile}, ends:\n${lastLines(plan.logFile)}`,
  )
}

// Nothing personal goes into the log: neither statements nor the DETAIL lines that repeat a row's values.
function settings({ socketFolder, durability }: ServerPlan): string[] {
  const quick = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
    'autovacuum=off',
    'deadlock_timeout=100ms',
  ]
  return [
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'unix_socket_permissions=0700',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_min_messages=warning',
    ...(durability === 'fleeting' ? quick : []),
  ]
}

/** The process that wrote "ready" into the cluster's pid file; null when there is none. The process may be gone. */
export function readyPid(cluster: string): number | null {
  const lines = pidFileLines(cluster)
  return lines[7]?.trim() === 'ready' ? Number(lines[0]) : null
}

/** The lines of the cluster's pid file; none when there is no file. */
export function pidFileLines(cluster: string): string[] {
  const file = join(cluster, 'postmaster.pid')
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  } catch {
    return [] // it went between the two looks
  }
}

/** Ends the server with this process id and waits until it is gone. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!sendSignal(pid, signal)) return
    for (let waited = 0; waited < patienceMs; waited += 10) {
      if (!sendSignal(pid, 0)) return
      await sleep(10)
    }
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-12).join('\n') : '(empty)'
}
