import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { noon } from '../../../../test/support/enrolment-scene.ts'
import { serverOf } from '../../../../test/support/pages.ts'
import { calculatorRoutes } from './routes.ts'

type Json = Record<string, unknown>
const app = serverOf(calculatorRoutes(), { now: () => noon('2016-05-10'), today: () => day('2016-05-10') })
const addresses = ['/api/v1/loan-schedules', '/api/v1/due-dates', '/api/v1/loan-timelines'] as const
const folder = new URL('../domain/engine/cases/', import.meta.url)
const cases = (name: string) =>
  (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { cases: { loan: Json; steps?: Json[] }[] }).cases

const ask = (address: string, body: BodyInit, type = 'application/json') =>
  app.request(`http://localhost${address}`, { method: 'POST', body, headers: { 'content-type': type } })

/** Either the answer, or a problem that names its field: nothing else, whatever was sent. Returns the status and the field. */
async function answered(response: Response): Promise<[number, string | null]> {
  const body = (await response.json()) as { field?: unknown; status?: unknown; detail?: unknown }
  if (response.status === 200) return [200, null]
  expect([400, 413, 422]).toContain(response.status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect([body.status, typeof body.field]).toEqual([response.status, 'string'])
  expect(String(body.field).length).toBeGreaterThan(0)
  return [response.status, String(body.field)]
}

const oddText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('٣', '１０００.00', '1,000.00', '1e3', '+1', ' 1.00', '1.00\u0000', '2016‑02‑01', '0x10', 'NaN', '-0.00', '𝟙.00'),
)
const oddNumber = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.constantFrom(1e308, -1e308, 5e-324, 2 ** 53, 10_000, -0))
const odd = fc.oneof(
  oddText,
  oddNumber,
  fc.boolean(),
  fc.constant(null),
  fc.json().map((text): unknown => JSON.parse(text)),
)
const questions = [
  ...cases('schedules').map(({ loan }) => ({ address: addresses[0], body: loan })),
  ...cases('due-dates').map(({ loan }) => ({ address: addresses[1], body: loan })),
  ...['repayments', 'deferrals', 'arrears', 'writeoffs'].flatMap((name) =>
    cases(name).map(({ loan, steps = [] }) => ({
      address: addresses[2],
      body: { loan, steps: steps.map((step) => (step['do'] === 'check' ? { on: step['on'], do: 'check' } : step)) },
    })),
  ),
]

/** Every object and list in a body, itself the first. */
function holdersIn(value: unknown): object[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(holdersIn)] : []
}

describe('the calculators over HTTP', () => {
  test('an address asked by a method it does not take says which it takes; one that is not there is unknown', async () => {
    const asked = async (method: string, path: string) => {
      const response = await app.request(`http://localhost${path}`, { method })
      return [response.status, response.headers.get('allow'), response.headers.get('content-type')]
    }
    const problem = 'application/problem+json'
    for (const address of addresses)
      for (const method of ['GET', 'PUT', 'DELETE']) expect(await asked(method, address)).toEqual([405, 'POST', problem])
    expect(await asked('POST', '/api/v1/openapi.json')).toEqual([405, 'GET, HEAD', problem])
    expect(await asked('POST', '/api/v1/loan-schedule')).toEqual([404, null, problem])
  })
  test('any bytes get an answer or a problem that names its field', async () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }), fc.json({ maxDepth: 6 }))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...addresses), bytes, async (address, body) => {
        await answered(await ask(address, typeof body === 'string' ? body : new Uint8Array(body)))
      }),
      { numRuns: 600 },
    )
  })
  test('a real question with values put in, renamed and taken out gets an answer or a problem that names its field', async () => {
    const change = fc.record({ holder: fc.nat(), key: fc.nat(), how: fc.constantFrom('set', 'add', 'drop'), value: odd, name: oddText })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...questions),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async ({ address, body }, changes) => {
          const copy = structuredClone(body) as object
          for (const { holder, key, how, value, name } of changes) {
            const holders = holdersIn(copy)
            const place = holders[holder % holders.length] ?? copy
            const keys = Object.keys(place)
            if (how === 'add') Reflect.set(place, Array.isArray(place) ? place.length : name, value)
            else if (how === 'drop') Reflect.deleteProperty(place, keys[key % keys.length] ?? '')
            else Reflect.set(place, keys[key % keys.length] ?? 'x', value)
          }
          await answered(await ask(address, JSON.stringify(copy)))
        },
      ),
      { numRuns: 1500 },
    )
  })
  test.each([
    ['nothing', '', 'body'],
    ['no object', '[]', 'body'],
    ['half a body', '{"loan":', 'body'],
    ['a hundred thousand lists in each other', '['.repeat(100_000) + ']'.repeat(100_000), 'body'],
    ['a hundred thousand objects in each other', `${'{"loan":'.repeat(100_000)}1${'}'.repeat(100_000)}`, null],
    ['a key of the prototype', '{"__proto__":{"principal":"1.00"}}', null],
    ['a number too great for a number', '{"principal":1e999}', null],
    ['a form', 'principal=1000.00', 'body'],
    ['more than a million signs', `{"principal":"${'9'.repeat(1_000_001)}"}`, 'body'],
    ['more than the server reads', `{"principal":"${'9'.repeat(2_000_000)}"}`, 'body'],
  ])('%s is refused', async (_, body, field) => {
    for (const address of addresses) {
      const [status, named] = await answered(await ask(address, body))
      expect(status).not.toBe(200)
      if (field !== null) expect(named).toBe(field)
    }
  })
  test('the last of two equal keys counts, as JSON has it', async () => {
    const start = '"scheduleStart":"2024-01-31","every":1,"frequency":"months"'
    const response = await ask(addresses[1], `{${start},"numberOfRepayments":0,"numberOfRepayments":1}`)
    expect(await response.json()).toEqual({ dueDates: ['2024-02-29'] })
  })
  test('ten thousand terms, steps or payouts are refused before any is reckoned', async () => {
    const [schedule, , timeline] = [questions[0]?.body as Json, null, questions.at(-1)?.body as { loan: Json; steps: Json[] }]
    const payouts = Array.from({ length: 10_000 }, () => ({ date: '2024-01-01', amount: '0.01' }))
    const steps = Array.from({ length: 10_000 }, () => ({ on: '2024-01-01', do: 'check' }))
    const named = async (address: string, body: unknown) => answered(await ask(address, JSON.stringify(body)))
    expect(await named(addresses[0], { ...schedule, numberOfRepayments: 10_000 })).toEqual([422, 'numberOfRepayments'])
    expect(await named(addresses[0], { ...schedule, disbursements: payouts })).toEqual([422, 'disbursements'])
    expect(await named(addresses[2], { ...timeline, steps })).toEqual([422, 'steps'])
    expect(await named(addresses[2], { ...timeline, loan: { ...timeline.loan, numberOfRepayments: 10_000 } })).toEqual([
      422,
      'loan.numberOfRepayments',
    ])
  })
  test.each<[string, string, unknown]>([
    ['scheduleStart', 'a day that is not', '2023-02-30'],
    ['scheduleStart', 'a year far off', '9999-12-31'],
    ['scheduleStart', 'a moment', '2023-02-01T00:00:00Z'],
    ['scheduleStart', 'a number for a day', 20_230_201],
    ['firstDue', 'a day before the first', '1899-12-31'],
    ['numberOfRepayments', 'a million', 1_000_000],
    ['numberOfRepayments', 'a text for a number', '12'],
    ['numberOfRepayments', 'half a row', 1.5],
    ['numberOfRepayments', 'less than nothing', -1],
    ['every', 'a great power of ten', 1e300],
    ['principal', 'a number for an amount', 1000],
    ['principal', 'no number', 'NaN'],
    ['principal', 'less than nothing', '-1000.00'],
    ['principal', 'nothing', '0.00'],
    ['principal', 'a power of ten', '1e400'],
    ['principal', 'thirteen digits', '1000000000000.00'],
    ['annualRatePercent', 'less than nothing', '-1'],
    ['annualRatePercent', 'without end', 'Infinity'],
    ['annualRatePercent', 'a list in lists', [[['7']]]],
    ['frequency', 'a word of the prototype', 'constructor'],
    ['dayCount', 'a word of the prototype', '__proto__'],
    ['grace', 'a list', [1, 2, 3]],
    ['grace.principalPeriods', 'a million', { principalPeriods: 1_000_000 }],
    ['rounding.installmentMultiple', 'less than nothing', { installmentMultiple: '-1' }],
    ['disbursements[0].amount', 'less than nothing', [{ date: '2024-01-01', amount: '-1.00' }]],
    ['constructor', 'a field that is none', {}],
  ])('%s, %s, is named', async (field, _, value) => {
    const body = { ...(questions[0]?.body as Json), [field.split(/[.[]/)[0] ?? '']: value }
    expect(await answered(await ask(addresses[0], JSON.stringify(body)))).toEqual([422, field])
    const [status, named] = await answered(await ask(addresses[0], JSON.stringify({ loan: body })))
    expect([status, named]).toEqual([422, `loan.${field}`])
  })
  test('a body that was packed is not unpacked, whatever it would hold', async () => {
    const packed = gzipSync(JSON.stringify(questions[0]?.body))
    for (const address of addresses) {
      const response = await app.request(`http://localhost${address}`, {
        method: 'POST',
        body: new Uint8Array(packed),
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      })
      expect(await answered(response)).toEqual([400, 'body'])
    }
  })
  test('the kind of content said to be sent makes no difference to what is read', async () => {
    const body = JSON.stringify(questions[0]?.body)
    const plain = await (await ask(addresses[0], body)).json()
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
      'x',
      'multipart/form-data',
    ]) {
      expect(await (await ask(addresses[0], body, type)).json()).toEqual(plain)
    }
  })
})
