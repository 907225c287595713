import type { CaseCard } from '#kernel/case-step.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { CaseEvent } from '#platform/case.ts'
import { type ZipEntry, zipOf } from '#platform/files/zip.ts'
import { sha256Of } from '#platform/sha256.ts'
import { type LetterBlock, type LetterSheet, renderLetter } from '#modules/notices/index.ts'
import { dayText, momentText, sizeText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { texts } from '../../texts/texts.ts'

/** A file of the bundle with the words of its line in the index. */
export type BundleFile = { name: string; title: string; day: Day; bytes: Uint8Array }

/** What a bundle is made of: facts and happenings as the citizen sees them, notes and files that were given, and what was withheld. */
export type BundleFacts = {
  lang: Lang
  caseNumber: string
  name: string
  organisation: string
  on: Day
  at: Instant
  cards: readonly CaseCard[]
  /** What was written in the referral, and how the person was assessed. */
  referral: { written: readonly CaseCard[]; judged: readonly CaseCard[] }
  /** What the plan and the goals say. */
  plan: readonly CaseCard[]
  events: readonly CaseEvent[]
  notes: readonly { day: Day; title: string; words: string }[]
  files: readonly BundleFile[]
  withheld: readonly { title: string; reason: string }[]
}

/** The whole file as a ZIP: an index with hashes, the facts, the referral, the assessments, plan and goals, the timeline, the notes, then every letter and document as it was. */
export async function bundleOf(facts: BundleFacts): Promise<Uint8Array> {
  const say = texts(facts.lang).file
  const sheets: readonly [string, readonly LetterBlock[]][] = [
    [say.factsTitle, facts.cards.flatMap(cardBlocks)],
    [say.referralTitle, facts.referral.written.flatMap(cardBlocks)],
    [say.judgedTitle, facts.referral.judged.flatMap(cardBlocks)],
    [say.planTitle, facts.plan.flatMap(cardBlocks)],
    [say.timelineTitle, facts.events.map((event) => eventBlock(event, facts.lang))],
    [say.notesTitle, facts.notes.flatMap(({ day, title, words }) => [heading(`${dayText(day)}, ${title}`), paragraph(words)])],
  ]
  const made: BundleFile[] = []
  for (const [title, blocks] of sheets)
    made.push({
      name: `${title}.pdf`,
      title,
      day: facts.on,
      bytes: await render(facts, title, blocks.length === 0 ? [paragraph(say.nothing)] : blocks),
    })
  const files = numbered([...made, ...facts.files])
  const index = { name: `00 ${say.indexTitle}.pdf`, bytes: await render(facts, say.indexTitle, indexBlocks(facts, files)) }
  return zipOf([index, ...files])
}

function numbered(files: readonly BundleFile[]): (BundleFile & ZipEntry)[] {
  return files.map((file, index) => ({
    ...file,
    name: `${String(index + 1).padStart(2, '0')} ${file.name.replaceAll(/[/\\<>:"|?*]/g, '_')}`,
  }))
}

function heading(text: string): LetterBlock {
  return { kind: 'heading', text }
}

function paragraph(text: string): LetterBlock {
  return { kind: 'paragraph', text }
}

function cardBlocks({ title, facts }: CaseCard): LetterBlock[] {
  return [heading(title), { kind: 'list', items: facts.map(({ label, value }) => `${label}: ${value}`) }]
}

function eventBlock(event: CaseEvent, lang: Lang): LetterBlock {
  const when = `${dayText(event.on)} (${momentText(event.at, lang)})`
  return paragraph(`${when}: ${event.title}${event.text === undefined ? '' : `. ${event.text}`}`)
}

function indexBlocks(facts: BundleFacts, files: readonly BundleFile[]): LetterBlock[] {
  const say = texts(facts.lang).file
  const line = ({ name, day, bytes }: BundleFile) => say.indexLine(name, dayText(day), sizeText(bytes.length, facts.lang), sha256Of(bytes))
  return [
    paragraph(say.indexIntro(facts.name, facts.organisation, dayText(facts.on))),
    heading(say.contents),
    { kind: 'list', items: files.map(line) },
    heading(say.withheld),
    facts.withheld.length === 0
      ? paragraph(say.nothingWithheld)
      : { kind: 'list', items: facts.withheld.map(({ title, reason }) => `${title}: ${reason}`) },
    ...(facts.withheld.length === 0 ? [] : [paragraph(say.complaint)]),
  ]
}

function render(facts: BundleFacts, title: string, blocks: readonly LetterBlock[]): Promise<Uint8Array> {
  const { lang, name, organisation, caseNumber, on, at } = facts
  const sheet: LetterSheet = {
    lang,
    sender: organisation,
    addressee: { name, address: null },
    caseNumber,
    on,
    signedBy: null,
    heading: title,
    blocks: [...blocks],
  }
  return renderLetter(sheet, at)
}
