import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, type OrganisationId, type PersonId, type Role, roles } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { type ActionRef, type Parties, type Position, positions } from '#kernel/permit.ts'
import { authorize, mayEver } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { createLog } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'
import { createProgram } from '../../src/app.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const golden = new URL('access-matrix.golden.txt', import.meta.url)
const [jobCentre, provider, purchaser, lender, owner, stranger] = Array.from({ length: 6 }, () => newId<'organisation'>())

let database: TestDatabase
let modules: readonly Module[]
let request: ReturnType<typeof createProgram>['server']['request']

beforeAll(async () => {
  database = await testDatabase()
  const program = createProgram({
    db: database.db,
    clock: realClock,
    log: createLog('silent'),
    publicUrl: () => 'http://localhost',
    secure: false,
    secret: 'an invented secret of the tests, 32 long',
  })
  modules = program.modules
  request = program.server.request
})

afterAll(() => database.close())

function needed<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('an organisation was not made')
  return value
}

const personId: PersonId = newId()
const resource = () => ({
  parties: {
    actingJobCentre: needed(jobCentre),
    provider: needed(provider),
    purchaser: needed(purchaser),
    lender: needed(lender),
  } satisfies Parties,
  ownerId: needed(owner),
  personId,
})

// One organisation for each way to stand to the resource; `any` is one that has no part in it at all.
const standing = (): Record<Position, OrganisationId> => ({
  acting_job_centre: needed(jobCentre),
  provider: needed(provider),
  purchaser: needed(purchaser),
  lender: needed(lender),
  own: needed(owner),
  any: needed(stranger),
})

function staffOf(role: Role, organisationId: OrganisationId): Actor {
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'N. N.', organisationId, roles: [role] }
}

const citizen = (of: PersonId): Actor => ({ kind: 'citizen', accountId: newId(), humanId: newId(), name: 'N. N.', personId: of })

function everyAction(): ActionRef[] {
  const named = new Map<string, ActionRef>()
  for (const module of modules) for (const action of module.actions) named.set(action.name, action)
  return [...named.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Who may do an action: `role@position` for each of the roles in each of the positions that is allowed. */
function allowed(action: ActionRef): string[] {
  const may = (actor: Actor) => authorize(actor, action, resource()).ok
  const staff = roles.flatMap((role) => {
    const held = positions.filter((position) => may(staffOf(role, standing()[position])))
    return held.length === 0 ? [] : [`${role}@${held.length === positions.length ? 'anywhere' : held.join(',')}`]
  })
  const self = may(citizen(personId)) ? ['citizen@self'] : []
  const other = may(citizen(newId())) ? ['citizen@anyone'] : []
  const system = may({ kind: 'system', job: 'due', organisationId: needed(owner) }) ? ['system'] : []
  return [...staff, ...self, ...other, ...system]
}

describe('who may do what', () => {
  test('is the table the golden file holds: every action, role and position', async () => {
    const text = `${everyAction()
      .map(
        (action) =>
          `${action.name}\n${
            allowed(action)
              .map((line) => `  ${line}\n`)
              .join('') || '  nobody\n'
          }`,
      )
      .join('')}`
    if (process.env['GOLDEN'] === 'write') await writeFile(golden, text)
    expect(text).toBe(await readFile(golden, 'utf8'))
  })

  test('no citizen may do anything to another', () => {
    for (const action of everyAction()) expect(allowed(action), action.name).not.toContain('citizen@anyone')
  })

  test('no name stands for two actions', () => {
    for (const module of modules)
      for (const action of module.actions) expect(everyAction().filter((one) => one.name === action.name && one !== action)).toEqual([])
  })

  test('every action a route asks for is in its module’s table', () => {
    const known = new Set(everyAction())
    for (const module of modules)
      for (const route of module.routes)
        if (!('public' in route.access)) expect(known.has(route.access), `${route.path} asks for ${route.access.name}`).toBe(true)
  })

  test('every route that is not public can be reached by somebody', () => {
    for (const module of modules)
      for (const route of module.routes) {
        const { access } = route
        if ('public' in access) continue
        const somebody = roles.some((role) => mayEver(staffOf(role, needed(owner)), access)) || mayEver(citizen(personId), access)
        expect(somebody, `${route.method} ${route.path}`).toBe(true)
      }
  })
})

describe('one who is not signed in', () => {
  test('is sent to sign in from every page, and does nothing by any form', async () => {
    for (const module of modules)
      for (const route of module.routes) {
        if ('public' in route.access) continue
        const path = route.path.replaceAll(/:[a-z_]+(\{[^}]*\})?/gi, newId())
        const response = await request(`http://localhost${path}`, {
          method: route.method.toUpperCase(),
          headers: { origin: 'http://localhost' },
        })
        const where = `${route.method} ${route.path}`
        const asked = [response.status, response.headers.get('location')?.split('?')[0]]
        expect(asked, where).toEqual(route.method === 'get' ? [303, '/sign-in'] : [401, undefined])
      }
  })
})
