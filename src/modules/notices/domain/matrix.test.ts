import { expect, test } from 'vitest'
import { noticeKinds } from './kinds.ts'
import { matrix, readersOf, toldOf } from './matrix.ts'

test('the table says what each reader gets, and names somebody for every kind', () => {
  expect(toldOf('place_offered', 'citizen')).toBe('task')
  expect(toldOf('reopened', 'caseworker')).toBe('message')
  expect(toldOf('place_offered', 'coach'), 'who is not named is told nothing').toBeNull()
  for (const kind of noticeKinds) expect(readersOf(kind).length, kind).toBeGreaterThan(0)
})

test('the Business Director is told of no person: of enrolments, discharges, questions, figures and agreements only', () => {
  const told = noticeKinds.filter((kind) => readersOf(kind).some((reader) => reader === 'business_director'))
  expect(told).toEqual([
    'question_asked',
    'question_answered',
    'agreement_ending',
    'agreement_ending_instead',
    'evaluation_due_instead',
    'evaluation_hearing',
    'report_published',
    'agreement_extended',
    'agreement_terminated',
    'places_changed',
    'losses_agreed',
    'place_statement',
    'settlement_locked',
    'weekly_digest',
    'director_notice',
  ])
})

test('decisions about a citizen are always mailed, and a citizen gets a task only for what a citizen can do', () => {
  for (const kind of [
    'accepted',
    'not_now',
    'refused',
    'hearing',
    'complaint_decided',
    'loan_approved',
    'loan_declined',
    'discharged',
  ] as const)
    expect(matrix[kind].mail, kind).toBe('always')
  const tasks = noticeKinds.filter((kind) => matrix[kind].to.citizen === 'task')
  expect(tasks).toEqual(['referral_shared', 'hearing', 'place_offered', 'plan_returned', 'loan_returned', 'loan_offered'])
})
