import type { DefinitionKey } from './definitions.ts'
import type { Facts, PlaceFact } from './facts.ts'
import { type Reading, bare } from './reading.ts'

/** What the places were bought for and used for. */
export function placeFigures({ places }: Facts): Reading[] {
  const sum = (of: (place: PlaceFact) => number) => places.reduce((total, place) => total + of(place), 0)
  const bought = sum((place) => place.daysBought)
  const ofBought = { denominator: bought, of: 'place_days_bought' } as const
  const days = (code: DefinitionKey, value: number): Reading => {
    return { ...bare, code, key: code, group: 'places', unit: 'days', value: BigInt(value), n: places.length }
  }
  const inUse = places.filter((place) => place.daysBought > 0).length
  return [
    { ...bare, code: 'places', key: 'places', group: 'places', unit: 'places', n: places.length, value: BigInt(inUse) },
    days('place_days_bought', bought),
    {
      ...days(
        'place_days_used',
        sum((place) => place.daysOccupied),
      ),
      ...ofBought,
    },
    {
      ...days(
        'place_days_reserved',
        sum((place) => place.daysReserved),
      ),
      ...ofBought,
    },
  ]
}
