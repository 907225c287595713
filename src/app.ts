import type { Hono } from 'hono'
import { collectDefaultMetrics, register } from 'prom-client'
import type { Instant } from '#kernel/days.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { createServer } from '#platform/http/server.ts'
import type { Log } from '#platform/log.ts'
import type { Deps, Module } from '#platform/module.ts'
import { markerFrom, sealerFrom } from '#platform/seal.ts'
import { openIdConnect } from '#integrations/openid-connect/index.ts'
import type { OidcProvider } from '#platform/oidc-settings.ts'
import { accessModule, mayEver, sessionActor } from '#modules/access/index.ts'
import { auditModule } from '#modules/audit/index.ts'
import { accountOfCpr } from '#modules/people/index.ts'
import { answerRefusal } from '#modules/workbench/index.ts'
import { publicDir } from '#ui/assets.ts'
import { frames } from './frame.ts'
import { tradeModules } from './modules.ts'
import { readinessOf } from './readiness.ts'

/** What the program is made of; `main.ts` gives it the real things, tests give it theirs. */
export type ProgramParts = Deps & {
  log: Log
  publicUrl: () => string
  secure: boolean
  /** What the keys are derived from that seal secrets at rest. */
  secret: string
  /** How many proxies stand in front whose forwarded address is believed. */
  trustedProxies?: number
  /** What asks for `/metrics` must carry as a bearer token. */
  metricsToken?: string | undefined
  smtpUrl?: string | undefined
  /** Outside providers that staff or citizens may sign in by. */
  oidc?: readonly OidcProvider[]
  /** The folder that messages to Digital Post and receipts go through; without it letters go on paper. */
  digitalPostDir?: string | undefined
  /** Where documents are signed with MitID, and the secret it is asked with; without it that choice is not shown. */
  signing?: { url: string; secret: string } | undefined
  /** When this process began to do what falls due, by the real clock; left out where nothing does it by itself. */
  jobsSince?: Instant
  /** Where one who is not signed in is sent; `/demo` in the demo. */
  entrance?: '/sign-in' | '/demo'
  more?: (deps: Deps) => Module[]
}

/** The running program: the web application, its modules, what does all that has fallen due, and what does the long work that was asked for. */
export type Program = { server: Hono; modules: readonly Module[]; runDue: () => Promise<number>; runWork: () => Promise<number> }

/** Wires the modules into one program: one line each, adapters handed to ports, no logic. */
export function createProgram(parts: ProgramParts): Program {
  const { db, clock, log, publicUrl } = parts
  const deps: Deps = { db, clock }
  const modules: Module[] = [
    auditModule(deps),
    accessModule(deps, {
      publicUrl,
      sealer: sealerFrom(parts.secret, 'second factor'),
      decoy: markerFrom(parts.secret, 'passkey decoy'),
      providers: (parts.oidc ?? []).map((settings) => openIdConnect(settings, log)),
      accountOfCpr,
      proofs: sealerFrom(parts.secret, 'outside proof'),
    }),
    ...tradeModules(parts),
    ...(parts.more?.(deps) ?? []),
  ]
  const server = createServer({
    clock,
    log,
    secure: parts.secure,
    trustedProxies: parts.trustedProxies ?? 0,
    publicDir: publicDir(),
    routes: modules.flatMap((module) => [...module.routes]),
    actorOf: (token) => db.read(nobody(clock.today()), (tx) => sessionActor(tx, token, realClock.now())),
    mayEver: (actor, access) => 'public' in access || mayEver(actor, access),
    frame: frames({ db, clock, modules }),
    refusedPage: (call, refusal) => answerRefusal(deps, call, refusal),
    ready: readinessOf(db, parts.jobsSince ?? null),
    publicOrigin: () => new URL(publicUrl()).origin,
    metrics: () => register.metrics(),
    metricsToken: parts.metricsToken,
  })
  return { server, modules, runDue: () => runDue(deps, modules, log), runWork: () => runWork(modules, log) }
}

/** Counts memory, event loop and the like for `/metrics`; once a process. */
export function collectMetrics(): void {
  collectDefaultMetrics()
}

function runDue({ clock }: Deps, modules: readonly Module[], log: Log): Promise<number> {
  return overModules(modules, log, 'what fell due could not be done', (module) =>
    module.due?.(clock.today(), (progress) => {
      log.info({ module: module.name, ...progress }, 'doing what has fallen due')
    }),
  )
}

function runWork(modules: readonly Module[], log: Log): Promise<number> {
  return overModules(modules, log, 'long work could not be done', (module) => module.work?.())
}

// One module's trouble must not keep another's reminders back.
async function overModules(
  modules: readonly Module[],
  log: Log,
  trouble: string,
  work: (module: Module) => Promise<number> | undefined,
): Promise<number> {
  let done = 0
  for (const module of modules) {
    try {
      done += (await work(module)) ?? 0
    } catch (error) {
      log.error({ err: error, module: module.name }, trouble)
    }
  }
  return done
}
