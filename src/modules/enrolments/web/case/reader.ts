import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Lang } from '#ui/lang.ts'

/** Who reads the case, in which language, on which day. */
export type Reader = { actor: Actor; lang: Lang; today: Day }

/** The case as the modules below the workbench recognise it. */
export type CaseRef = { referralId: Id<'referral'>; enrolmentId: Id<'enrolment'> | null }
