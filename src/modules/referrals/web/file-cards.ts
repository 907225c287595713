import type { CaseCard } from '#kernel/case-step.ts'
import { type Organisation, organisations } from '#modules/access/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Reader } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { dayText } from '#ui/format.ts'
import { comparison } from '../actions/assess.ts'
import type { Compared, Judgement } from '../domain/assessment.ts'
import type { Referral, ReferralId } from '../domain/referral.ts'
import { authorities } from '../domain/states.ts'
import { reassessmentsOf } from '../store/reassessments.ts'
import { referral as load } from '../store/referrals.ts'
import { sectionsOf } from '../store/sections.ts'
import type { Texts } from '../texts/da.ts'
import { texts } from '../texts/texts.ts'

/** What was written in a referral, and how the person was assessed, as they go into the person's file. */
export type FileCards = { written: CaseCard[]; judged: CaseCard[] }

/**
 * The words of the referral and every assessment that is open, with score, sentence and basis: both authorities have read them, so they are no
 * internal working papers (forvaltningsloven § 12). What is sealed, or not shared with the reader's organisation, the database gives to nobody.
 */
export async function fileCards(tx: Tx, reader: Pick<Reader, 'lang'>, key: { referralId: ReferralId }): Promise<FileCards> {
  const found = await load(tx, key.referralId)
  if (found === null) return { written: [], judged: [] }
  return {
    written: await writtenCards(tx, reader, found),
    judged: [...(await intakeCards(tx, reader, found)), ...(await laterCards(tx, reader, found))],
  }
}

async function writtenCards(tx: Tx, { lang }: Pick<Reader, 'lang'>, found: Referral): Promise<CaseCard[]> {
  const say = texts(lang)
  const saved = await sectionsOf(tx, found.id)
  const facts = [
    { label: say.idea.name, value: saved.idea?.answers.title },
    { label: say.idea.text, value: saved.idea?.answers.text },
    { label: say.fitness.why, value: saved.fitness?.answers.why },
    { label: say.fitness.health, value: saved.health?.answers.text },
    { label: say.fitness.economy, value: saved.economy?.answers.text },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []))
  return facts.length === 0 ? [] : [{ title: say.card.title, facts }]
}

/** Both authorities' assessments, one card for each round whose seal is broken. */
async function intakeCards(tx: Tx, { lang }: Pick<Reader, 'lang'>, found: Referral): Promise<CaseCard[]> {
  const say = texts(lang)
  const known = await organisations(tx)
  const shortNames = { acting_job_centre: nameIn(known, found.parties.actingJobCentre), provider: nameIn(known, found.parties.provider) }
  const nameOf = await criterionNames(tx, found, lang)
  const said = ({ sides, agreed }: Compared) =>
    [
      ...authorities.map((authority) => `${shortNames[authority]}: ${judgedText(say, sides[authority])}`),
      ...(agreed ? [`${say.comparison.agreed}: ${agreed.score}. ${agreed.note}`] : []),
    ].join(' ')
  const cards: CaseCard[] = []
  for (let round = 1; round <= found.round; round += 1) {
    const compared = await comparison(tx, { ...found, round })
    const facts = compared.map((one) => ({ label: nameOf(one.criterion), value: said(one) }))
    if (facts.length > 0) cards.push({ title: say.file.intake(round), facts })
  }
  return cards
}

const nameIn = (known: readonly Organisation[], id: Organisation['id']) => known.find((one) => one.id === id)?.shortName ?? '–'

/** The criteria asked again along the way, one card for each time. */
async function laterCards(tx: Tx, { lang }: Pick<Reader, 'lang'>, found: Referral): Promise<CaseCard[]> {
  const say = texts(lang)
  const nameOf = await criterionNames(tx, found, lang)
  return (await reassessmentsOf(tx, found.id)).map(({ moment, on, scores, sentences }) => ({
    title: `${say.distance.moments[moment]} ${dayText(on)}`,
    facts: [...scores].map(([criterion, score]) => ({
      label: nameOf(criterion),
      value: judgedText(say, { score, sentence: sentences.get(criterion) ?? '', basis: '' }),
    })),
  }))
}

async function criterionNames(tx: Tx, found: Referral, lang: Reader['lang']): Promise<(code: string) => string> {
  const { criteria } = await programmeVersion(tx, found.programmeVersionId)
  const names = new Map(criteria.map(({ code, name }) => [code, name[lang]]))
  return (code) => names.get(code) ?? code
}

/** A score with its sentence and what it rests on, each ended as a sentence. */
function judgedText(say: Texts, { score, sentence, basis }: Pick<Judgement, 'score' | 'sentence' | 'basis'>): string {
  const parts = [String(score ?? '–'), sentence.trim(), basis.trim() && say.comparison.basis(basis.trim())].filter((part) => part !== '')
  return parts.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ')
}
