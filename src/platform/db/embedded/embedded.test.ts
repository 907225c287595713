import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { withClient } from '../connection.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { preparePlaces } from './places.ts'
import { isAlive, statField } from './processes.ts'

let room: string
const programs: ChildProcess[] = []
const servers: Embedded[] = []
const said: string[] = []
const log = { info: (s: string) => said.push(s), warn: (s: string) => said.push(s), error: (s: string) => said.push(s) }

beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'grobund-embedded-'))
  chmodSync(room, 0o711)
  mkdirSync(join(room, 'home'))
})
afterAll(async () => {
  for (const program of programs) program.kill('SIGKILL')
  await Promise.all(servers.map((server) => server.stop()))
  for (const pid of pidsSeen) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  rmSync(room, { recursive: true, force: true })
})

const pidsSeen = new Set<number>()
const home = () => join(room, 'home')
const start = async (dataDir: string) => {
  const server = await startEmbedded({ dataDir, home: home(), log })
  servers.push(server)
  pidsSeen.add(server.pid())
  return server
}
const setting = (connection: string, name: string) =>
  withClient(connection, async (client) => {
    const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name])
    return rows[0]?.value
  })
const run = (connection: string, query: string) =>
  withClient(connection, async (client) => (await client.query<Record<string, unknown>>(query)).rows)

const line = z.object({ pid: z.number().optional(), connection: z.string().optional(), error: z.string().optional() })

/** Starts a program of its own; answers its first line. */
async function program(dataDir: string): Promise<{ child: ChildProcess; first: Promise<z.infer<typeof line>> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'trial-program.ts'), dataDir, home()], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  programs.push(child)
  const lines = createInterface({ input: child.stdout })
  const first = (async () => {
    for await (const text of lines) {
      const read = line.parse(JSON.parse(text))
      if (read.pid !== undefined) pidsSeen.add(read.pid)
      return read
    }
    return { error: 'it said nothing' }
  })()
  return { child, first }
}
const ending = (child: ChildProcess) =>
  child.exitCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once('exit', resolve))

test('it listens on a socket behind a locked door and nowhere else, in a session of its own', async () => {
  const server = await start(join(room, 'first'))
  expect(await setting(server.superuserConnection, 'listen_addresses')).toBe('')
  expect(listensOnTcp(server.pid())).toBe(false)
  const folder = (await setting(server.superuserConnection, 'unix_socket_directories')) ?? ''
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
  expect(Number(statField(server.pid(), 6))).toBe(server.pid()) // its session
})

test('it writes safely, checks what it reads, and sorts as Danes do where asked', async () => {
  const [server] = servers
  const connection = server?.superuserConnection ?? ''
  expect(
    await Promise.all(['fsync', 'data_checksums', 'server_encoding', 'full_page_writes'].map((name) => setting(connection, name))),
  ).toEqual(['on', 'on', 'UTF8', 'on'])
  const [locale] = await run(connection, `select datlocale, datcollate from pg_database where datname = current_database()`)
  expect(locale).toEqual({ datlocale: 'C.UTF-8', datcollate: 'C' })
  const sorted = await run(
    connection,
    `select string_agg(w, '' order by w collate "da-DK-x-icu") as s from (values ('å'), ('z'), ('ø'), ('a'), ('æ')) as t (w)`,
  )
  expect(sorted).toEqual([{ s: 'azæøå' }])
})

test('each role enters as itself, and only the owner may make anything', async () => {
  const [server] = servers
  expect(await run(server?.appConnection ?? '', 'select current_user::text as who')).toEqual([{ who: 'grobund_app' }])
  expect(await run(server?.workerConnection ?? '', 'select current_user::text as who')).toEqual([{ who: 'grobund_worker' }])
  await expect(run(server?.appConnection ?? '', 'create schema mine')).rejects.toThrow('permission denied')
  await expect(run(server?.appConnection ?? '', 'create table public.mine ()')).rejects.toThrow('permission denied')
})

test('a second program is refused with the process that holds the data', async () => {
  const { first } = await program(join(room, 'first'))
  const { error } = await first
  expect(error).toContain(`in use by process ${process.pid}`)
  await expect(startEmbedded({ dataDir: join(room, 'first'), home: home(), log })).rejects.toThrow('in use by process')
  expect(await setting(servers[0]?.superuserConnection ?? '', 'fsync')).toBe('on')
})

test('a server that is killed is started again while the program runs', async () => {
  const [server] = servers
  const before = server?.pid() ?? 0
  process.kill(before, 'SIGKILL')
  for (let round = 0; round < 300 && (server?.pid() ?? 0) === before; round += 1) await sleep(20)
  pidsSeen.add(server?.pid() ?? 0)
  expect(server?.pid()).not.toBe(before)
  expect(await setting(server?.superuserConnection ?? '', 'fsync')).toBe('on')
  expect(said.some((sentence) => sentence.includes('starting it again'))).toBe(true)
})

test('it stops cleanly, and finds its data at the next start', async () => {
  const server = servers.shift()
  await run(server?.superuserConnection ?? '', 'create table kept as select 1 as n')
  const pid = server?.pid() ?? 0
  await server?.stop()
  expect(isAlive(pid)).toBe(false)
  const again = await start(join(room, 'first'))
  expect(await run(again.superuserConnection, 'select n from kept')).toEqual([{ n: 1 }])
  await servers.pop()?.stop()
})

test('after kill -9 of the program the next start ends the server left behind and has every acknowledged row', async () => {
  const dataDir = join(room, 'killed')
  const { child, first } = await program(dataDir)
  const { pid = 0, connection = '' } = await first
  await run(connection, 'create table kept as select generate_series(1, 1000) as n')
  child.kill('SIGKILL')
  await ending(child)
  expect(isAlive(pid)).toBe(true)
  const server = await start(dataDir)
  expect(isAlive(pid)).toBe(false)
  expect(await run(server.superuserConnection, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  await servers.pop()?.stop()
})

test('a stale pid file does not fool it: not one without a process, not one whose number a stranger got, not one that says ready', async () => {
  const { cluster } = preparePlaces(join(room, 'killed'), home())
  const stranger = spawn('sleep', ['60'])
  for (const pid of [999_999_999, stranger.pid ?? 0]) {
    writeFileSync(join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n1500000000\n5432\n/nowhere\n\n   100   200\nready   \n`)
    const server = await start(join(room, 'killed'))
    expect(await run(server.superuserConnection, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
    await servers.pop()?.stop()
  }
  expect(isAlive(stranger.pid ?? 0)).toBe(true)
  stranger.kill('SIGKILL')
})

test('SIGTERM to the program ends the server too, with exit code 0', async () => {
  const { child, first } = await program(join(room, 'killed'))
  const { pid = 0 } = await first
  child.kill('SIGTERM')
  expect(await ending(child)).toBe(0)
  expect(isAlive(pid)).toBe(false)
  expect(existsSync(preparePlaces(join(room, 'killed'), home()).lockFile)).toBe(false)
})

test('killed while it makes the database, at any moment, the next start makes it whole', async () => {
  const dataDir = join(room, 'interrupted')
  const { base, cluster } = preparePlaces(dataDir, home())
  for (const delay of [0, 60, 200]) {
    const { child } = await program(dataDir)
    while (!readdirSync(base).some((name) => name.startsWith('cluster.new-'))) await sleep(5)
    await sleep(delay)
    child.kill('SIGKILL')
    await ending(child)
    expect(existsSync(cluster)).toBe(false)
  }
  const server = await start(dataDir)
  expect(await setting(server.superuserConnection, 'data_checksums')).toBe('on')
  expect(readdirSync(base).filter((name) => name.startsWith('cluster.new-'))).toEqual([])
  await servers.pop()?.stop()
})

test('a data path too long for a socket gets a short folder for it, locked like the other', () => {
  const { socketFolder } = preparePlaces(join(room, 'long'.repeat(30)), join(room, 'home', 'long'.repeat(30)))
  expect(Buffer.byteLength(join(socketFolder, '.s.PGSQL.5432'))).toBeLessThan(104)
  expect((statSync(socketFolder).mode & 0o777).toString(8)).toBe('700')
  rmSync(socketFolder, { recursive: true })
})

test.runIf(process.getuid?.() === 0)(
  'root hands the server to another account, and finds its files again when DATA_DIR was moved',
  async () => {
    const dataDir = join(room, 'roots')
    mkdirSync(dataDir, { mode: 0o700 })
    const server = await start(dataDir)
    expect(readFileSync(`/proc/${server.pid()}/status`, 'utf8')).not.toMatch(/^Uid:\s+0/m)
    await run(server.superuserConnection, 'create table kept as select 1 as n')
    await servers.pop()?.stop()
    renameSync(dataDir, join(room, 'moved'))
    const moved = await start(join(room, 'moved'))
    expect(await run(moved.superuserConnection, 'select n from kept')).toEqual([{ n: 1 }])
    mkdirSync(dataDir, { mode: 0o700 })
    writeFileSync(join(dataDir, 'postgres-lies-in.txt'), readFileSync(join(room, 'moved', 'postgres-lies-in.txt')))
    await expect(startEmbedded({ dataDir, home: home(), log })).rejects.toThrow('is a copy of')
    await servers.pop()?.stop()
  },
)

function listensOnTcp(pid: number): boolean {
  const sockets = new Set<string>()
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
    if (inode !== undefined) sockets.add(inode)
  }
  expect(sockets.size).toBeGreaterThan(0)
  const lines = ['tcp', 'tcp6'].flatMap((table) =>
    existsSync(`/proc/net/${table}`) ? readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1) : [],
  )
  return lines.some((entry) => sockets.has(entry.trim().split(/\s+/)[9] ?? ''))
}

// How a process is scheduled: 3 is SCHED_BATCH, which never interrupts.
const policyOf = (pid: number) => statField(pid, 41)

test.runIf(process.platform === 'linux')('on Linux neither the server nor its connections interrupt the program', async () => {
  const server = await start(join(room, 'manners'))
  const backendPolicy = await withClient(server.appConnection, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return policyOf(rows[0]?.pid ?? 0)
  })
  expect([policyOf(server.pid()), backendPolicy]).toEqual(['3', '3'])
  expect(policyOf(process.pid)).toBe('0')
  await servers.pop()?.stop()
})
