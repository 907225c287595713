import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeHold } from './holder.ts'
import { processStart } from './processes.ts'

let room: string
beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'grobund-holder-'))
})
afterAll(() => rmSync(room, { recursive: true, force: true }))

const silent = () => undefined
const note = (holder: object) =>
  JSON.stringify({
    pid: process.pid,
    start: processStart(process.pid),
    host: hostname(),
    since: '2016-01-01T00:00:00Z',
    token: 'other',
    ...holder,
  })
const held = (name: string, text: string) => {
  const file = join(room, name)
  writeFileSync(file, text)
  return file
}

test('a hold is let go of, and nothing else is left behind', async () => {
  const file = join(room, 'free')
  const letGo = await takeHold(file, 'data', silent)
  await expect(takeHold(file, 'data', silent)).rejects.toThrow(`in use by process ${process.pid} on ${hostname()}`)
  letGo()
  expect(readdirSync(room)).toEqual([])
})

for (const [name, text] of [
  ['a dead process', note({ pid: 999_999_999 })],
  ['a process that started later under the same number', note({ start: 'another/1' })],
  ['an unreadable note', '{'],
] as const) {
  test(`${name} holds nothing`, async () => {
    const letGo = await takeHold(held('stale', text), 'data', silent)
    letGo()
  })
}

test('of many that find the same stale hold, exactly one gets it', async () => {
  const file = held('race', note({ pid: 999_999_999 }))
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => takeHold(file, 'data', silent)))
  const winners = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  expect(winners).toHaveLength(1)
  winners[0]?.()
})

test('a holder on another machine counts while its heart beats, and not after', async () => {
  const file = held('elsewhere', note({ host: 'elsewhere' }))
  const heart = setTimeout(() => utimesSync(file, new Date(), new Date()), 300)
  await expect(takeHold(file, 'data', silent)).rejects.toThrow('on elsewhere')
  clearTimeout(heart)
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(file, longAgo, longAgo)
  const letGo = await takeHold(file, 'data', silent)
  expect(readFileSync(file, 'utf8')).toContain(hostname())
  letGo()
})
