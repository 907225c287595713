import { divideHalfEven } from '#kernel/fraction.ts'
import { type Counts, countIn } from './cells.ts'
import type { Facts, Words } from './facts.ts'
import { type Reading, bare } from './reading.ts'

/** How often those expected came, in all and by activity. */
export function attendanceFigures({ attendance, programme }: Facts, counts: Counts): Reading[] {
  const codes = [...new Set(attendance.map((row) => row.activity))].toSorted()
  const figure = (suffix: string, rows: Facts['attendance'], name: Words | null): Reading => {
    const offered = rows.reduce((sum, row) => sum + row.offered, 0)
    const attended = rows.reduce((sum, row) => sum + row.attended, 0)
    const restsOn = `attending${suffix}`
    return {
      ...bare,
      code: `attendance${suffix}`,
      key: 'attendance',
      group: 'attendance',
      unit: 'sessions',
      value: BigInt(attended),
      n: countIn(counts, restsOn),
      denominator: offered,
      restsOn,
      name,
    }
  }
  const minutes = attendance.reduce((sum, row) => sum + row.minutes, 0)
  const people = countIn(counts, 'attending')
  const each: Reading = {
    ...bare,
    code: 'minutes',
    key: 'minutes',
    group: 'attendance',
    unit: 'minutes',
    value: people === 0 ? null : divideHalfEven(BigInt(minutes), BigInt(people)),
    n: people,
    restsOn: 'attending',
  }
  return [
    figure('', attendance, null),
    ...(people === 0 ? [] : [each]),
    ...codes.map((code) => {
      const name = programme.activities.find((activity) => activity.code === code)?.name ?? { da: code, en: code }
      const rows = attendance.filter((row) => row.activity === code)
      return figure(`:${code}`, rows, name)
    }),
  ]
}
