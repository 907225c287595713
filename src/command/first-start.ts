import type { Clock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import { addStaff, hasAdministrator, organisations, staff } from '#modules/access/index.ts'
import { memoPilot } from '#modules/agreements/index.ts'
import { importPilotText } from './import.ts'

/** A one-time link for the first administrator of an organisation. */
export type AdministratorLink = { organisation: string; link: string }

/**
 * The first start loads the memo's pilot and answers a one-time link for the first administrator of each organisation;
 * every later start answers none. Lost links are made again by another administrator.
 */
export async function firstStart(db: Db, clock: Clock, publicUrl: string): Promise<AdministratorLink[]> {
  if (await db.read(nobody(clock.today()), hasAdministrator)) return []
  await importPilotText(db, await memoPilot(), clock.now())
  return administratorLinks(db, clock, publicUrl)
}

/** Gives every organisation without an administrator its first one, and answers their links: after a pilot file brought new ones. */
export function administratorLinks(db: Db, clock: Clock, publicUrl: string): Promise<AdministratorLink[]> {
  return db.transaction(nobody(clock.today()), async (tx) => {
    const links: AdministratorLink[] = []
    for (const { id, key, name } of await organisations(tx)) {
      if ((await staff(tx, { organisationId: id, role: 'administrator' })).length > 0) continue
      const email = `administrator@${key}.grobund.invalid`
      const { token } = await addStaff(tx, { name: 'Administrator', email, organisationId: id, roles: ['administrator'], at: clock.now() })
      links.push({ organisation: name, link: `${publicUrl}/invitation/${token}` })
    }
    return links
  })
}
