import type { Actor, PersonId } from '#kernel/actor.ts'
import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import { type Day, dayOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Parties } from '#kernel/permit.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { referral } from '#modules/referrals/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from '../../actions.ts'
import { proposalsOfCase } from '../../store/proposals.ts'
import { questionsOfCase } from '../../store/questions.ts'
import { texts } from '../../texts/texts.ts'
import { changeText } from '../proposals/page.tsx'
import { nameOf } from '../shared.ts'

/** Who reads the case, in which language, on which day. */
export type Reader = { actor: Actor; lang: Lang; today: Day }

/** The case, and its parties. */
export type CaseRef = { referralId: Id<'referral'>; enrolmentId: Id<'enrolment'> | null; personId: PersonId; parties: Parties }

/** Asking the other party, and proposing a change to it. */
export function caseSteps(_tx: Tx, { actor, lang }: Reader, { referralId, enrolmentId, personId, parties }: CaseRef): Promise<CaseStep[]> {
  const say = texts(lang)
  const ask = {
    label: say.questions.step,
    href: `/cases/${referralId}/questions`,
    consequence: say.questions.stepConsequence,
    primary: false,
  }
  const propose = {
    label: say.proposals.step,
    href: `/cases/${referralId}/proposals`,
    consequence: say.proposals.stepConsequence,
    primary: false,
  }
  return Promise.resolve([
    ...(authorize(actor, actions.ask, { parties }).ok ? [ask] : []),
    ...(enrolmentId !== null && authorize(actor, actions.propose, { parties, personId }).ok ? [propose] : []),
  ])
}

/** How many questions and proposals wait for an answer; nothing where nobody has asked or proposed. */
export async function caseCards(tx: Tx, { lang }: Reader, { referralId }: CaseRef): Promise<CaseCard[]> {
  const found = await referral(tx, referralId)
  if (found === null) return []
  const say = texts(lang)
  const questions = await questionsOfCase(tx, found.agreementId, found.caseNumber)
  const proposals = await proposalsOfCase(tx, referralId)
  if (questions.length + proposals.length === 0) return []
  const open = (all: readonly { state: string }[]) => String(all.filter(({ state }) => state === 'open').length)
  const facts = [
    { label: say.questions.cardOpen, value: open(questions) },
    { label: say.questions.cardProposals, value: open(proposals) },
  ]
  return [{ title: say.questions.card, facts, href: `/cases/${referralId}/questions`, hrefLabel: say.questions.cardHref }]
}

/** Questions, answers and proposals in the case's timeline. A citizen's own pages show the proposals only. */
export async function timeline(tx: Tx, { actor, lang }: Reader, { referralId }: Pick<CaseRef, 'referralId'>): Promise<TimelineEntry[]> {
  const say = texts(lang)
  const all = await organisations(tx)
  const found = actor.kind === 'citizen' ? null : await referral(tx, referralId)
  const questions = found === null ? [] : await questionsOfCase(tx, found.agreementId, found.caseNumber)
  const proposals = await proposalsOfCase(tx, referralId)
  const asked = questions.map(
    (question): TimelineEntry => ({
      on: dayOf(question.askedAt),
      at: question.askedAt,
      tone: question.state === 'open' ? 'wait' : 'done',
      icon: 'forum',
      title: say.questions.told(nameOf(all, question.from), nameOf(all, question.to)),
      text: [
        question.question ?? say.erased,
        question.answer === null ? null : `${say.questions.toldAnswer(nameOf(all, question.to))}: ${question.answer}`,
      ]
        .filter((part) => part !== null)
        .join(' '),
      href: `/cases/${referralId}/questions`,
      kind: 'note',
    }),
  )
  const proposed = proposals.map(
    (proposal): TimelineEntry => ({
      on: dayOf(proposal.madeAt),
      at: proposal.madeAt,
      tone: proposal.state === 'open' ? 'wait' : 'done',
      icon: 'forum',
      title: say.proposals.told(
        proposal.from === null ? say.proposals.citizenWithin : nameOf(all, proposal.from),
        changeText(proposal.change, say),
      ),
      text: [
        `${say.proposals.states[proposal.state]}.`,
        proposal.why ?? say.erased,
        ...(proposal.answer === null ? [] : [`${say.questions.toldAnswer(nameOf(all, proposal.to))}: ${proposal.answer}`]),
      ].join(' '),
      href: `/cases/${referralId}/proposals`,
      kind: 'change',
    }),
  )
  return [...asked, ...proposed]
}
