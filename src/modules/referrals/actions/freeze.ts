import { randomBytes } from 'node:crypto'
import type { Tx } from '#platform/db/database.ts'
import { sha256Of } from '#platform/sha256.ts'
import { type Frozen, frozenText } from '../domain/snapshot.ts'
import type { ProposedDecision, Referral } from '../domain/referral.ts'
import { questionsOf } from '../store/questions.ts'
import { loadAnswers } from './load-answers.ts'
import { comparison } from './assess.ts'
import type { Day } from '#kernel/days.ts'

/** What a decision is made on, frozen: its content, a random salt, and the SHA-256 of both as `frozenText` writes them. */
export async function freeze(tx: Tx, referral: Referral, proposal: ProposedDecision, today: Day): Promise<Frozen & { sha256: string }> {
  const { answers, saved } = await loadAnswers(tx, referral, today)
  // Both authorities read the snapshot: what the citizen kept back from the provider was no ground of a joint decision.
  const shared = (item: 'health' | 'economy') => (answers.sharing.agreed[item] === true ? (saved[item]?.answers.text ?? null) : null)
  const content = {
    caseNumber: referral.caseNumber,
    programmeVersionId: referral.programmeVersionId,
    round: referral.round,
    supportBasis: answers.supportBasis.code,
    idea: saved.idea?.answers ?? null,
    fitness: { why: saved.fitness?.answers.why ?? null, health: shared('health'), economy: shared('economy') },
    shared: answers.sharing,
    questions: (await questionsOf(tx, referral.id)).map(({ section, reason, text, answer }) => ({ section, reason, text, answer })),
    assessments: await comparison(tx, referral),
    decision: {
      outcome: proposal.outcome,
      reason: proposal.reason,
      reasonText: proposal.reasonText,
      considerations: proposal.considerations,
      legalRule: proposal.legalRule,
      reviewOn: proposal.reviewOn?.toString() ?? null,
      hearingUntil: proposal.hearingUntil?.toString() ?? null,
    },
  }
  const salt = randomBytes(16).toString('hex')
  return { content, salt, sha256: sha256Of(frozenText({ content, salt })) }
}
