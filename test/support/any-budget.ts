import fc from 'fast-check'
import { ore } from '#kernel/money.ts'
import { depreciations, lineKinds, rhythms, vatPeriods } from '../../src/modules/business/domain/budget/budget.ts'

const amount = fc.bigInt({ min: 0n, max: 10n ** 9n }).map(ore)
const anyLine = fc.record({
  kind: fc.constantFrom(...lineKinds),
  name: fc.constant('x'),
  amount,
  rhythm: fc.constantFrom(...rhythms),
  from: fc.nat({ max: 36 }),
  until: fc.option(fc.nat({ max: 36 })),
  vat: fc.boolean(),
  depreciation: fc
    .tuple(fc.constantFrom(...depreciations), fc.integer({ min: 1, max: 10 }))
    .map(([method, years]) => (method === 'straight' ? { method, years } : { method })),
})
const anyLoan = fc.record({
  name: fc.constant('x'),
  amount,
  payoutMonth: fc.integer({ min: -12, max: 40 }),
  instalments: fc.constant([]),
})
/** A budget of whatever kind: any start, length, lines, VAT, drawings, tax card and loan. */
export const anyBudget = fc.record({
  start: fc.record({ year: fc.integer({ min: 2015, max: 2030 }), month: fc.integer({ min: 1, max: 12 }) }),
  months: fc.integer({ min: 12, max: 36 }),
  opening: fc.bigInt({ min: -50_000_00n, max: 50_000_00n }).map(ore),
  lines: fc.array(anyLine, { maxLength: 15 }),
  vat: fc.constantFrom(...vatPeriods),
  customersPay: fc.nat({ max: 3 }),
  drawings: fc.option(amount),
  taxBp: fc.integer({ min: 0, max: 6000 }),
  allowanceYear: amount,
  loans: fc
    .tuple(anyLoan, fc.array(fc.record({ month: fc.nat({ max: 40 }), principal: amount, cost: amount }), { maxLength: 5 }))
    .map(([loan, rows]) => [{ ...loan, instalments: rows }]),
})
