const problem = {
  description: 'The field that is wrong, and why',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const answers = (description: string) => ({
  '200': { description, content: { 'application/json': { schema: { type: 'object' } } } },
  '400': problem,
  '413': problem,
  '422': problem,
})
const takes = (schema: object) => ({ required: true, content: { 'application/json': { schema } } })
const loan = { $ref: '#/components/schemas/Loan' }

const date = { type: 'string', format: 'date' }
const amount = { type: 'string', pattern: '^[0-9]{1,12}(\\.[0-9]{1,2})?$' }
const count = { type: 'integer', minimum: 0, maximum: 600 }
const frequency = { enum: ['days', 'weeks', 'months'] }
const flag = { type: 'boolean' }
const text = { type: 'string', maxLength: 500 }

/** One kind of step: what it does, what it needs besides its business day, and what may be left out. */
function step(kind: string, description: string, needs: Record<string, object> = {}, may: Record<string, object> = {}) {
  const properties = { on: date, do: { const: kind }, ...needs, ...may }
  return { type: 'object', description, required: ['on', 'do', ...Object.keys(needs)], additionalProperties: false, properties }
}

const steps = [
  step('check', 'The whole state as on the business day'),
  step('approve', 'At most this is paid out', { date, amount }),
  step('disburse', 'Money is paid out', { date, amount }),
  step('repay', 'Money comes in', { date, amount }),
  step('payOff', 'What is owed on the date comes in', { date }),
  step('credit', 'The lender gives money', {
    date,
    amount,
    kind: { enum: ['MERCHANT_ISSUED_REFUND', 'GOODWILL_CREDIT', 'PAYOUT_REFUND'] },
  }),
  step('refund', 'Money paid too much goes back', { date, amount }),
  step('charge', 'A fee, or a penalty', { due: date, amount, penalty: flag }, { name: text }),
  step('waive', 'What is unpaid of the nth charge due on a day falls away', { due: date }, { date, nth: count }),
  step('undo', 'The nth such transaction on the date is reversed', {}, { what: text, date, nth: count, nthOf: text }),
  step(
    'reschedule',
    'The row due on `from` moves, and those after it',
    { from: date },
    { submittedOn: date, newDueDate: date, extraInstalments: count, principalGracePeriods: count },
  ),
  step('reAge', 'Everything unpaid on new rows', { startDate: date, every: count, frequency, numberOfInstalments: count }),
  step('reAmortize', 'What is overdue is spread over the rows not yet due'),
  step('rateChange', 'From this day on another yearly rate', { from: date, annualRatePercent: { type: 'string' } }),
  step('interestPause', 'No interest runs, both days included', { start: date, end: date }),
  step('arrearsPause', 'The arrears clock stands still, the end not included', { start: date, end: date }),
  step('arrearsResume', 'The running pause ends on its start', { start: date }),
  step('chargeOff', 'Counted as lost, and owed still', { date }),
  step('writeOff', 'Given up', { date }),
  step('recover', 'Money comes in on what was written off', { date, amount }),
  step('remit', 'The borrower is let off', { date }),
]

/** The description of the public calculators, for `GET /api/v1/openapi.json`. */
export const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'Grobund',
    version: '1',
    description: 'Public, stateless loan arithmetic. Amounts are decimal texts with two decimals, days are ISO dates.',
  },
  paths: {
    '/api/v1/loan-schedules': { post: { summary: 'The plan of a loan', requestBody: takes(loan), responses: answers('rows and totals') } },
    '/api/v1/due-dates': { post: { summary: 'The due days of a loan', requestBody: takes(loan), responses: answers('dueDates') } },
    '/api/v1/loan-timelines': {
      post: {
        summary: 'What follows from a loan’s events, step by step',
        requestBody: takes({
          type: 'object',
          required: ['loan', 'steps'],
          properties: { loan, steps: { type: 'array', maxItems: 500, items: { $ref: '#/components/schemas/Step' } } },
        }),
        responses: answers('one answer for each step'),
      },
    },
  },
  components: {
    schemas: {
      Loan: {
        type: 'object',
        description: 'The loan’s terms',
        properties: {
          principal: { type: 'string', pattern: '^[0-9]+\\.[0-9]{2}$' },
          annualRatePercent: { type: 'string' },
          numberOfRepayments: { type: 'integer', minimum: 1, maximum: 600 },
          every: { type: 'integer', minimum: 1 },
          frequency: { enum: ['days', 'weeks', 'months'] },
          scheduleStart: { type: 'string', format: 'date' },
        },
      },
      Step: { description: 'An event of the loan, or a look at it', oneOf: steps },
      Problem: {
        type: 'object',
        required: ['title', 'status'],
        properties: { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, field: { type: 'string' } },
      },
    },
  },
} as const
