import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildBundle, buildStyles } from '../../build.ts'
import { rate } from '../measure.ts'
import type { BenchPart } from '../part.ts'

const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'grobund.js')
const port = 34_917
const signIn = `http://127.0.0.1:${port}/sign-in`

/** From `npm start` to the first page, on an empty folder and on one that was used before, and what the idle program holds. */
export const start: BenchPart = {
  name: 'start',
  about:
    'The built program on the embedded database, from the command to the answered sign-in page: first with an empty data folder (a ' +
    'database is made, migrated and the pilot loaded), then with the same folder. Memory is the program’s own, without PostgreSQL.',
  run: async ({ say }) => {
    await buildStyles()
    await buildBundle()
    const folder = mkdtempSync(join(tmpdir(), 'grobund-bench-start-'))
    try {
      say('first start')
      const first = await startOnce(folder)
      say('second start')
      const second = await startOnce(folder)
      return [
        { what: 'First start to the first page', value: first.ms / 1000, unit: 's', aim: '≤ 10 s' },
        { what: 'Second start to the first page', value: second.ms / 1000, unit: 's', aim: '≤ 1.5 s' },
        { what: 'Memory of the idle program', value: second.idleMib, unit: 'MiB' },
        { what: 'Memory under 16 clients that ask for the sign-in page', value: second.loadedMib, unit: 'MiB', aim: '≤ 200 MiB' },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function startOnce(folder: string): Promise<{ ms: number; idleMib: number; loadedMib: number }> {
  const from = performance.now()
  const child = spawn(process.execPath, [program, 'serve'], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder, PORT: String(port) },
    stdio: 'ignore',
  })
  try {
    await firstPage(child)
    const ms = performance.now() - from
    const idleMib = residentMib(child.pid ?? 0)
    await rate({ clients: 16, seconds: 3 }, async () => (await fetch(signIn)).text())
    return { ms, idleMib, loadedMib: residentMib(child.pid ?? 0) }
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
}

async function firstPage(child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(signIn).catch(() => null)
    if (answer?.ok === true) return
    await sleep(10)
  }
  throw new Error(`The program ended with code ${child.exitCode} before its first page`)
}

function residentMib(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib ?? 0) / 1024
}
