import { existsSync, renameSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { roles, socketConnection } from '../connection.ts'
import { ensureDatabase, ensureRoles } from '../ensure-roles.ts'
import type { Log } from '../log.ts'
import { type Binaries, packageForThisMachine, prepareBinaries } from './binaries.ts'
import { ensureCluster, superuser } from './cluster.ts'
import { takeHold } from './holder.ts'
import { type Places, preparePlaces } from './places.ts'
import { type Server, launchServer } from './server.ts'
import { clearSurvivor } from './survivor.ts'

/** A running embedded server with the program's roles and its empty or filled database. */
export type Embedded = {
  superuserConnection: string
  ownerConnection: string
  appConnection: string
  workerConnection: string
  /** The server's process id, for those who watch it. */
  pid: () => number
  /** Ends the server cleanly and lets go of the data. */
  stop: () => Promise<void>
}

/** Where the embedded server's data lies, whom it tells, and for tests: another server package and another home for root's data. */
export type EmbeddedPlan = { dataDir: string; log: Log; packageName?: string; home?: string }

const database = 'grobund'

/**
 * Starts the embedded server on the data in `dataDir`, making it on the first start. It listens on a socket in a folder only
 * its own account can enter, and nowhere else. Should it end by itself while the program runs, it is started again.
 * Throws a sentence when the data is held by another program or the server cannot run here.
 */
export async function startEmbedded({ dataDir, log, packageName, home }: EmbeddedPlan): Promise<Embedded> {
  const serverPackage = packageName ?? packageForThisMachine()
  const places = preparePlaces(dataDir, home)
  const say = (sentence: string) => log.info(sentence)
  const letGo = await takeHold(places.lockFile, dataDir, say)
  try {
    const binaries = prepareBinaries(serverPackage, places.account, places.shelf)
    if (places.account?.name === 'nobody')
      log.warn('The database server runs as nobody; make an account called postgres to keep its files from other programs')
    if ((await ensureCluster(binaries, places.account, places.cluster)) === 'made') say(`Made a new database in ${places.cluster}`)
    await clearSurvivor(places, say)
    const server = await keepRunning(() => launch(binaries, places), log)
    const connect = (role: string) => socketConnection(places.socketFolder, role, database)
    await prepareDatabase(socketConnection(places.socketFolder, superuser, 'postgres')).catch(async (error: unknown) => {
      await server.stop()
      throw error
    })
    return {
      superuserConnection: connect(superuser),
      ownerConnection: connect(roles.owner),
      appConnection: connect(roles.app),
      workerConnection: connect(roles.worker),
      pid: server.pid,
      stop: async () => {
        await server.stop()
        letGo()
      },
    }
  } catch (error) {
    letGo()
    throw error
  }
}

async function prepareDatabase(adminConnection: string): Promise<void> {
  await ensureRoles(adminConnection)
  await ensureDatabase(adminConnection, database)
}

// After a server was killed, its orphans notice within moments; until then a new one refuses to share their memory.
async function launch(binaries: Binaries, places: Places): Promise<Server> {
  if (existsSync(places.logFile) && statSync(places.logFile).size > 5_000_000) renameSync(places.logFile, `${places.logFile}.old`)
  for (let round = 0; ; round += 1) {
    try {
      return await launchServer({ ...places, binaries })
    } catch (error) {
      const orphans = error instanceof Error && error.message.includes('pre-existing shared memory')
      if (!orphans || round === 50) throw error
      await sleep(200)
    }
  }
}

type Kept = { pid: () => number; stop: () => Promise<void> }

async function keepRunning(start: () => Promise<Server>, log: Log): Promise<Kept> {
  let server = await start()
  let stopping = false
  let restart: Promise<void> | undefined
  const watch = () => {
    void server.ended.then((how) => {
      if (!stopping) restart = again(how)
    })
  }
  const again = async (how: string) => {
    log.error(`The database server ended by itself (${how}); starting it again`)
    try {
      server = await start()
      watch()
    } catch (error) {
      log.error(`The database server could not be started again: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  // A program that exits without asking must not leave the server behind; a killed one does, and the next start finds it.
  const onExit = () => server.signal('SIGINT')
  process.on('exit', onExit)
  watch()
  return {
    pid: () => server.pid,
    stop: async () => {
      stopping = true
      await restart
      await server.stop()
      process.off('exit', onExit)
    },
  }
}
