import type { StaffActor } from '#kernel/actor.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { parseId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import { activityActions } from '../../actions.ts'
import type { ActivityPorts, GoalMark, OpenGoals } from '../../actions/ports.ts'
import { pausedRuns } from '../../actions/paused-runs.ts'
import { type Saving, savings } from '../../store/registers.ts'
import { type ChangeMade, changesOf } from '../../store/session-changes.ts'
import { type Participant, type Session, type SessionId, participants, session } from '../../store/sessions.ts'
import { activityNames, staffOf } from '../reader.ts'

/** What the register shows. When it comes back with a problem, `people`, `tookPlace` and `words` are what was typed. */
export type RegisterFacts = {
  session: Session
  title: string
  tookPlace: boolean
  people: readonly Participant[]
  words: { done: string; next: string }
  names: ReadonlyMap<string, string | null>
  /** Runs that stand still that day. */
  paused: ReadonlySet<string>
  /** The newest first. */
  savings: readonly Saving[]
  /** How it came to be where it is, the newest first; for those who may move it. */
  changes: readonly ChangeMade[]
  staffNames: ReadonlyMap<string, string>
  /** Otherwise the reader sees who came, and not why somebody did not. */
  mayRegister: boolean
  /** Why something was moved, which may be an illness, is for its teacher, whoever moved it and the programme's manager. */
  maySeeCause: (change: ChangeMade) => boolean
  /** The goals to look at with the one citizen of an individual session, and what was typed about them. */
  goals: OpenGoals
  marks: readonly GoalMark[]
  accountId: string
  requestId: string
  /** `lines` are the runs whose line of the register is wrong. */
  problem?: { text: string; lines: readonly string[] }
  /** What another has saved since the reader's own page was opened. */
  theirs?: { people: readonly Participant[]; tookPlace: boolean; words: { done: string; next: string } }
  /** The request this page answers: what the device kept for it can go. */
  answered?: string
}

/** Gathers a register for its page and logs the read of everybody in it. */
export async function registerFacts(
  tx: Tx,
  ports: ActivityPorts,
  call: Call,
  id: SessionId | null,
): Promise<Result<RegisterFacts, NotPermitted | { kind: 'no_such_session' }>> {
  const found = id === null ? null : await session(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_session' })
  const actor = staffOf(call)
  const permit = authorize(actor, activityActions.see, { parties: agreed.parties })
  if (!permit.ok) return permit
  const people = await participants(tx, found.id)
  for (const { personId } of people) await recordRead(tx, { actor, page: 'activities.register', personId, at: call.now })
  const names = await personNames(
    tx,
    people.map((person) => person.personId),
  )
  const mayRegister = authorize(actor, activityActions.register, { parties: agreed.parties }).ok
  const saved = mayRegister ? await savings(tx, found.id) : []
  const changes = mayRegister ? await changesOf(tx, found.id) : []
  return ok({
    session: found,
    title: (await activityNames(tx, call)).get(found.activity) ?? found.activity,
    tookPlace: found.tookPlace ?? true,
    people,
    words: saved[0]?.words ?? { done: '', next: '' },
    names: new Map([...names].map(([key, person]) => [key, person.name])),
    paused: await pausedRuns(
      tx,
      people.map(({ enrolmentId }) => enrolmentId),
      found.on,
    ),
    savings: saved,
    changes,
    staffNames: await accountNames(
      tx,
      [...saved, ...changes].map(({ by }) => by),
    ),
    mayRegister,
    maySeeCause: causeReader(actor, found, agreed),
    goals: mayRegister ? await goalsOf(tx, ports, call, { session: found, people, agreed }) : noGoals,
    marks: [],
    accountId: actor.accountId,
    requestId: call.newRequestId(),
  })
}

function causeReader(actor: StaffActor, held: Session, agreed: Agreement): (change: ChangeMade) => boolean {
  const leads = authorize(actor, activityActions.see_cause, { parties: agreed.parties }).ok
  return ({ by }) => leads || held.teacherId === actor.accountId || by === actor.accountId
}

const noGoals: OpenGoals = { goals: [], standings: [] }

// A group has no goal of its own, and nobody's goal is for a group to see.
async function goalsOf(
  tx: Tx,
  ports: ActivityPorts,
  call: Call,
  { session: held, people, agreed }: { session: Session; people: readonly Participant[]; agreed: Agreement },
): Promise<OpenGoals> {
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const activity = phaseOf(version, held.phase)?.activities.find(({ code }) => code === held.activity)
  const runId = parseId<'enrolment'>(people[0]?.enrolmentId ?? '')
  return runId === null || activity?.kind !== 'individual' ? noGoals : ports.goals.open(tx, staffOf(call), runId, call.lang)
}
