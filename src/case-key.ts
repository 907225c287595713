import type { PersonId } from '#kernel/actor.ts'
import type { CaseKey, Reader } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { type PlaceState, enrolmentOfReferral } from '#modules/enrolments/index.ts'
import { type ReferralId, type ReferralState, referral, referralsOfPerson } from '#modules/referrals/index.ts'
import type { Lang } from '#ui/lang.ts'

type CaseReferral = NonNullable<Awaited<ReturnType<typeof referral>>>

/** A case by its referral, as every module recognises it; null when the reader has no part in it. */
export async function caseOf(tx: Tx, id: ReferralId, { lang }: Reader): Promise<CaseKey | null> {
  const found = await referral(tx, id)
  return found === null ? null : keyOf(tx, found, lang)
}

/** A person's cases, the newest first. */
export async function casesOfPerson(tx: Tx, personId: PersonId, { lang }: Reader): Promise<CaseKey[]> {
  const keys: CaseKey[] = []
  for (const found of await referralsOfPerson(tx, personId)) keys.push(await keyOf(tx, found, lang))
  return keys
}

async function keyOf(tx: Tx, found: CaseReferral, lang: Lang): Promise<CaseKey> {
  const run = await enrolmentOfReferral(tx, found.id)
  const phase = run === null ? (referralPhases[found.state] ?? referralPhase)[lang] : (runPhases[run.state] ?? ended)[lang]
  const { id: referralId, personId, caseNumber, parties } = found
  const paused = run !== null && run.pause !== null
  return { referralId, personId, enrolmentId: run?.id ?? null, caseNumber, phase, paused, parties }
}

type Words = Record<Lang, string>
const referralPhase: Words = { da: 'Henvisning', en: 'Referral' }
const intake: Words = { da: 'Visitation', en: 'Intake' }
const ended: Words = { da: 'Afsluttet', en: 'Ended' }

/** The umbrella word of a referral's state; what is left out is the referral itself. */
const referralPhases: Partial<Record<ReferralState, Words>> = {
  joint_assessment: intake,
  conciliation: intake,
  refused: { da: 'Afslået', en: 'Refused' },
  withdrawn: { da: 'Trukket tilbage', en: 'Withdrawn' },
}

/** The umbrella word of a run's state. */
const runPhases: Partial<Record<PlaceState, Words>> = {
  waiting: { da: 'Venteliste', en: 'Waiting list' },
  offered: { da: 'Plads tilbudt', en: 'Place offered' },
  placed: { da: 'Har fået plads', en: 'Has a place' },
  qualifying: { da: 'Opkvalificering', en: 'Qualifying phase' },
  gate: { da: 'Overgang', en: 'Transition' },
  main: { da: 'Hovedforløb', en: 'Main phase' },
  after_care: { da: 'Efterværn', en: 'After-care' },
  completed: { da: 'Gennemført', en: 'Completed' },
  ended_early: ended,
  closed: ended,
}
