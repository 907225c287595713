import { expect, test } from 'vitest'
import { type Actor, type StaffActor, roles } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { authorize } from '#modules/access/index.ts'
import { actions } from './actions.ts'
import { type AgreementEventName, type AgreementState, afterEvent, agreementEventNames, suggestedStep } from './domain/agreement-machine.ts'

const parties = {
  purchaser: newId<'organisation'>(),
  provider: newId<'organisation'>(),
  actingJobCentre: newId<'organisation'>(),
  lender: newId<'organisation'>(),
}
const account = () => ({ accountId: newId<'account'>(), humanId: newId<'human'>(), name: 'Prøve' })
const staff = Object.entries({ ...parties, stranger: newId<'organisation'>() }).flatMap(([position, organisationId]) =>
  roles.map((role): [string, StaffActor] => [`${role}@${position}`, { kind: 'staff', ...account(), organisationId, roles: [role] }]),
)
const everybody: [string, Actor][] = [
  ...staff,
  ['citizen', { kind: 'citizen', ...account(), personId: newId() }],
  ['system', { kind: 'system', job: 'agreements.due', organisationId: parties.provider }],
]
/** The action that each event is taken by. */
const taken = {
  sign: actions.sign,
  start: actions.advance,
  use_option: actions.extend,
  begin_expiry: actions.advance,
  expire: actions.advance,
  terminate: actions.terminate,
} as const satisfies Record<AgreementEventName, unknown>

test('state × event × role × organisation: who may do what is exactly what was agreed', () => {
  const states = Object.keys(suggestedStep) as AgreementState[]
  const lines = states.flatMap((state) =>
    agreementEventNames.flatMap((event) => {
      const after = afterEvent(state, event)
      const may = everybody.filter(([, actor]) => after.ok && authorize(actor, taken[event], { parties }).ok).map(([name]) => name)
      return after.ok ? [`${state} · ${event} → ${after.value}: ${may.join(', ')}`] : []
    }),
  )
  const secretary = 'committee_secretary@purchaser'
  expect(lines).toEqual([
    `draft · sign → signed: ${secretary}, system`,
    `draft · terminate → terminated: ${secretary}`,
    'signed · start → active: system',
    `signed · terminate → terminated: ${secretary}`,
    `active · use_option → option_used: ${secretary}`,
    'active · begin_expiry → expiring: system',
    `active · terminate → terminated: ${secretary}`,
    `option_used · use_option → option_used: ${secretary}`,
    'option_used · begin_expiry → expiring: system',
    `option_used · terminate → terminated: ${secretary}`,
    `expiring · use_option → option_used: ${secretary}`,
    'expiring · expire → expired: system',
    `expiring · terminate → terminated: ${secretary}`,
    `expired · use_option → option_used: ${secretary}`,
  ])
})
