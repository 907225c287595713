import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { ActionRef } from '#kernel/permit.ts'
import type { Clock } from './clock.ts'
import type { Db } from './db/database.ts'
import type { Scanner } from './files/scanner.ts'
import type { Route } from './http/route.ts'

/** What every module is given: the database, the programme's clock, and the scanner for files where one is connected. */
export type Deps = { db: Db; clock: Clock; scanner?: Scanner | null }

/** An entry a module puts into the menu, for those who may do `action`. */
export type NavEntry = {
  group: 'day' | 'programme' | 'knowledge' | 'system' | 'own'
  href: string
  label: { da: string; en: string }
  icon: string
  /** Lower stands first in its group; 10 when not said. */
  order?: number
  action: ActionRef
  /** Shown only to those for whom it is true; the action's permits decide the rest. */
  when?: (actor: Actor) => boolean
}

/** A module as the program sees it: what it may be asked, where, and what it does when something falls due. */
export type Module = {
  name: string
  actions: readonly ActionRef[]
  routes: readonly Route[]
  nav?: readonly NavEntry[]
  /** Does the long work that was asked for and that no other process is at; may be run any number of times at once. Answers how many things it did. */
  work?: () => Promise<number>
  /** Does all that has fallen due on or before `today`; may be run any number of times. Answers how many things it did; `say` hears how far long work has come. */
  due?: (today: Day, say?: (progress: object) => void) => Promise<number>
}
