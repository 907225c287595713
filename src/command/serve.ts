import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ServerType, serve as listen } from '@hono/node-server'
import { newId } from '#kernel/ids.ts'
import { movableClock, realClock } from '#platform/clock.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { nobody } from '#platform/db/database.ts'
import { recordDueRun } from '#platform/db/due-run.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/open.ts'
import { scannerFrom } from '#platform/files/scanner.ts'
import { programSecret } from '#platform/program-secret.ts'
import { type Worker, startWorker } from '#platform/jobs.ts'
import { type Log, createLog } from '#platform/log.ts'
import { saveSenders } from '#modules/notices/index.ts'
import { type Program, collectMetrics, createProgram } from '../app.ts'
import { demoModule } from '../demo/demo-module.ts'
import type { DemoCitizen } from '../demo/invite.ts'
import { demoSenders, postOffice } from '../demo/post-office.ts'
import { demoOpensAt, seedDemo } from '../demo/seed.ts'
import { firstStart } from './first-start.ts'

/** Runs the program until it is told to stop: `serve`, or `demo` and `dev` on a scratch database with a clock that can be moved. */
export async function serve(command: 'serve' | 'demo' | 'dev'): Promise<void> {
  const config = readConfig(process.env, command)
  const log = createLog(config.logLevel)
  const demo = command !== 'serve'
  const scratch = demo ? await mkdtemp(join(tmpdir(), 'grobund-demo-')) : null
  const database = await openDatabase(scratch === null ? config : { ...config, dataDir: scratch }, log)
  let stopping = false
  const stop = stopper(database, scratch)
  const onSignal = () => {
    if (stopping) return
    stopping = true
    void stop.all().then(() => process.exit(0))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  try {
    await (scratch !== null ? runDemo({ ...config, dataDir: scratch }, log, database, stop) : runForReal(config, log, database, stop))
  } catch (error) {
    await stop.all()
    throw error
  }
}

type Stopper = { server?: ServerType; worker?: Worker; all: () => Promise<void> }

function stopper(database: OpenDatabase, scratch: string | null): Stopper {
  const stop: Stopper = {
    all: async () => {
      await new Promise<void>((resolve) => (stop.server === undefined ? resolve() : stop.server.close(() => resolve())))
      await stop.worker?.stop()
      await database.close()
      if (scratch !== null) await rm(scratch, { recursive: true, force: true })
    },
  }
  return stop
}

async function runForReal(config: Config, log: Log, database: OpenDatabase, stop: Stopper): Promise<void> {
  const publicUrl = () => config.publicUrl ?? `http://localhost:${portOf(stop.server, config.port)}`
  collectMetrics()
  await database.db.transaction(nobody(realClock.today()), (tx) => saveSenders(tx, config.digitalPostSenders))
  const program = createProgram({
    db: database.db,
    clock: realClock,
    log,
    publicUrl,
    secure: config.mode === 'production',
    secret: await programSecret(config),
    trustedProxies: config.trustedProxies,
    metricsToken: config.metricsToken,
    smtpUrl: config.smtpUrl,
    oidc: config.oidc,
    digitalPostDir: config.digitalPostDir,
    signing: config.signing,
    scanner: scannerFrom(config.clamdUrl),
    jobsSince: realClock.now(),
  })
  stop.server = await open(config, program)
  const links = await firstStart(database.db, realClock, publicUrl())
  stop.worker = await runJobs(database, program, log)
  say(`Grobund runs on ${publicUrl()}`)
  for (const { organisation, link } of links) say(`First administrator of ${organisation} (the link works once): ${link}`)
}

async function runDemo(config: Config, log: Log, database: OpenDatabase, stop: Stopper): Promise<void> {
  const clock = movableClock(demoOpensAt.start)
  const publicUrl = () => `http://localhost:${portOf(stop.server, config.port)}`
  let program: Program | undefined
  let citizens: DemoCitizen[] = []
  const { digitalPostDir = join(config.dataDir, 'digital-post') } = config
  // A folder that was given has a real connection behind it; in the scratch one the demo answers itself.
  const carry = config.digitalPostDir === undefined ? postOffice(digitalPostDir, clock) : () => Promise.resolve()
  const runDue = async () => {
    const done = ((await program?.runDue()) ?? 0) + ((await program?.runWork()) ?? 0)
    await carry()
    return done
  }
  program = createProgram({
    db: database.db,
    clock,
    log,
    publicUrl,
    secure: false,
    secret: newId(),
    smtpUrl: config.smtpUrl,
    digitalPostDir,
    scanner: scannerFrom(config.clamdUrl),
    entrance: '/demo',
    more: (deps) => [demoModule(deps, clock, runDue, () => citizens)],
  })
  say('Playing a year of the pilot …')
  citizens = await seedDemo({
    db: database.db,
    clock,
    runDue,
    senders: config.digitalPostDir === undefined ? demoSenders : config.digitalPostSenders,
  })
  stop.server = await open(config, program)
  say(`Grobund's demo runs on ${publicUrl()}`)
}

function open(config: Config, program: Program): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: program.server.fetch, port: config.port, hostname: config.host }, () => resolve(server))
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is in use; set PORT to another.`) : error)
    })
  })
}

function portOf(server: ServerType | undefined, fallback: number): number {
  const address = server?.address()
  return typeof address === 'object' && address !== null ? address.port : fallback
}

// What falls due is a row with a day; this only looks, once an hour, so a missed run loses nothing. Long work is a row as well: it wakes the
// worker when it is asked for and while somebody waits, and is looked for now and then, so that what a dead process had begun is begun anew.
function runJobs(database: OpenDatabase, program: Program, log: Log): Promise<Worker> {
  const due = async () => {
    const done = await program.runDue()
    await database.db.transaction(nobody(realClock.today()), (tx) => recordDueRun(tx, realClock.now()))
    log.info({ done }, 'did what had fallen due')
  }
  const reckon = async () => {
    const done = await program.runWork()
    if (done > 0) log.info({ done }, 'did the long work that was asked for')
  }
  return startWorker(database.workerConnection, { due, reckon }, '5 * * * * due ?fill=1h\n*/5 * * * * reckon', log)
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}
