import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner } from '#kernel/money.ts'
import { type Pot, fundFor, potsOn } from './pot.ts'

const purchaserId = 'ishøj'
const grant = (amount: number, fund = 'own', validFrom = '2016-01-01') => ({
  purchaserId,
  fund,
  amount: kroner(amount),
  validFrom: day(validFrom),
})
const pots = (...grants: ReturnType<typeof grant>[]): Pot[] => potsOn(grants, [], day('2016-06-01'))

test.each<[string, Pot[], ReturnType<typeof fundFor>]>([
  ['nothing granted: no ceiling', [], 'own'],
  ['nothing granted yet', pots(grant(100, 'own', '2016-06-02')), 'own'],
  ['exactly enough', pots(grant(1000)), 'own'],
  ['an øre too little', pots(grant(999)), { kind: 'pot_too_small', left: kroner(999) }],
  ['the first that holds it', pots(grant(10), grant(1000, 'b'), grant(5000, 'c')), 'b'],
  ['two that hold it together hold it not', pots(grant(600), grant(600, 'b')), { kind: 'pot_too_small', left: kroner(600) }],
  ['granted and taken back', pots(grant(2000), grant(-1500)), { kind: 'pot_too_small', left: kroner(500) }],
])('a loan of a thousand: %s', (_, given, answer) => expect(fundFor(given, purchaserId, kroner(1000))).toEqual(answer))

test('a grant for one purchaser binds no other', () => expect(fundFor(pots(grant(10)), 'køge', kroner(1000))).toBe('own'))
