import { organisations } from '#modules/access/index.ts'
import { type Grounds, complaintTo, letter, letterContent, type LetterContent, type LetterFields } from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import { programmeVersion, reasonOf } from '#modules/programmes/index.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { ProposedDecision, Referral } from '../domain/referral.ts'
import type { OpenCase } from './take-step.ts'

type Lang = 'da' | 'en'
type DecisionLetter = { [T in 'accepted' | 'not_now' | 'hearing' | 'refused']: { template: T; fields: LetterFields[T] } }[
  | 'accepted'
  | 'not_now'
  | 'hearing'
  | 'refused']

/** What the letter of a proposed decision says, field by field, in the citizen's language. */
async function letterOf(tx: Tx, referral: Referral, proposal: ProposedDecision, lang: Lang): Promise<DecisionLetter> {
  const version = await programmeVersion(tx, referral.programmeVersionId)
  const considerations = proposal.considerations.split(/\n\s*\n/).filter((part) => part.trim() !== '')
  if (proposal.outcome === 'accepted') return { template: 'accepted', fields: { programme: version.name[lang], reasons: considerations } }
  const list = proposal.outcome === 'not_now' ? 'not_now' : 'refusal'
  const listed = reasonOf(version, list, proposal.reason ?? '')
  const reason = listed?.needsText ? proposal.reasonText : listed?.name[lang]
  // The form proposes the programme's rule in the language of whoever writes; the letter says it in the citizen's.
  const usual = version.letters.legal_rule_intake
  const legalRule = ['', usual.da, usual.en].includes(proposal.legalRule) ? usual[lang] : proposal.legalRule
  const grounds: Grounds = { reasons: reason ? [reason] : [], legalRule, considerations }
  if (proposal.outcome === 'hearing') {
    assert(proposal.hearingUntil, 'a hearing has a deadline')
    return { template: 'hearing', fields: { ...grounds, answerBy: proposal.hearingUntil } }
  }
  const jobCentre = (await organisations(tx)).find((one) => one.id === referral.parties.actingJobCentre)
  assert(jobCentre, 'the acting job centre of an agreement is there')
  const complaint = complaintTo(jobCentre, lang)
  if (proposal.outcome === 'refused') return { template: 'refused', fields: { ...grounds, complaint } }
  assert(proposal.reviewOn, 'a "not now" has a review day')
  return { template: 'not_now', fields: { ...grounds, reviewOn: proposal.reviewOn, complaint } }
}

/** Sends the decision's letter from the acting job centre, whose decision about the benefit stands behind it. Answers its identity. */
export async function sendDecisionLetter(tx: Tx, open: OpenCase, proposal: ProposedDecision): Promise<string> {
  const { referral, actor, at } = open
  const { personId, caseNumber, parties } = referral
  const to = await addressee(tx, personId)
  const lang = to?.lang ?? 'da'
  const made = await letterOf(tx, referral, proposal, lang)
  const { letterId } = await letter(tx, { actor, personId, caseNumber, ...made, lang, organisationId: parties.actingJobCentre, at })
  return letterId
}

/** What the letter would say, before the second key is turned. */
export async function previewLetter(tx: Tx, referral: Referral, proposal: ProposedDecision): Promise<LetterContent & { lang: Lang }> {
  const lang = (await addressee(tx, referral.personId))?.lang ?? 'da'
  const { template, fields } = await letterOf(tx, referral, proposal, lang)
  return { ...letterContent(template, fields, lang), lang }
}
