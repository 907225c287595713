import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { z } from 'zod'
import { noon } from '../../../../../test/support/enrolment-scene.ts'
import { pagesOf } from '../../../../../test/support/pages.ts'
import type { SigningOutcome, SigningRequest } from '../../domain/signing.ts'
import { loansModule } from '../../index.ts'
import { loanPorts } from '../../test-support/loan-ports.ts'
import { found, offered, run, scene, staff, withdraw } from '../../test-support/loan-scene.ts'

afterAll(() => scene.database.close())

let sent: SigningRequest[] = []
let outcome: SigningOutcome | 'down' = { kind: 'pending' }
const signing = {
  begin: (request: SigningRequest) => {
    sent = [...sent, request]
    return outcome === 'down'
      ? Promise.reject(new Error('down'))
      : Promise.resolve({ transactionId: `t-${newId()}`, signUrl: 'https://signing.example/now' })
  },
  outcome: () => (outcome === 'down' ? Promise.reject(new Error('down')) : Promise.resolve(outcome)),
}
const clock = { now: () => noon('2016-04-12'), today: () => day('2016-04-12') }
const noFile = () => Promise.reject(new Error('no file'))
const deps = { db: scene.database.db, clock }
const pages = pagesOf(loansModule(deps, noFile, { ...loanPorts, signing, publicUrl: () => 'https://grobund.example' }).routes, clock)
const without = pagesOf(loansModule(deps, noFile, loanPorts).routes, clock)
const form = () => ({ request_id: newId() })
const cprOfBorrower = async () => {
  const row = await scene.database.ownerDb.transaction(nobody(day('2016-04-12')), (tx) =>
    tx.one(z.object({ cpr: z.string() }), sql`select cpr from people.person where id = ${run.citizen.personId}`),
  )
  return row.cpr
}
const signed = (more: Partial<Extract<SigningOutcome, { kind: 'signed' }>>): SigningOutcome => ({
  kind: 'signed',
  sha256: sent.at(-1)?.sha256 ?? '',
  cpr: '',
  level: 'substantial',
  signedAt: noon('2016-04-12'),
  document: new TextEncoder().encode('%PDF-1.7 the signed note'),
  ...more,
})

test('the choice is shown only where a service is connected, and only to the borrower', async () => {
  const id = await offered()
  expect((await pages.get(run.citizen, `/loans/${id}`)).html).toContain('Skriv under med MitID')
  expect((await without.get(run.citizen, `/loans/${id}`)).html).not.toContain('MitID')
  expect((await without.post(run.citizen, `/loans/${id}/signings`, form())).status).toBe(404)
  expect((await pages.get(staff.hanne, `/loans/${id}`)).html).not.toContain('Skriv under med MitID')
  expect((await pages.post(staff.hanne, `/loans/${id}/signings`, form())).status).toBe(403)
  await withdraw(id)
})

test('a signature by another, on another document or too weak accepts nothing; the borrower’s accepts and is the frozen note', async () => {
  const id = await offered()
  outcome = { kind: 'pending' }
  const cpr = await cprOfBorrower()
  const begin = async () => {
    const begun = await pages.post(run.citizen, `/loans/${id}/signings`, form())
    expect(begun.status).toBe(303)
    assert(begun.location !== null, 'it leads to the signing')
    return begun.location
  }
  const refusals = [
    [signed({ cpr, sha256: 'a'.repeat(64) }), 'et andet dokument end gældsbrevet'],
    [{ cpr: '0101801234' }, 'af en anden end låntageren'],
    [{ cpr, level: 'low' }, 'ikke sikker nok'],
  ] as const
  for (const [how, words] of refusals) {
    outcome = { kind: 'pending' }
    const path = await begin()
    expect((await pages.get(run.citizen, path)).html).toContain('https://signing.example/now')
    expect((await pages.get(run.citizen, `${path}/return`)).html).toContain('ikke skrevet under endnu')
    outcome = 'kind' in how ? how : signed(how)
    const answer = await pages.get(run.citizen, `${path}/return`)
    expect([answer.status, answer.html.includes(words)], words).toEqual([422, true])
    expect((await found(id))?.state).toBe('offered')
  }
  outcome = { kind: 'pending' }
  const path = await begin()
  expect(sent.at(-1)?.returnUrl).toBe(`https://grobund.example${path}/return`)
  outcome = 'down'
  expect((await pages.post(run.citizen, `${path}/return`, form())).html).toContain('svarer ikke')
  outcome = signed({ cpr })
  const both = await Promise.all([pages.get(run.citizen, `${path}/return`), pages.post(run.citizen, `${path}/return`, form())])
  expect(
    both.map(({ status }) => status),
    'come back twice at once',
  ).toEqual([303, 303])
  expect((await found(id))?.state).toBe('accepted')
  expect((await pages.get(run.citizen, `/loans/${id}/agreement.pdf`)).html).toBe('%PDF-1.7 the signed note')
  await withdraw(id)
})

test('declined and expired leave the offer as it was, and a new signing can begin; a service that is down is said', async () => {
  const id = await offered()
  for (const kind of ['declined', 'expired'] as const) {
    outcome = { kind: 'pending' }
    const path = (await pages.post(run.citizen, `/loans/${id}/signings`, form())).location ?? ''
    outcome = { kind }
    expect((await pages.get(run.citizen, `${path}/return`)).html).toContain(
      kind === 'declined' ? 'Du skrev ikke under' : 'Tiden til at skrive under',
    )
    expect((await found(id))?.state).toBe('offered')
  }
  outcome = 'down'
  expect((await pages.post(run.citizen, `/loans/${id}/signings`, form())).html).toContain('svarer ikke')
  await withdraw(id)
})
