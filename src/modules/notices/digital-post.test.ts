import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { OrganisationId, PersonId, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { ok, refuse } from '#kernel/result.ts'
import { addOrganisation, addStaff } from '#modules/access/index.ts'
import { registerPerson, updateContact } from '#modules/people/index.ts'
import { movableClock } from '#platform/clock.ts'
import { sql } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { markPrinted } from './actions/mark-printed.ts'
import {
  type DigitalPost,
  type DigitalPostMessage,
  type DigitalPostReceipt,
  type ReceiptFile,
  afterReceipt,
  digitalPostStates,
} from './domain/digital-post.ts'
import { type LetterId, letter, lettersTo, noticesModule, saveSenders } from './index.ts'
import { lettersOnTheirWay } from './store/digital-post.ts'
import { lettersToPrint } from './store/letters.ts'

const start = Temporal.Instant.from('2015-10-01T08:00:00Z')
const clock = movableClock(start)
let base: TestDatabase
let vallensbaek: OrganisationId
let naestved: OrganisationId
let ibrahim: StaffActor
let mette: StaffActor
let serial = 0
let sent: DigitalPostMessage[] = []
let inbox: ReceiptFile[] = []
let settled: string[] = []
let broken: string | null = null

const post: DigitalPost = {
  send: async (message) => {
    if (broken !== null) throw Object.assign(new Error(`cannot write ${message.cpr}`), { code: broken })
    sent.push(message)
  },
  receipts: async () => inbox,
  settle: async (name, how) => {
    settled.push(`${name} ${how}`)
    inbox = inbox.filter((one) => one.name !== name)
  },
}
const system = () => contextOf(null, clock.today())
const as = <Answer>(actor: StaffActor, work: Parameters<typeof base.db.transaction<Answer>>[1]) =>
  base.db.transaction(contextOf(actor, clock.today()), work)
const due = (digitalPost: DigitalPost | null = post) =>
  noticesModule(
    { db: base.db, clock },
    { mail: null, digitalPost, publicUrl: () => 'https://grobund.example', agreementNames: () => Promise.resolve(new Map()) },
  ).due?.(clock.today())

beforeAll(async () => {
  base = await testDatabase()
  const add = (key: string) =>
    base.db.transaction(system(), (tx) =>
      addOrganisation(tx, { key, name: `${key} Kommune`, shortName: key, letter: 'X', municipalityCode: '0187' }),
    )
  const member = async (name: string, organisationId: OrganisationId, role: 'caseworker' | 'programme_manager'): Promise<StaffActor> => {
    const { accountId } = await base.db.transaction(system(), (tx) =>
      addStaff(tx, { name, email: `${newId()}@eksempel.dk`, organisationId, roles: [role], at: start }),
    )
    return { kind: 'staff', accountId, humanId: newId<'human'>(), name, organisationId, roles: [role] }
  }
  vallensbaek = await add('vallensbaek')
  naestved = await add('naestved')
  ibrahim = await member('Ibrahim Yıldız', vallensbaek, 'caseworker')
  mette = await member('Mette Holm', naestved, 'programme_manager')
})
afterAll(() => base.close())
beforeEach(async () => {
  await base.ownerDb.transaction(system(), (tx) => tx.run(sql`delete from notices.letter`))
  await base.db.transaction(system(), (tx) => saveSenders(tx, new Map([['vallensbaek', '12345678']])))
  clock.moveTo(start)
  sent = []
  inbox = []
  settled = []
  broken = null
})

async function citizen({ exempt = false, protectedAddress = false } = {}): Promise<PersonId> {
  const name = 'Amina Sørensen'
  const address = 'Åboulevarden 12\n2665 Vallensbæk Strand'
  const cpr = inventedCpr(day('1980-01-01'), (serial += 1))
  const answer = await as(ibrahim, (tx) => registerPerson(tx, { actor: ibrahim, cpr, name, address, protectedAddress, at: clock.now() }))
  if (!answer.ok) throw new Error(answer.refusal.kind)
  if (exempt) {
    const contact = {
      name,
      address,
      phone: null,
      email: null,
      lang: 'da' as const,
      interpreter: null,
      digitalPostExempt: true,
      protectedAddress,
    }
    const changed = await as(ibrahim, (tx) => updateContact(tx, { actor: ibrahim, personId: answer.value, contact, at: clock.now() }))
    if (!changed.ok) throw new Error(changed.refusal.kind)
  }
  return answer.value
}

async function write(personId: PersonId, actor = ibrahim): Promise<LetterId> {
  const fields = { programme: 'Mikrolån', reasons: ['Din idé kan bære sig.'] }
  const command = { actor, personId, caseNumber: 'V-2015-001', template: 'accepted' as const, fields, at: clock.now() }
  return (await as(actor, (tx) => letter(tx, command))).letterId
}

const toPrint = async () => (await as(ibrahim, lettersToPrint)).map(({ id }) => id)
const onTheirWay = async () => (await as(ibrahim, (tx) => lettersOnTheirWay(tx, 10))).map(({ letterId, state }) => [letterId, state])
const stateOf = async (letterId: LetterId) =>
  (
    await base.ownerDb.read(system(), (tx) =>
      tx.one(z.object({ state: z.string() }), sql`select state from notices.digital_post where letter_id = ${letterId}`),
    )
  ).state
const receipt = (message: DigitalPostMessage | undefined, outcome: DigitalPostReceipt['outcome'], name: string = newId()): ReceiptFile => ({
  name,
  receipt: ok({ messageUuid: message?.messageUuid ?? '', outcome, at: clock.now(), problem: outcome === 'failed' ? 'gone' : null }),
})

describe('which way a letter goes', () => {
  test('to Digital Post from a sender there, once, though two jobs run and run again', async () => {
    const letterId = await write(await citizen())
    expect(await toPrint()).toEqual([])
    await Promise.all([due(), due()])
    await due()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      letterId,
      sender: { cvr: '12345678', name: 'vallensbaek Kommune' },
      caseNumber: 'V-2015-001',
      answer: null,
    })
    expect(sent[0]?.messageUuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await onTheirWay()).toEqual([[letterId, 'sent']])
  })

  test('on paper to one who is exempt, also when they became so while the letter waited', async () => {
    const exempt = await write(await citizen({ exempt: true }))
    expect(await toPrint()).toEqual([exempt])
    const personId = await citizen()
    const waiting = await write(personId)
    await base.ownerDb.transaction(system(), (tx) =>
      tx.run(sql`update people.contact set digital_post_exempt = true where person_id = ${personId}`),
    )
    await due()
    expect(sent).toEqual([])
    expect((await toPrint()).toSorted()).toEqual([exempt, waiting].toSorted())
  })

  test('on paper from an organisation that is no sender, and from all when the setting is gone', async () => {
    await base.db.transaction(system(), (tx) => saveSenders(tx, new Map([['naestved', '87654321']])))
    const paper = await write(await citizen())
    expect(await toPrint()).toEqual([paper])
    await base.db.transaction(system(), (tx) => saveSenders(tx, new Map([['vallensbaek', '12345678']])))
    const waiting = await write(await citizen())
    await due(null)
    expect((await toPrint()).toSorted()).toEqual([paper, waiting].toSorted())
  })

  test('to a protected person too: the message has the number, and the caseworker’s pages do not', async () => {
    const personId = await citizen({ protectedAddress: true })
    await write(personId)
    await due()
    expect(sent[0]?.cpr).toMatch(/^\d{10}$/)
    const asked = z.object({ cpr: z.string().nullable() })
    const ask = sql`select people.digital_post_number(${personId}) as cpr`
    expect(await as(mette, (tx) => tx.one(asked, ask))).toEqual({ cpr: null })
  })

  test('arrives though the sender’s part in the case has ended meanwhile', async () => {
    const personId = await citizen()
    await write(personId)
    await base.ownerDb.transaction(system(), (tx) =>
      tx.run(sql`update people.part set from_on = '2015-09-01', until_on = '2015-09-30' where person_id = ${personId}`),
    )
    await due()
    expect(sent).toHaveLength(1)
  })
})

describe('when the disk is dead', () => {
  test('the letter waits and goes once when it is back', async () => {
    const letterId = await write(await citizen())
    broken = 'EIO'
    await due()
    expect(await stateOf(letterId)).toBe('queued')
    broken = null
    await due()
    expect(sent).toEqual([])
    clock.moveTo(start.add({ hours: 1 }))
    await due()
    expect(sent).toHaveLength(1)
  })

  test('it goes on paper after a day, and the row keeps the error’s code, not its text', async () => {
    const letterId = await write(await citizen())
    broken = 'ENOSPC'
    for (let hours = 0; hours < 48; hours += 1) {
      clock.moveTo(start.add({ hours }))
      await due()
    }
    expect(await stateOf(letterId)).toBe('failed')
    const kept = z.object({ problem: z.string() })
    expect(await as(ibrahim, (tx) => tx.one(kept, sql`select problem from notices.digital_post`))).toEqual({ problem: 'ENOSPC' })
    expect(await toPrint()).toEqual([letterId])
    expect((await as(ibrahim, (tx) => markPrinted(tx, { actor: ibrahim, id: letterId, at: clock.now() }))).ok).toBe(true)
    expect(await toPrint()).toEqual([])
  })

  test('a sender that died in the middle leaves the same message to the next', async () => {
    const letterId = await write(await citizen())
    await base.ownerDb.transaction(system(), (tx) =>
      tx.run(sql`update notices.digital_post set state = 'sending', claimed_at = ${clock.now()}, attempts = 1`),
    )
    await due()
    expect(sent).toEqual([])
    clock.moveTo(start.add({ minutes: 11 }))
    await due()
    expect(sent.map((one) => one.letterId)).toEqual([letterId])
  })
})

describe('receipts', () => {
  test('are read, taken away, and told', async () => {
    const personId = await citizen()
    const letterId = await write(personId)
    await due()
    inbox = [receipt(sent[0], 'received', 'a.xml'), receipt(sent[0], 'delivered', 'b.xml')]
    await due()
    expect(settled).toEqual(['a.xml read', 'b.xml read'])
    expect(await as(ibrahim, (tx) => lettersTo(tx, personId))).toMatchObject([{ id: letterId, digitalPost: { state: 'delivered' } }])
    expect(await onTheirWay()).toEqual([])
  })

  test('of a failure bring the letter to the print queue', async () => {
    const letterId = await write(await citizen())
    await due()
    inbox = [receipt(sent[0], 'failed')]
    await due()
    expect(await toPrint()).toEqual([letterId])
  })

  test('that never come bring it there after five days', async () => {
    const letterId = await write(await citizen())
    await due()
    clock.moveTo(start.add({ hours: 24 * 5 }))
    await due()
    expect(await toPrint()).toEqual([])
    clock.moveTo(start.add({ hours: 24 * 5 + 1 }))
    await due()
    expect(await toPrint()).toEqual([letterId])
  })

  test('that name no message of ours are set aside, and those still written are left', async () => {
    inbox = [
      { name: 'x.xml', receipt: ok({ messageUuid: newId(), outcome: 'received', at: start, problem: null }) },
      { name: 'y.xml', receipt: refuse({ kind: 'still_written' }) },
      { name: 'z.xml', receipt: refuse({ kind: 'not_understood' }) },
    ]
    await due()
    expect(settled).toEqual(['x.xml not_understood', 'z.xml not_understood'])
  })

  test('in any order, and twice, never take a delivery back', () => {
    const outcomes = fc.constantFrom('received' as const, 'delivered' as const, 'failed' as const)
    fc.assert(
      fc.property(fc.constantFrom(...digitalPostStates), fc.array(outcomes, { maxLength: 8 }), (from, came) => {
        const end = came.reduce((state, outcome) => afterReceipt(state, outcome) ?? state, from)
        expect(end === 'delivered').toBe(from === 'delivered' || came.includes('delivered'))
      }),
    )
  })
})
