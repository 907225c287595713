import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Occupancy, Place } from '#modules/agreements/index.ts'
import { freeFrom } from './calendar.ts'

const place = (number: number, until: string): Place => ({ id: newId(), number, from: day('2015-10-01'), until: day(until) })

function stay({ id, number }: Place, until: string): Occupancy {
  const days = { from: day('2015-10-05'), until: day(until) }
  return { id: newId(), placeId: id, number, holderId: newId(), caseNumber: 'I-2015-001', ...days, kind: 'occupied', releasedOn: null }
}

test('a free place says until when it is bought where that is before the agreement ends; one that takes nobody new is left out', () => {
  const [whole, short, taken, over] = [place(1, '2016-09-30'), place(2, '2016-02-29'), place(3, '2016-02-29'), place(4, '2016-02-29')]
  const held = [stay(taken, '2016-02-10'), stay(over, '2016-10-04')]
  const free = freeFrom({ places: [whole, short, taken, over], held, today: day('2016-02-01'), endsOn: day('2016-09-30') })
  expect(free.map(({ number, on, boughtUntil }) => `${number} ${on.toString()} ${boughtUntil?.toString() ?? '–'}`)).toEqual([
    '1 2016-02-01 –',
    '2 2016-02-01 2016-02-29',
    '3 2016-02-11 2016-02-29',
  ])
})
