import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { AccountId, CitizenActor, HumanId, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { readPaper } from '../../../test/support/pdf.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation, addStaff, inviteCitizen, nameDeputy } from '#modules/access/index.ts'
import { registerPerson } from '#modules/people/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { sql } from '#platform/db/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { closeTasks, directorNotice, letter, letterPdf, lettersTo, seeSubjects } from './index.ts'
import { directorNotices } from './store/director-notices.ts'
import { messages, openTasks, tell } from './store/notices.ts'

const today = day('2015-10-01')
const at = Temporal.Instant.from('2015-10-01T08:00:00Z')
const cpr = '0101804001'
let base: TestDatabase
let vallensbaek: OrganisationId
let ishoej: OrganisationId
let ibrahim: StaffActor
let mette: StaffActor
let birgitte: StaffActor

async function member(name: string, organisationId: OrganisationId, role: Role): Promise<StaffActor> {
  const { accountId } = await base.db.transaction(contextOf(null, today), (tx) =>
    addStaff(tx, { name, email: `${newId()}@eksempel.dk`, organisationId, roles: [role], at }),
  )
  return { kind: 'staff', accountId, humanId: newId<'human'>(), name, organisationId, roles: [role] }
}

beforeAll(async () => {
  base = await testDatabase()
  const add = (key: string, letterOf: string) =>
    base.db.transaction(contextOf(null, today), (tx) =>
      addOrganisation(tx, { key, name: `${key} Kommune`, shortName: key, letter: letterOf, municipalityCode: '0187' }),
    )
  vallensbaek = await add('vallensbaek', 'V')
  const naestved = await add('naestved', 'N')
  ishoej = await add('ishoej', 'I')
  ibrahim = await member('Ibrahim Yıldız', vallensbaek, 'caseworker')
  mette = await member('Mette Holm', naestved, 'programme_manager')
  birgitte = await member('Birgitte Lund', ishoej, 'business_director')
})
afterAll(() => base.close())

const inCase = <Answer>(actor: StaffActor | CitizenActor, work: Parameters<typeof base.db.transaction<Answer>>[1]) =>
  base.db.transaction(contextOf(actor, today), work)

async function citizen(protectedAddress = false): Promise<PersonId> {
  const answer = await inCase(ibrahim, (tx) =>
    registerPerson(tx, {
      actor: ibrahim,
      cpr: `${cpr.slice(0, 6)}${String(Math.floor(Math.random() * 9000) + 1000)}`,
      name: 'Amina Sørensen',
      address: 'Åboulevarden 12, 3. tv.\n8000 Ærøskøbing',
      protectedAddress,
      at,
    }),
  )
  if (!answer.ok) throw new Error(answer.refusal.kind)
  return answer.value
}

const subject = () => ({ noun: 'referral', id: newId() })
const toMette = () => ({ to: { organisationId: mette.organisationId, role: 'programme_manager' as const } })

describe('tell', () => {
  test('a task crosses to the other organisation, and only those who hold the role there see it', async () => {
    const about = subject()
    const telling = { kind: 'assessment_due' as const, subject: about, href: '/cases/1', caseNumber: 'I-2015-001', at }
    await inCase(ibrahim, (tx) => tell(tx, { ...toMette(), ...telling, dueOn: day('2015-10-15') }))
    const mine = await inCase(mette, openTasks)
    expect(mine.filter((one) => one.subject.id === about.id)).toMatchObject([{ kind: 'assessment_due', caseNumber: 'I-2015-001' }])
    for (const other of [ibrahim, birgitte, await member('Søren Kok', mette.organisationId, 'coach')])
      expect((await inCase(other, openTasks)).filter((one) => one.subject.id === about.id)).toEqual([])
  })
})

test('a deputy sees the open tasks of the role of the absent one, on those days and in that organisation, and no messages', async () => {
  const [lone, about] = [await member('Lone Bæk', ibrahim.organisationId, 'job_centre_lead'), subject()]
  const to = { organisationId: ibrahim.organisationId, role: 'caseworker' as const }
  const told = { to, subject: about, href: '/cases/1', caseNumber: 'I-2015-009', at }
  await inCase(mette, (tx) => tell(tx, { ...told, kind: 'proposal_made' }))
  await inCase(mette, (tx) => tell(tx, { ...told, kind: 'pause_started' }))
  const seen = async (actor: StaffActor, on = today) => {
    const context = contextOf(actor, on)
    const all = await base.db.transaction(context, async (tx) => [...(await openTasks(tx)), ...(await messages(tx, 100))])
    return all.filter((one) => one.subject.id === about.id).map(({ kind }) => kind)
  }
  expect([await seen(ibrahim), await seen(lone)]).toEqual([['proposal_made', 'pause_started'], []])
  const days = { from: today, until: day('2015-10-05') }
  const who = { absentId: ibrahim.accountId, deputyId: lone.accountId }
  const named = await inCase(ibrahim, (tx) => nameDeputy(tx, { actor: ibrahim, id: newId(), ...who, ...days, at }))
  expect(named).toMatchObject({ ok: true })
  expect([await seen(lone), await seen(lone, day('2015-10-06')), await seen(birgitte)]).toEqual([['proposal_made'], [], []])
  await inCase(lone, (tx) => closeTasks(tx, { subject: about, at }))
  expect(await seen(lone)).toEqual([])
})

describe('merging and closing', () => {
  test('an open task told again stays one row with the new due day; closing reaches into the other organisation', async () => {
    const about = subject()
    const telling = { ...toMette(), kind: 'assessment_due' as const, subject: about, href: '/cases/1', at }
    const twice = [day('2015-10-15'), day('2015-10-20')].map((dueOn) => inCase(ibrahim, (tx) => tell(tx, { ...telling, dueOn })))
    await Promise.all(twice)
    const ofCase = async () => (await inCase(mette, openTasks)).filter((one) => one.subject.id === about.id)
    expect(await ofCase()).toMatchObject([{ times: 2 }])
    expect(await inCase(ibrahim, (tx) => closeTasks(tx, { subject: about, kind: 'gate_due', at }))).toBe(0)
    expect(await inCase(ibrahim, (tx) => closeTasks(tx, { subject: about, at }))).toBe(1)
    expect(await ofCase()).toEqual([])
    await inCase(ibrahim, (tx) => tell(tx, telling))
    expect(await ofCase()).toMatchObject([{ times: 1, doneAt: null }])
  })

  test('messages within thirty minutes become one until someone has seen it; visiting the case closes them for the visitor only', async () => {
    const about = subject()
    const colleague = await member('Mia Krog', mette.organisationId, 'programme_manager')
    const message = { ...toMette(), kind: 'accepted' as const, subject: about, href: '/cases/1' }
    const told = (minutes: number) => inCase(ibrahim, (tx) => tell(tx, { ...message, at: at.add({ minutes }) }))
    const ofCase = async (actor: StaffActor) => (await inCase(actor, (tx) => messages(tx, 50))).filter((one) => one.subject.id === about.id)
    await told(0)
    await told(29)
    expect(await ofCase(mette)).toMatchObject([{ times: 2, seen: false }])
    await inCase(mette, (tx) => seeSubjects(tx, { actor: mette, subjects: [about], at: at.add({ minutes: 30 }) }))
    expect(await ofCase(mette)).toMatchObject([{ seen: true }])
    expect(await ofCase(colleague)).toMatchObject([{ seen: false }])
    await told(31)
    expect(await ofCase(mette)).toHaveLength(2)
  })

  test('an address outside the site is refused by the table', async () => {
    const telling = { ...toMette(), kind: 'accepted' as const, subject: subject(), href: '//evil.example', at }
    await expect(inCase(ibrahim, (tx) => tell(tx, telling))).rejects.toThrow('notice_href')
  })

  test('a notice about a person is gone with the organisation’s part in the person', async () => {
    const personId = await citizen()
    const about = subject()
    const telling = { ...toMette(), kind: 'decision_proposed' as const, subject: about, href: '/cases/1', personId, at }
    await inCase(ibrahim, (tx) => tell(tx, telling))
    expect((await inCase(mette, openTasks)).filter((one) => one.subject.id === about.id)).toEqual([])
  })
})

describe('director notice', () => {
  const telling = () => ({
    agreementId: newId(),
    purchaserId: ishoej,
    caseNumber: 'I-2015-001',
    event: 'enrolled' as const,
    on: today,
    placeNumber: 1,
    at,
  })

  test('the purchaser sees it, the provider that wrote it does not, and the same twice is one', async () => {
    const told = telling()
    await inCase(mette, (tx) => directorNotice(tx, told))
    await inCase(mette, (tx) => directorNotice(tx, told))
    const seen = await inCase(birgitte, (tx) => directorNotices(tx, 50))
    expect(seen.filter((one) => one.agreementId === told.agreementId)).toMatchObject([{ caseNumber: 'I-2015-001', openedAt: null }])
    expect(await inCase(mette, (tx) => directorNotices(tx, 50))).toEqual([])
    const tasks = (await inCase(birgitte, openTasks)).filter((one) => one.subject.id === seen[0]?.id)
    expect(tasks).toMatchObject([{ kind: 'director_notice', personId: null }])
  })

  test('has no column for a person or a text, and refuses a case number that is none', async () => {
    const columns = await base.ownerDb.read(contextOf(null, today), (tx) =>
      tx.rows(
        z.object({ column_name: z.string() }),
        sql`select column_name::text from information_schema.columns where table_schema = 'notices' and table_name = 'director_notice'`,
      ),
    )
    expect(columns.map((one) => one.column_name).toSorted()).toEqual([
      'agreement_id',
      'at',
      'case_number',
      'deputy_told_at',
      'event',
      'id',
      'on_day',
      'opened_at',
      'opened_by',
      'place_number',
      'purchaser_id',
      'told_on',
    ])
    await expect(inCase(mette, (tx) => directorNotice(tx, { ...telling(), caseNumber: 'Amina Sørensen' }))).rejects.toThrow(
      'director_notice_case_number',
    )
  })
})

/** Every stream of the PDF unpacked, with the bytes outside of streams. */
function unpacked(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf)
  const parts = [raw.toString('latin1')]
  for (const match of raw.toString('latin1').matchAll(/stream\r?\n/g)) {
    try {
      parts.push(inflateSync(raw.subarray(match.index + match[0].length)).toString('latin1'))
    } catch {
      // not a packed stream
    }
  }
  return parts.join('\n')
}

describe('letter', () => {
  const refused = {
    template: 'refused' as const,
    fields: {
      reasons: ['Din idé kan ikke bære sig.'],
      legalRule: 'Lov om en aktiv beskæftigelsesindsats',
      considerations: ['Dit budget', 'Din tid'],
      complaint: { sendTo: 'Næstved Kommune', appealBody: 'Ankestyrelsen' },
    },
  }
  const send = (personId: PersonId, protectedOne = false) =>
    inCase(ibrahim, (tx) =>
      letter(tx, { actor: ibrahim, personId, caseNumber: protectedOne ? 'V-2015-002' : 'V-2015-001', at, ...refused }),
    )

  test('is kept as sent, with its hash, in the person’s language, tagged, and without the CPR number', async () => {
    const personId = await citizen()
    const { letterId } = await send(personId)
    const stored = await inCase(ibrahim, (tx) => letterPdf(tx, letterId))
    if (stored === null) throw new Error('not stored')
    expect(stored.sha256).toBe(createHash('sha256').update(stored.pdf).digest('hex'))
    const text = unpacked(stored.pdf)
    expect(text).toContain('/Marked true')
    expect(text).toContain('da-DK')
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>')
    for (const tag of ['/S /H1', '/S /H2', '/S /LBody', '/S /P']) expect(text).toContain(tag)
    expect(text).not.toMatch(/010180/)
    expect(await inCase(ibrahim, (tx) => lettersTo(tx, personId))).toMatchObject([{ id: letterId, channel: 'print' }])
  })

  test('that another organisation sends says whose the signer is', async () => {
    const personId = await citizen()
    const from = { actor: ibrahim, personId, caseNumber: 'V-2015-003', organisationId: mette.organisationId, at, ...refused }
    const { letterId } = await inCase(ibrahim, (tx) => letter(tx, from))
    const stored = await inCase(ibrahim, (tx) => letterPdf(tx, letterId))
    const read = readPaper(new Uint8Array(stored?.pdf ?? [])).order.map(({ text }) => text)
    expect(read.join('')).toMatch(/^naestved Kommune.*Venlig hilsenIbrahim Yıldız, vallensbaek Kommune/)
  })

  test('cannot be kept with another hash, nor changed', async () => {
    const { letterId } = await send(await citizen())
    await expect(
      base.ownerDb.transaction(contextOf(null, today), (tx) => tx.run(sql`update notices.letter set pdf = 'x' where id = ${letterId}`)),
    ).rejects.toThrow('letter_hash')
    await expect(inCase(ibrahim, (tx) => tx.run(sql`update notices.letter set title = 'x' where id = ${letterId}`))).rejects.toThrow(
      'denied',
    )
  })

  test('is for organisations with a part in the person, and goes by link to a citizen who can sign in', async () => {
    const personId = await citizen()
    const { letterId } = await send(personId)
    expect(await inCase(mette, (tx) => letterPdf(tx, letterId))).toBeNull()
    const invited = await inCase(ibrahim, (tx) =>
      inviteCitizen(tx, { actor: ibrahim, personId, name: 'Amina Sørensen', email: `${newId()}@eksempel.dk`, at }),
    )
    if (!invited.ok) throw new Error('not invited')
    const accountId: AccountId = invited.value.accountId
    const amina: CitizenActor = { kind: 'citizen', accountId, humanId: newId<'human'>() as HumanId, name: 'Amina', personId }
    const second = await send(personId)
    expect((await inCase(amina, (tx) => letterPdf(tx, second.letterId)))?.id).toBe(second.letterId)
    expect(await inCase(amina, (tx) => lettersTo(tx, personId))).toHaveLength(2)
    expect((await inCase(amina, (tx) => messages(tx, 50))).map((one) => one.kind)).toEqual(['letter', 'letter'])
  })
})
