import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, asAccount } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Durability } from './cluster.ts'
import { teachManners } from './manners.ts'
import { isAlive } from './processes.ts'

/** What a server is started with. */
export type ServerPlan = {
  binaries: Binaries
  account: Account | null
  cluster: string
  socketFolder: string
  logFile: string
  durability?: Durability
}

/** A server that this process started and that answers. */
export type Server = {
  pid: number
  /** How it ended, once it has. */
  ended: Promise<string>
  /** Sends it a signal; nothing happens when it is gone. */
  signal: (signal: NodeJS.Signals) => void
  /** Asks it to end at once but cleanly: open transactions are rolled back, the data is written. Kills it when it does not. */
  stop: () => Promise<void>
}

const startPatienceMs = 60_000

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches the program only, and waits until it answers.
 * Throws with the server's own last words when it does not come up.
 */
export async function launchServer(plan: ServerPlan): Promise<Server> {
  const logBefore = existsSync(plan.logFile) ? statSync(plan.logFile).size : 0
  const log = openSync(plan.logFile, 'a', 0o600)
  const options = settings(plan).flatMap((setting) => ['-c', setting])
  const child = spawn(plan.binaries.postgres, ['-D', plan.cluster, ...options], {
    ...asAccount(plan.account),
    env: { ...plan.binaries.env, TZ: 'UTC' },
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const endings: string[] = []
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  void ended.then((how) => endings.push(how))
  child.unref()
  const pid = child.pid ?? 0
  for (let waited = 0; waited < startPatienceMs && endings.length === 0; waited += 10) {
    // An older server's file may still say ready: only the line of the process just started counts.
    if (pid > 0 && readyPid(plan.cluster) === pid) {
      await teachManners(pid)
      return { pid, ended, signal: (signal) => void send(pid, signal), stop: () => stopServer(pid) }
    }
    await sleep(10)
  }
  if (endings.length === 0) await stopServer(pid)
  const words = existsSync(plan.logFile) ? readFileSync(plan.logFile).subarray(logBefore).toString('utf8').trim() : ''
  throw new Error(`The database server did not start (${endings[0] ?? 'no answer in 60 seconds'}); it said: ${words || 'nothing'}`)
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

/** The lines of the cluster's pid file; none when there is no file. */
export function pidFileLines(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function readyPid(cluster: string): number | null {
  const lines = pidFileLines(cluster)
  return lines[7]?.trim() === 'ready' ? Number(lines[0]) : null
}

/** Ends the server with this process id and waits until it is gone: first cleanly, after 20 seconds at once, at last by force. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!send(pid, signal)) return
    for (let waited = 0; waited < patienceMs; waited += 10) {
      if (!isAlive(pid)) return
      await sleep(10)
    }
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return pid > 1 && process.kill(pid, signal)
  } catch {
    return false
  }
}
