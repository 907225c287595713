import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'

/** The goals that coach and citizen look at when they meet, in the reader's language, and the ways they may stand. */
export type OpenGoals = {
  goals: readonly { id: Id<'goal'>; words: string; note: string }[]
  standings: readonly { value: string; label: string }[]
}

/** How a goal stood in a session. */
export type GoalMark = { goalId: Id<'goal'>; standing: string; words: string }

/** What activities asks of the modules above it. */
export type ActivityPorts = {
  /** The days of the plan's steps that the citizen should have done by now and has not. */
  overdueSteps: (tx: Tx, enrolmentId: Id<'enrolment'>, today: Day) => Promise<Day[]>
  goals: {
    /** The open goals of a run; none for one who may not say how they stand. */
    open: (tx: Tx, actor: StaffActor, enrolmentId: Id<'enrolment'>, lang: Lang) => Promise<OpenGoals>
    /** Keeps how goals stood in a session; `requestId` is the register's, so that a page sent twice counts once. */
    review: (
      tx: Tx,
      said: { actor: StaffActor; sessionId: Id<'session'>; on: Day; requestId: string; marks: readonly GoalMark[]; at: Instant },
    ) => Promise<Result<true, { kind: string }>>
  }
}
