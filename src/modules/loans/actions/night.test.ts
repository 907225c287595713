import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { testDatabase } from '../../../../test/support/database.ts'
import type { LoanId } from '../domain/loan.ts'
import { type Progress, oneByOne, overLoans } from './night.ts'

const database = await testDatabase()
afterAll(() => database.close())
const today = day('2016-06-15')
const lenderId = newId<'organisation'>()

/** As many loans as asked for, found a batch at a time as the night finds them: in order, after the last one. */
function loansOf(count: number) {
  const ids = Array.from({ length: count }, () => newId<'loan'>()).toSorted()
  const next = (_tx: unknown, after: LoanId | null, most: number) => {
    const from = after === null ? 0 : ids.indexOf(after) + 1
    return Promise.resolve(ids.slice(from, from + most).map((id) => ({ id, lenderId })))
  }
  return { ids, next }
}

test('every loan is worked on once, over more than one batch, and progress is told after each five hundred', async () => {
  const { ids, next } = loansOf(10_201)
  const worked: LoanId[] = []
  const told: Progress[] = []
  const one = (_tx: unknown, _actor: unknown, id: LoanId) => Promise.resolve(worked.push(id) % 2 === 0)
  expect(await overLoans(database.db, today, { job: 'night', next, some: oneByOne(one), say: (progress) => told.push(progress) })).toBe(
    5_100,
  )
  expect(worked.toSorted()).toEqual(ids)
  expect(told.map(({ looked }) => looked)).toEqual([...Array.from({ length: 20 }, (_, n) => (n + 1) * 500), 10_201])
})

test('a loan that cannot be worked on holds up no other, and is named in the end', async () => {
  const { ids, next } = loansOf(7)
  const worked: LoanId[] = []
  const one = (_tx: unknown, _actor: unknown, id: LoanId) => {
    if (id === ids[2]) return Promise.reject(new Error('broken'))
    worked.push(id)
    return Promise.resolve(true)
  }
  await expect(overLoans(database.db, today, { job: 'night', next, some: oneByOne(one) })).rejects.toThrow(
    'night could not work on 1 of 7 loans',
  )
  // Those of the same transaction are worked on again, singly, for nothing of it was kept.
  expect([...new Set(worked)].toSorted()).toEqual(ids.filter((id) => id !== ids[2]))
})
