import { SMTPServer } from 'smtp-server'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Mail, smtpMail } from '#platform/mail.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { chooseMail } from './actions/choose-mail.ts'
import { giveReceipt } from './actions/give-receipt.ts'
import { retryMails } from './actions/retry-mails.ts'
import { closeTasks, directorNotice, noticesModule, tasksOf } from './index.ts'
import { tell } from './store/notices.ts'
import { directorNotices } from './store/director-notices.ts'

const start = Temporal.Instant.from('2015-10-01T08:00:00Z')
const clock = movableClock(start)
const publicUrl = () => 'https://grobund.example'
let base: TestDatabase
let naestved: OrganisationId
let ishoej: OrganisationId
let mette: StaffActor
let birgitte: StaffActor
let torben: StaffActor
let received: string[] = []
let server: SMTPServer
let mail: Mail

async function member(name: string, organisationId: OrganisationId, role: Role): Promise<StaffActor> {
  const email = `${name.toLowerCase()}@eksempel.dk`
  const { accountId } = await base.db.transaction(contextOf(null, clock.today()), (tx) =>
    addStaff(tx, { name, email, organisationId, roles: [role], at: start }),
  )
  return { kind: 'staff', accountId, humanId: newId<'human'>(), name, organisationId, roles: [role] }
}

beforeAll(async () => {
  base = await testDatabase()
  const add = (key: string) =>
    base.db.transaction(contextOf(null, clock.today()), (tx) =>
      addOrganisation(tx, { key, name: `${key} Kommune`, shortName: key, letter: 'X', municipalityCode: '0183' }),
    )
  naestved = await add('naestved')
  ishoej = await add('ishoej')
  mette = await member('Mette', naestved, 'programme_manager')
  birgitte = await member('Birgitte', ishoej, 'business_director')
  torben = await member('Torben', ishoej, 'committee_secretary')
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      text(stream).then((said) => {
        received.push(`TO ${session.envelope.rcptTo.map((one) => one.address).join()}\n${said}`)
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  mail = smtpMail(`smtp://127.0.0.1:${address.port}`, publicUrl())
})
afterAll(async () => {
  mail.close()
  await new Promise<void>((resolve) => server.close(resolve))
  await base.close()
})

const as = <Answer>(actor: StaffActor, work: Parameters<typeof base.db.transaction<Answer>>[1]) =>
  base.db.transaction(contextOf(actor, clock.today()), work)
const due = (port: Mail | null) =>
  noticesModule(
    { db: base.db, clock },
    { mail: port, digitalPost: null, publicUrl, agreementNames: () => Promise.resolve(new Map()) },
  ).due?.(clock.today())
const states = () =>
  base.ownerDb.read(contextOf(null, clock.today()), async (tx) =>
    (await tx.rows(z.object({ state: z.string() }), sql`select state from notices.mail order by queued_at, id`)).map((one) => one.state),
  )

const subject = { noun: 'referral', id: newId() }

test('without a mail server the mail waits, and goes once when there is one, though two senders run', async () => {
  await as(mette, (tx) =>
    tell(tx, {
      to: { organisationId: ishoej, role: 'committee_secretary' },
      kind: 'evaluation_due',
      subject,
      href: '/cases/1',
      caseNumber: 'I-2015-001',
      at: clock.now(),
    }),
  )
  expect(await due(null)).toBe(0)
  expect(await states()).toEqual(['queued'])
  await Promise.all([due(mail), due(mail)])
  expect(await states()).toEqual(['sent'])
  expect(received).toHaveLength(1)
  expect(received[0]).toContain('TO torben@eksempel.dk')
  expect(received[0]).toContain('I-2015-001')
  expect(received[0]).toMatch(/https:\/\/grobund\.example\/notices\/[0-9a-f-]{36}/)
  expect(received[0]).not.toMatch(/evaluering/i)
  expect(await due(mail)).toBe(0)
})

test('a message waits half an hour, and several changes of one case are one mail', async () => {
  received = []
  const message = {
    kind: 'accepted',
    subject: { noun: 'referral', id: newId() },
    href: '/cases/2',
    caseNumber: 'I-2015-002',
  } as const
  const to = { organisationId: naestved, role: 'programme_manager' } as const
  await as(birgitte, (tx) => tell(tx, { ...message, to, at: clock.now() }))
  await as(birgitte, (tx) => tell(tx, { ...message, kind: 'pause_ended', to, at: clock.now().add({ minutes: 10 }) }))
  expect(await due(mail)).toBe(0)
  clock.moveTo(clock.now().add({ minutes: 31 }))
  expect(await due(mail)).toBe(1)
  expect(received).toHaveLength(1)
})

test('when the mail server is down the mail is tried again later', async () => {
  received = []
  const down = smtpMail('smtp://127.0.0.1:9', publicUrl())
  const telling = {
    kind: 'hand_over_offered',
    subject: { noun: 'enrolment', id: newId() },
    href: '/cases/3',
    caseNumber: 'I-2015-003',
  } as const
  await as(birgitte, (tx) => tell(tx, { ...telling, to: { accountId: mette.accountId }, at: clock.now() }))
  expect(await due(down)).toBe(0)
  expect(await due(mail)).toBe(0)
  clock.moveTo(clock.now().add({ minutes: 3 }))
  expect(await due(mail)).toBe(1)
  expect(received[0]).toContain('TO mette@eksempel.dk')
  await as(mette, (tx) => closeTasks(tx, { subject: telling.subject, at: clock.now() }))
})

test('who wants no mail gets none, but for decisions; everything is on the page all the same', async () => {
  received = []
  const choose = (choice: { tasks: boolean; messages: boolean }) =>
    as(mette, (tx) => chooseMail(tx, { actor: mette, choice, at: clock.now() }))
  expect((await choose({ tasks: false, messages: false })).ok).toBe(true)
  const to = { organisationId: naestved, role: 'programme_manager' } as const
  const telling = { to, href: '/cases/8', caseNumber: 'I-2015-008' } as const
  const [task, decision] = [
    { noun: 'enrolment', id: newId() },
    { noun: 'referral', id: newId() },
  ]
  await as(birgitte, (tx) => tell(tx, { ...telling, kind: 'place_accepted', subject: task, at: clock.now() }))
  await as(birgitte, (tx) => tell(tx, { ...telling, kind: 'pause_ended', subject: task, at: clock.now() }))
  clock.moveTo(clock.now().add({ minutes: 31 }))
  expect(await due(mail)).toBe(0)
  expect((await as(mette, (tx) => tasksOf(tx, mette))).filter((one) => one.subject.id === task.id)).toHaveLength(1)
  await as(birgitte, (tx) => tell(tx, { ...telling, kind: 'accepted', subject: decision, at: clock.now() }))
  clock.moveTo(clock.now().add({ minutes: 31 }))
  expect(await due(mail)).toBe(1)
  await choose({ tasks: true, messages: true })
  await as(mette, (tx) => closeTasks(tx, { subject: task, at: clock.now() }))
})

test('a mail that was given up is kept, and goes when it is sent again', async () => {
  received = []
  const telling = {
    kind: 'hand_over_offered',
    subject: { noun: 'enrolment', id: newId() },
    href: '/cases/9',
    caseNumber: 'I-2015-009',
  } as const
  await as(birgitte, (tx) => tell(tx, { ...telling, to: { accountId: mette.accountId }, at: clock.now() }))
  const giveUp = sql`update notices.mail set state = 'failed', attempts = 40 where state = 'queued'`
  await base.ownerDb.transaction(contextOf(null, clock.today()), (tx) => tx.run(giveUp))
  clock.moveTo(clock.now().add({ hours: 24 }))
  expect(await due(mail)).toBe(0)
  expect(await as(mette, (tx) => retryMails(tx, { actor: mette, at: clock.now() })), 'only of the own organisation').toEqual({
    ok: true,
    value: 0,
  })
  expect(await as(birgitte, (tx) => retryMails(tx, { actor: { ...birgitte, roles: ['caseworker'] }, at: clock.now() }))).toEqual({
    ok: true,
    value: 1,
  })
  expect(await due(mail)).toBe(1)
  await as(mette, (tx) => closeTasks(tx, { subject: telling.subject, at: clock.now() }))
})

test('a sender that died leaves its mail to the next', async () => {
  received = []
  const telling = {
    kind: 'hand_over_offered',
    subject: { noun: 'enrolment', id: newId() },
    href: '/cases/4',
    caseNumber: 'I-2015-004',
  } as const
  await as(birgitte, (tx) => tell(tx, { ...telling, to: { accountId: mette.accountId }, at: clock.now() }))
  await base.ownerDb.transaction(contextOf(null, clock.today()), (tx) =>
    tx.run(sql`update notices.mail set state = 'sending', attempts = 1, claimed_at = ${clock.now()} where state = 'queued'`),
  )
  expect(await due(mail)).toBe(0)
  clock.moveTo(clock.now().add({ minutes: 11 }))
  expect(await due(mail)).toBe(1)
  await as(mette, (tx) => closeTasks(tx, { subject: telling.subject, at: clock.now() }))
})

test('an unopened director notice reaches the deputy after three days, once; only then may the deputy sign; signing closes both tasks', async () => {
  const told = {
    agreementId: newId(),
    purchaserId: ishoej,
    caseNumber: 'I-2015-005',
    event: 'enrolled',
    on: clock.today(),
    placeNumber: 1,
  } as const
  await as(mette, (tx) => directorNotice(tx, { ...told, at: clock.now() }))
  const notice = async () => (await as(birgitte, (tx) => directorNotices(tx, 10)))[0]
  const id = (await notice())?.id
  if (id === undefined) throw new Error('not told')
  const ofNotice = async (actor: StaffActor) => (await as(actor, (tx) => tasksOf(tx, actor))).filter((one) => one.subject.id === id)
  const sign = (actor: StaffActor) => as(actor, (tx) => giveReceipt(tx, { actor, id, at: clock.now() }))
  clock.moveTo(clock.now().add({ hours: 48 }))
  await due(mail)
  expect(await ofNotice(torben)).toEqual([])
  expect(await sign(torben)).toMatchObject({ ok: false, refusal: { kind: 'deputy_too_early' } })
  expect(await sign(mette)).toMatchObject({ ok: false, refusal: { kind: 'not_permitted' } })
  clock.moveTo(clock.now().add({ hours: 24 }))
  await Promise.all([due(mail), due(mail)])
  await due(mail)
  expect(await ofNotice(torben)).toMatchObject([{ kind: 'director_notice_unopened', times: 1 }])
  expect(await sign(torben)).toMatchObject({ ok: true })
  expect([...(await ofNotice(torben)), ...(await ofNotice(birgitte))]).toEqual([])
  expect(await sign(birgitte)).toMatchObject({ ok: false, refusal: { kind: 'already_opened' } })
})

test('a task left open is reminded of once after seven days', async () => {
  received = []
  const reminded = async () => (await as(torben, (tx) => tasksOf(tx, torben))).find((one) => one.subject.id === subject.id)?.reminded
  clock.moveTo(start.add({ hours: 24 * 6 }))
  await due(mail)
  expect([await reminded(), received]).toEqual([false, []])
  clock.moveTo(start.add({ hours: 24 * 7 }))
  await due(mail)
  await due(mail)
  clock.moveTo(start.add({ hours: 24 * 30 }))
  await due(mail)
  expect(await reminded()).toBe(true)
  expect(received.filter((one) => one.includes('I-2015-001'))).toHaveLength(1)
  expect(day('2015-10-31').equals(clock.today())).toBe(true)
})

test('nobody who is signed in can set off the reminders', async () => {
  await expect(as(mette, (tx) => tx.run(sql`select notices.renotify(${clock.today()}, ${clock.now()})`))).rejects.toThrow('job')
})
