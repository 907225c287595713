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
      Step: { type: 'object', required: ['on', 'do'], properties: { on: { type: 'string', format: 'date' }, do: { type: 'string' } } },
      Problem: {
        type: 'object',
        required: ['title', 'status'],
        properties: { title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, field: { type: 'string' } },
      },
    },
  },
} as const
