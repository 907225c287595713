import { expect, test } from 'vitest'
import { type Actor, type StaffActor, roles } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { authorize } from '#modules/access/index.ts'
import { rowsFor, whoMay } from './domain/referral-machine.ts'
import { events, states } from './domain/states.ts'

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
  ['system', { kind: 'system', job: 'referrals.due', organisationId: parties.provider }],
]

test('state × event × role × organisation: who may do what is exactly what was agreed', async () => {
  const lines: string[] = []
  let asked = 0
  for (const state of states)
    for (const event of events) {
      const name = `referrals.${event}`
      const rows = rowsFor(state, event)
      const mayOf = (permits: (typeof rows)[number]['who']) =>
        everybody.filter(([, actor]) => {
          asked += 1
          return authorize(actor, { name, permits }, { parties, personId }).ok
        })
      const mayEver = mayOf(whoMay(event))
      for (const { to, who, guards } of rows) {
        const may = mayOf(who)
        expect(
          may.filter((one) => !mayEver.includes(one)),
          `${event} is let through before its row is asked`,
        ).toEqual([])
        lines.push(
          `${state} · ${event} → ${to}: ${may.map(([one]) => one).join(', ')}${guards.length > 0 ? ` [${guards.join(', ')}]` : ''}`,
        )
      }
    }
  expect(asked).toBeGreaterThanOrEqual(states.length * events.length * everybody.length)
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('who-may.golden.txt')
})
