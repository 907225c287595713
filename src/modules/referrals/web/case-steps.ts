import type { Actor } from '#kernel/actor.ts'
import type { CaseStep } from '#kernel/case-step.ts'
import type { Day } from '#kernel/days.ts'
import { authorize } from '#modules/access/index.ts'
import type { Lang } from '#ui/lang.ts'
import { transitions } from '../domain/referral-machine.ts'
import { authorityOf, type Referral } from '../domain/referral.ts'
import type { ReferralEvent } from '../domain/states.ts'
import { ballToday, nextFor, pageOf } from '../domain/summary.ts'
import { texts } from '../texts/texts.ts'

const confirmations: readonly ReferralEvent[] = ['accept', 'defer', 'open_hearing', 'refuse']

/** True while the case waits for the other key. */
function hasProposal(referral: Referral, today: Day): boolean {
  const ball = ballToday(referral, today)
  return referral.assessed.length === 2 && (ball === 'provider' || ball === 'acting_job_centre')
}

// Of the decision's many rows a reader meets one step at a time: propose, or confirm what is proposed.
function isOffered(referral: Referral, event: ReferralEvent, today: Day): boolean {
  const open = hasProposal(referral, today)
  if (event === 'propose') return !open
  if (event === 'drop_proposal') return false
  if (confirmations.includes(event)) return open && event === 'accept'
  return isComplaintStepOffered(referral, event) && event !== 'lapse'
}

// One step at a time here too: complain, look again, write down the board's answer; the rest stands on that page.
function isComplaintStepOffered({ complaint, boardAnswered }: Referral, event: ReferralEvent): boolean {
  if (event === 'complain') return complaint === null && !boardAnswered
  if (event === 'review') return complaint === null
  if (event === 'forward_complaint') return complaint?.stage === 'received'
  if (event === 'record_appeal') return complaint?.stage === 'forwarded'
  return event !== 'change_after_complaint' && event !== 'withdraw_complaint'
}

function disabledReason(
  referral: Referral,
  event: ReferralEvent,
  authority: ReturnType<typeof authorityOf>,
  say: ReturnType<typeof texts>,
): string | null {
  const bothIn = referral.assessed.length === 2
  if (event === 'submit_assessment' && authority && referral.assessed.includes(authority)) return say.refusals.already_assessed
  if ((event === 'propose' || event === 'conciliate') && !bothIn) return say.refusals.assessment_missing
  return null
}

/** What the reader may do in the referral, from the machine's table; the suggested step first, refused ones with why. */
export function stepsOf(reader: { actor: Actor; lang: Lang; today: Day }, referral: Referral): CaseStep[] {
  const { actor, lang, today } = reader
  const say = texts(lang)
  const authority = authorityOf(actor, referral.parties)
  const next = authority && nextFor(referral, authority, today)
  const seen = new Set<ReferralEvent>()
  const steps: CaseStep[] = []
  for (const { from, event, who } of transitions) {
    if (from !== referral.state || seen.has(event) || pageOf[event] === '' || !isOffered(referral, event, today)) continue
    const permitted = authorize(
      actor,
      { name: `referrals.${event}`, permits: who },
      { parties: referral.parties, personId: referral.personId },
    )
    if (!permitted.ok) continue
    seen.add(event)
    const why = disabledReason(referral, event, authority, say)
    const { label, consequence } = say.steps[event]
    // The citizen does on their own page what staff do for them on the pages of the case.
    const href = actor.kind === 'citizen' ? '/me/referral' : `/referrals/${referral.id}/${pageOf[event]}`
    steps.push({ label, consequence, href, primary: event === next, ...(why ? { disabledReason: why } : {}) })
  }
  return steps.toSorted((a, b) => Number(b.primary) - Number(a.primary))
}
