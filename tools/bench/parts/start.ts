import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync } from 'node:zlib'
import { rate } from '../measure.ts'
import type { BenchPart } from '../part.ts'
import { root } from '../root.ts'
import { startFlags } from '../start-flags.ts'

const program = join(root, 'dist', 'grobund.js')
const port = 34_917
const signIn = `http://127.0.0.1:${port}/sign-in`

/** From `npm start` to the first page, on an empty folder and on one that was used before, and what the idle program holds. */
export const start: BenchPart = {
  name: 'start',
  about:
    'The built program on the embedded database, from the command to the answered sign-in page: first with an empty data folder (a ' +
    'database is made, migrated and the pilot loaded), then with the same folder. Memory is the program’s own, without PostgreSQL.',
  run: async ({ say }) => {
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
        { what: 'First page with its styles and fonts, compressed', value: second.firstPageKb, unit: 'kB', aim: '≤ 80 kB' },
        { what: 'Memory under 16 clients that ask for the sign-in page', value: second.loadedMib, unit: 'MiB', aim: '≤ 200 MiB' },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

type Started = { ms: number; firstPageKb: number; idleMib: number; loadedMib: number }

async function startOnce(folder: string): Promise<Started> {
  const from = performance.now()
  const child = spawn(process.execPath, [...startFlags(root), program, 'serve'], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder, PORT: String(port) },
    stdio: 'ignore',
  })
  try {
    await firstPage(child)
    const ms = performance.now() - from
    const idleMib = residentMib(child.pid ?? 0)
    const firstPageKb = (await firstPageBytes()) / 1000
    await rate({ clients: 16, seconds: 3 }, async () => (await fetch(signIn)).text())
    return { ms, firstPageKb, idleMib, loadedMib: residentMib(child.pid ?? 0) }
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

// What a browser fetches to show the page: page, icons and styles as they are compressed, and each weight's font for Latin letters
// (the extended ones wait for a letter of theirs). No page needs a script.
async function firstPageBytes(): Promise<number> {
  const html = await (await fetch(signIn)).text()
  const styles = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"|<link[^>]+href="([^"]+)"[^>]+rel="stylesheet"/g)]
  const read = async (path: string) => Buffer.from(await (await fetch(new URL(path, signIn))).arrayBuffer())
  const sheets = await Promise.all(styles.map(([, before, after]) => read(before ?? after ?? '')))
  const fonts = new Set(sheets.flatMap((sheet) => sheet.toString().match(/(?<=url\()[a-z]+-\d+\.[\w.]+woff2/g) ?? []))
  const fontBytes = await Promise.all([...fonts].map(async (file) => (await read(`/public/${file}`)).length))
  const icons = await Promise.all([...new Set(html.match(/\/public\/[\w.]+\.svg/g))].map(read))
  const compressed = [Buffer.from(html), ...icons, ...sheets].map((bytes) => brotliCompressSync(bytes).length)
  return [...compressed, ...fontBytes].reduce((sum, bytes) => sum + bytes, 0)
}

// What `npm start` gives Node, read from where it stands.
function residentMib(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib ?? 0) / 1024
}
