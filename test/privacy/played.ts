import { assert } from '#kernel/result.ts'
import { createLog } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'
import { createProgram } from '../../src/app.ts'
import { demoModule } from '../../src/demo/demo-module.ts'
import type { DemoCitizen } from '../../src/demo/invite.ts'
import type { Theatre } from '../../src/demo/play.ts'
import type { TestDatabase } from '../support/database.ts'
import { playedDemo } from '../support/played-demo.ts'
import { type Visitor, visitorOf } from '../support/visitor.ts'

/** The whole program after the demo's year, asked without a browser or a network. */
export type Played = {
  database: TestDatabase
  clock: Theatre['clock']
  modules: readonly Module[]
  citizens: readonly DemoCitizen[]
  /** What the program logs while it answers: its failures stand here, and nowhere on a page. */
  logged: string[]
  /** Somebody of the cast by name, signed in as at the demo's front door. */
  signedIn: (name: string) => Promise<Visitor>
  /** Somebody who has signed in nowhere. */
  stranger: () => Visitor
}

/** The demo, played, on a database of its own; the caller closes the database. */
export async function playDemo(): Promise<Played> {
  const { database, clock, citizens } = await playedDemo()
  const logged: string[] = []
  const runDue = async (): Promise<number> => program.runDue()
  const program = createProgram({
    db: database.db,
    clock,
    log: createLog('error', { write: (line) => void logged.push(line) }),
    publicUrl: () => 'http://localhost',
    secure: false,
    secret: 'an invented secret of the tests, 32 long',
    entrance: '/demo',
    more: (deps) => [demoModule(deps, clock, runDue, () => citizens)],
  })
  const stranger = () => visitorOf(program.server)
  const signedIn = async (name: string) => {
    const visitor = stranger()
    const { html } = await visitor.ask('/demo')
    const who = [...html.matchAll(/name="who" value="([^"]+)"(.*?)<\/button>/gs)].find(([, , label]) => label?.includes(name))?.[1]
    assert(who !== undefined, `${name} can be picked`)
    await visitor.ask('/demo/sign-in', { who })
    return visitor
  }
  return { database, clock, modules: program.modules, citizens, logged, signedIn, stranger }
}
