import { expect, test } from 'vitest'
import { type Actor, type StaffActor, roles } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { authorize } from '#modules/access/index.ts'
import { actions } from './actions.ts'
import { mayFollow, placeStates, placeStepNames, stepOf } from './domain/place-machine.ts'

const parties = {
  purchaser: newId<'organisation'>(),
  provider: newId<'organisation'>(),
  actingJobCentre: newId<'organisation'>(),
  lender: newId<'organisation'>(),
}
const positions = { ...parties, stranger: newId<'organisation'>() }
const personId = newId<'person'>()
const account = () => ({ accountId: newId<'account'>(), humanId: newId<'human'>(), name: 'Prøve' })

const staff = Object.entries(positions).flatMap(([position, organisationId]) =>
  roles.map((role): [string, StaffActor] => [`${role}@${position}`, { kind: 'staff', ...account(), organisationId, roles: [role] }]),
)
const everybody: [string, Actor][] = [
  ...staff,
  ['self', { kind: 'citizen', ...account(), personId }],
  ['another citizen', { kind: 'citizen', ...account(), personId: newId() }],
  ['system', { kind: 'system', job: 'enrolments.due', organisationId: parties.provider }],
]

test('state × pause × step × role × organisation: who may do what is exactly what was agreed', async () => {
  const lines: string[] = []
  let asked = 0
  for (const state of placeStates)
    for (const paused of [false, true])
      for (const step of placeStepNames) {
        const may = everybody.filter(([, actor]) => {
          asked += 1
          return mayFollow(step, state, paused) && authorize(actor, actions[step], { parties, personId }).ok
        })
        if (may.length === 0) continue
        const { to } = stepOf(step)
        lines.push(`${state}${paused ? ' (paused)' : ''} · ${step} → ${to}: ${may.map(([name]) => name).join(', ')}`)
      }
  expect(asked).toBe(placeStates.length * 2 * placeStepNames.length * everybody.length)
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('who-may.golden.txt')
})
