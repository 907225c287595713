import { expect, test } from 'vitest'
import type { Role, StaffActor } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { type LetterTemplate, templateVersions } from './letter.ts'
import { opensLetter } from './letter-readers.ts'

const ids = { accountId: newId<'account'>(), humanId: newId<'human'>() }
const staff = (...roles: Role[]): StaffActor => ({ kind: 'staff', ...ids, name: 'x', organisationId: newId<'organisation'>(), roles })
const templates = Object.keys(templateVersions) as LetterTemplate[]
const opened = (...roles: Role[]) => templates.filter((template) => opensLetter(staff(...roles), template))

test('who leads the case opens every letter, and so does the citizen', () => {
  for (const role of ['caseworker', 'job_centre_lead', 'programme_manager'] as const) expect(opened(role), role).toEqual(templates)
  const citizen = { kind: 'citizen', ...ids, name: 'x', personId: newId<'person'>() } as const
  expect(templates.filter((template) => opensLetter(citizen, template))).toEqual(templates)
})

test('the reasons of a discharge, which can be illness, are not for the adviser', () => {
  expect(templates.filter((template) => !opened('financial_adviser').includes(template))).toEqual(['discharge_early'])
  expect(opened('financial_adviser', 'programme_manager')).toEqual(templates)
})

test('approver and finance clerk open letters about the loan, and none about intake or the run', () => {
  for (const role of ['approver', 'finance_clerk'] as const)
    expect(opened(role), role).toEqual(templates.filter((template) => template.startsWith('loan_') || template === 'decision_delayed'))
})

test('nobody else of the staff opens one', () => {
  expect(opened('coach', 'business_director', 'committee_member', 'committee_secretary', 'administrator')).toEqual([])
})
