import type { Actor, SystemActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Deps } from '#platform/module.ts'
import { organisations } from '#modules/access/index.ts'
import type { Reckoning } from '../../domain/report/reckoning.ts'
import type { EvaluationPorts } from '../../ports.ts'
import {
  type AskedFigures,
  type Claimed,
  claimReckoning,
  insertReckoning,
  reckoningOf,
  releaseReckoning,
  saveReckoned,
  saveStage,
} from '../../store/reckonings.ts'
import { type Publication, claimPublication, releasePublication } from '../../store/publications.ts'
import { publishAsked } from '../report/publish-report.ts'
import { gatherAll, reckonFrom } from './figures-of.ts'

/** Asks the worker for figures that a reader was refused because they are not reckoned, and answers how far they have come; `givenUp` when they were before. */
export async function askReckoning(tx: Tx, given: { actor: Actor; asked: AskedFigures; at: Instant }): Promise<Reckoning> {
  const { actor, asked, at } = given
  const before = await reckoningOf(tx, asked, at)
  if (actor.kind === 'staff') await insertReckoning(tx, { ...asked, by: actor.accountId, at })
  const now = (await reckoningOf(tx, asked, at)) ?? { stage: 'waiting', askedAt: at, isWorkedOn: false }
  return { ...now, givenUp: before?.givenUp === true }
}

/**
 * Reckons and publishes everything that was asked for and that no living worker is at, and answers how much. Each stage is written down when it is
 * reached; what a dead worker had begun is begun anew. Figures that cannot be reckoned hold up no others; it ends with what went wrong.
 */
export async function reckonWaiting(deps: Deps, ports: EvaluationPorts): Promise<number> {
  const today = deps.clock.today()
  const wrong: unknown[] = []
  let done = 0
  for (const { id: organisationId } of await deps.db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'reckon', organisationId }
    for (const did of [await workOff(reckoningWork(deps, ports, actor)), await workOff(publishingWork(deps, ports, actor))]) {
      done += did.done
      wrong.push(...did.wrong)
    }
  }
  if (wrong.length > 0) throw new AggregateError(wrong, `${wrong.length} pieces of long work failed`)
  return done
}

/** Long work of one kind: how a piece is taken on, done, and let go for the next to try; `failed` says which went wrong. */
type Work<Piece> = {
  claim: () => Promise<Piece | null>
  one: (piece: Piece) => Promise<void>
  release: (piece: Piece) => Promise<void>
  failed: (piece: Piece) => string
}

/** Does all pieces that no living worker is at; one that fails is let go and holds up no others. */
async function workOff<Piece>({ claim, one, release, failed }: Work<Piece>): Promise<{ done: number; wrong: unknown[] }> {
  const wrong: unknown[] = []
  let done = 0
  for (let piece = await claim(); piece !== null; piece = await claim())
    try {
      await one(piece)
      done += 1
    } catch (error) {
      wrong.push(new Error(failed(piece), { cause: error }))
      await release(piece)
    }
  return { done, wrong }
}

function reckoningWork(deps: Deps, ports: EvaluationPorts, actor: SystemActor): Work<Claimed> {
  const { db, clock } = deps
  const context = contextOf(actor, clock.today())
  return {
    claim: () => db.transaction(context, (tx) => claimReckoning(tx, clock.now())),
    one: (claimed) => reckonOne(deps, ports, { actor, claimed }),
    release: ({ id }) => db.transaction(context, (tx) => releaseReckoning(tx, id)),
    failed: ({ id }) => `reckoning ${id} failed`,
  }
}

function publishingWork({ db, clock }: Deps, ports: EvaluationPorts, actor: SystemActor): Work<Publication> {
  const context = contextOf(actor, clock.today())
  return {
    claim: () => db.transaction(context, (tx) => claimPublication(tx, clock.now())),
    one: async (asked) => {
      const published = await db.transaction(context, (tx) => publishAsked(tx, ports, { actor, asked }))
      assert(published.ok, 'what is published has been reckoned')
    },
    release: ({ id }) => db.transaction(context, (tx) => releasePublication(tx, id)),
    failed: ({ id }) => `report ${id} could not be published`,
  }
}

// What was known at a moment does not change, so that the stages may read one after another and not from one snapshot.
async function reckonOne({ db, clock }: Deps, ports: EvaluationPorts, given: { actor: SystemActor; claimed: Claimed }): Promise<void> {
  const { actor, claimed } = given
  const context = contextOf(actor, clock.today())
  const { id, ...asked } = claimed
  const standings = await db.read(context, (tx) => ports.loanStandings(tx, asked))
  await db.transaction(context, (tx) => saveStage(tx, id, 'cases', clock.now()))
  const gathered = await db.read(context, (tx) => gatherAll(tx, asked))
  await db.transaction(context, (tx) => saveStage(tx, id, 'figures', clock.now()))
  const { figures, months, learning, rows } = reckonFrom(gathered, standings)
  await db.transaction(context, (tx) => saveReckoned(tx, id, { figures, months, learning, rows }, clock.now()))
}
