import { expect, test } from 'vitest'
import { noticeKinds } from './kinds.ts'
import { agrees, matrix, readersOf } from './matrix.ts'

test('a telling that says otherwise than the table is seen; who is not named may be told either', () => {
  expect(agrees('place_offered', 'citizen', true)).toBe(true)
  expect(agrees('place_offered', 'citizen', false)).toBe(false)
  expect(agrees('place_offered', 'coach', false)).toBe(true)
  expect(agrees('hearing', 'caseworker', true) && agrees('hearing', 'caseworker', false)).toBe(true)
})

test('the Business Director is told of no person: of enrolments, discharges, questions, figures and agreements only', () => {
  const told = noticeKinds.filter((kind) => readersOf(kind).some(({ reader }) => reader === 'business_director'))
  expect(told).toEqual([
    'question_asked',
    'question_answered',
    'agreement_ending',
    'evaluation_hearing',
    'report_published',
    'agreement_extended',
    'places_changed',
    'place_statement',
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
