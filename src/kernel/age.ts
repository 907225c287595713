import type { Day } from './days.ts'

/** The first day on which somebody is 18 and can bind themselves (værgemålsloven § 1). Who was born on 29 February is it on 1 March in other years. */
export function comesOfAgeOn(birthDay: Day): Day {
  const on = birthDay.add({ years: 18 })
  return on.day === birthDay.day ? on : on.add({ days: 1 })
}
