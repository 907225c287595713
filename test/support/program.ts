import { type AddressInfo, createServer } from 'node:net'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { movableClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import type { OidcProvider } from '#platform/oidc-settings.ts'
import type { Module } from '#platform/module.ts'
import { type Program, createProgram } from '../../src/app.ts'
import { demoModule } from '../../src/demo/demo-module.ts'
import type { DemoCitizen } from '../../src/demo/invite.ts'
import type { Theatre } from '../../src/demo/play.ts'
import { demoOpensAt } from '../../src/demo/seed.ts'
import { buildStyles } from '../../tools/build.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { playedDemo } from './played-demo.ts'

/** The whole program, running in this process for one test file. */
export type RunningProgram<Played> = {
  /** Where it answers, without a slash at the end. */
  url: string
  database: TestDatabase
  modules: readonly Module[]
  clock: Theatre['clock']
  /** What the play left behind. */
  played: Played
  /** Signs a page's browser in as one of the staff or citizens, by name, as the demo's front door does. */
  signInAs: (page: Page, name: string) => Promise<void>
  close: () => Promise<void>
}

/** Where a program runs: an empty database on the day before the demo's year, when nothing else is said. */
type Scene = { database: TestDatabase; clock: Theatre['clock'] }

const emptyScene = async (): Promise<Scene> => ({ database: await testDatabase(), clock: movableClock(demoOpensAt.start) })

/** Starts the program after the demo's year, whose citizens may sign in. The caller closes it. */
export async function startDemo(): Promise<RunningProgram<readonly DemoCitizen[]>> {
  const { citizens, ...scene } = await playedDemo()
  return startProgram(
    () => Promise.resolve(citizens),
    () => citizens,
    undefined,
    scene,
  )
}

/** Starts the program on a free port and a database of its own, with a clock that can be moved, and plays `play` first; `citizensOf` says which citizens may sign in. `providersFor` names providers of sign-in from outside that lead back to an address. The caller closes it. */
export async function startProgram<Played>(
  play: (theatre: Theatre) => Promise<Played>,
  citizensOf: (played: Played) => readonly DemoCitizen[] = () => [],
  providersFor?: (url: string) => Promise<readonly OidcProvider[]>,
  scene?: Scene,
): Promise<RunningProgram<Played>> {
  await buildStyles()
  const { database, clock } = scene ?? (await emptyScene())
  let program: Program | undefined
  const runDue = async () => (await program?.runDue()) ?? 0
  // A provider outside must know beforehand where to lead back to.
  const chosen = providersFor === undefined ? 0 : await freePort()
  let url = providersFor === undefined ? '' : `http://localhost:${chosen}`
  const oidc = (await providersFor?.(url)) ?? []
  let citizens: readonly DemoCitizen[] = []
  program = createProgram({
    db: database.db,
    clock,
    log: createLog('fatal'),
    publicUrl: () => url,
    secure: false,
    secret: 'an invented secret of the tests, 32 long',
    entrance: '/demo',
    oidc,
    more: (deps) => [demoModule(deps, clock, runDue, () => citizens)],
  })
  const played = await play({ db: database.db, clock, runDue })
  citizens = citizensOf(played)
  const { port, close } = await listen(program, chosen)
  url = `http://localhost:${port}`
  return {
    url,
    database,
    clock,
    played,
    modules: program.modules,
    signInAs: (page, name) => pick(page, url, name),
    close: async () => {
      await close()
      await database.close()
    },
  }
}

async function pick(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/demo`)
  // The tour above the cast names some of them too.
  await page.getByRole('button', { name }).last().click()
}

/** A port that nobody listens on just now. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const taken = createServer().listen(0, 'localhost', () => {
      const address: AddressInfo | string | null = taken.address()
      taken.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function listen({ server }: Program, wanted: number): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve) => {
    const listening = serve({ fetch: server.fetch, port: wanted, hostname: 'localhost' }, (info: AddressInfo) => {
      const close = () =>
        new Promise<void>((closed) => {
          listening.close(() => closed())
          if ('closeAllConnections' in listening) listening.closeAllConnections()
        })
      resolve({ port: info.port, close })
    })
  })
}
