import type { Role } from '#kernel/actor.ts'
import { staff } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { NoticeKind } from '../domain/kinds.ts'
import { readersOf, toldOf } from '../domain/matrix.ts'
import { closeTasks } from '../store/notices.ts'
import { type TellAll, homeOf, tellAll } from './tell-all.ts'

/**
 * Tells everyone whom the table names of what is a task of the purchaser's committee secretary. Where the purchaser has none, the first of those whom the
 * row of `instead` names, and who is there, gets that task in place of what the table would tell them. Where none of them is there either, the task
 * waits for a secretary. `href` of `instead` is where that one goes on, who may not see every page that a secretary sees.
 */
export async function tellSecretary(tx: Tx, happened: TellAll, instead: { kind: NoticeKind; href: string }): Promise<void> {
  const { subject, at, parties } = happened
  const holder = (await isThere(tx, parties, 'committee_secretary')) ? null : await firstThere(tx, parties, instead.kind)
  if (holder === null) {
    await tellAll(tx, happened)
    await closeTasks(tx, { subject, kind: instead.kind, at })
    return
  }
  const others = readersOf(happened.kind).filter((reader) => reader !== holder && toldOf(happened.kind, reader) === 'message')
  await tellAll(tx, { ...happened, only: others })
  await tellAll(tx, { ...happened, ...instead, only: [holder] })
}

async function firstThere(tx: Tx, parties: TellAll['parties'], kind: NoticeKind): Promise<Role | null> {
  for (const reader of readersOf(kind))
    if (reader !== 'citizen' && reader !== 'named' && (await isThere(tx, parties, reader))) return reader
  return null
}

async function isThere(tx: Tx, parties: TellAll['parties'], role: Role): Promise<boolean> {
  const home = homeOf[role]
  const organisationId = home === undefined ? undefined : parties[home]
  return organisationId !== undefined && (await staff(tx, { organisationId, role })).length > 0
}
