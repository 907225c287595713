import type { CitizenActor } from '#kernel/actor.ts'
import { dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { organisations } from '#modules/access/index.ts'
import { planFileCards } from '#modules/business/index.ts'
import { type ItemChoice, type Note, type OwnItem, journalTexts, notesOf } from '#modules/journal/index.ts'
import { letterPdf, lettersTo } from '#modules/notices/index.ts'
import { type Document, documentsOf, peopleTexts, readDocument } from '#modules/people/index.ts'
import { fileCards } from '#modules/referrals/index.ts'
import { type CasePorts, gatherCase } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { dayText } from '#ui/format.ts'
import { texts } from '../../texts/texts.ts'
import { type ReadCase, readerOf } from '../case/read-case.ts'
import { type BundleFile, bundleOf } from './bundle.ts'
import { personCard } from './person-card.ts'

/** The notes and documents of a person, and those of them that the organisation kept to itself, each to be decided on. */
export type FileContents = {
  notes: readonly Note[]
  documents: readonly Document[]
  own: readonly (OwnItem & { title: string })[]
}

/** Reads what the file holds besides letters and facts. Removed documents are none of it. */
export async function readContents(tx: Tx, call: Call, { key }: ReadCase): Promise<FileContents> {
  const { actor } = readerOf(call)
  const notes = await notesOf(tx, key.personId)
  const documents = (await documentsOf(tx, { actor, personId: key.personId })).filter(({ removed }) => removed === null)
  const own = [
    ...notes
      .filter(({ shared }) => !shared)
      .map((note) => ({ noun: 'note' as const, id: note.id, title: `${dayText(note.on)}, ${noteTitle(call, note)}: ${note.words}` })),
    ...documents
      .filter(({ shared }) => !shared)
      .map((document) => ({ noun: 'document' as const, id: document.id, title: documentTitle(call, document) })),
  ]
  return { notes, documents, own }
}

function noteTitle(call: Call, note: Note): string {
  return journalTexts(call.lang).entry(journalTexts(call.lang).kinds[note.kind])
}

function documentTitle(call: Call, document: Document): string {
  return document.title ?? peopleTexts(call.lang).documents.kinds[document.kind]
}

/** Packs the file for somebody outside: facts and happenings as the citizen sees them, and what is shared or was given. */
export async function packFile(
  tx: Tx,
  ports: CasePorts,
  call: Call,
  given: { read: ReadCase; contents: FileContents; choices: ReadonlyMap<string, ItemChoice> },
): Promise<Uint8Array> {
  const { read, contents, choices } = given
  const { key, person } = read
  const out = ({ shared, id }: { shared: boolean; id: string }) => shared || choices.get(id) === 'give'
  const name = person.name ?? texts(call.lang).masked
  const citizen: CitizenActor = { kind: 'citizen', accountId: newId(), humanId: newId(), name, personId: key.personId }
  const seen = await gatherCase(tx, ports, { actor: citizen, lang: call.lang, today: call.today }, key)
  const reasons = texts(call.lang).file.reasons
  return bundleOf({
    lang: call.lang,
    caseNumber: key.caseNumber,
    name,
    organisation: (await organisations(tx)).find(({ id }) => id === readerOf(call).actor.organisationId)?.name ?? '',
    on: call.today,
    at: call.now,
    cards: [await personCard(tx, person, call.lang), ...seen.cards],
    referral: await fileCards(tx, call, key),
    plan: await planFileCards(tx, call.lang, key.enrolmentId),
    // Notes and documents stand in full below, and only those that go out.
    events: seen.timeline.filter((event) => event.kind !== 'note' && event.href?.startsWith('/documents/') !== true),
    notes: contents.notes.filter(out).map((note) => ({ day: note.on, title: noteTitle(call, note), words: note.words })),
    files: [...(await letters(tx, read)), ...(await documentFiles(tx, call, contents.documents.filter(out)))],
    withheld: contents.own.flatMap(({ id, noun }) => {
      const choice = choices.get(id)
      // What it says is not told; that there is something, and why it is not given, is.
      return choice === undefined || choice === 'give' ? [] : [{ title: texts(call.lang).file.nouns[noun], reason: reasons[choice] }]
    }),
  })
}

async function letters(tx: Tx, { key }: ReadCase): Promise<BundleFile[]> {
  const files: BundleFile[] = []
  for (const line of await lettersTo(tx, key.personId)) {
    const letter = await letterPdf(tx, line.id)
    if (letter !== null) files.push({ name: `${line.title}.pdf`, title: line.title, day: dayOf(line.sentAt), bytes: letter.pdf })
  }
  return files
}

// A document goes by its title: two of one file name, such as the loan's number, could not be told apart.
function named(title: string, fileName: string, version: number | null): string {
  const ending = /\.[^.]+$/.exec(fileName)?.[0] ?? ''
  return `${title}${version === null ? '' : ` (${version})`}${ending}`
}

async function documentFiles(tx: Tx, call: Call, documents: readonly Document[]): Promise<BundleFile[]> {
  const files: BundleFile[] = []
  for (const document of documents) {
    for (let number = 1; number <= document.versions; number += 1) {
      const opened = await readDocument(tx, { actor: readerOf(call).actor, documentId: document.id, number, at: call.now })
      if (opened.ok)
        files.push({
          name: named(documentTitle(call, document), opened.value.fileName, document.versions === 1 ? null : number),
          title: documentTitle(call, document),
          day: dayOf(document.changedAt),
          bytes: opened.value.bytes,
        })
    }
  }
  return files
}
