import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { movableClock } from '#platform/clock.ts'
import { filedDigitalPost } from '#integrations/digital-post/index.ts'
import { postOffice } from './post-office.ts'

const clock = movableClock(Temporal.Instant.from('2016-10-12T08:00:00Z'))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grobund-post-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a letter handed over is received at once and delivered at the next call, told in receipts that the program reads', async () => {
  const post = filedDigitalPost(folder)
  const carry = postOffice(folder, clock)
  const messageUuid = '6b1a3f2e-4c5d-4e6f-8a9b-0c1d2e3f4a5b'
  await post.send({
    letterId: newId<'letter'>(),
    messageUuid,
    sender: { cvr: '00000001', name: 'Næstved Kommune' },
    cpr: '7204880014',
    caseNumber: 'I-2016-001',
    title: 'Afgørelse',
    lang: 'da',
    pdf: new Uint8Array([37, 80, 68, 70]),
    sha256: '0'.repeat(64),
    writtenAt: clock.now(),
    answer: null,
  })
  const told: string[] = []
  for (let round = 0; round < 3; round += 1) {
    await carry()
    for (const { name, receipt } of await post.receipts()) {
      expect(receipt, name).toMatchObject({ ok: true, value: { messageUuid } })
      if (receipt.ok) told.push(receipt.value.outcome)
      await post.settle(name, 'read')
    }
  }
  expect(told).toEqual(['received', 'delivered'])
  expect((await readdir(join(folder, 'out'))).length).toBe(0)
})
