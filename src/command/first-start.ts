import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import { addStaff, hasAdministrator, organisations } from '#modules/access/index.ts'
import { publicDir } from '#ui/assets.ts'
import { importPilotText } from './import.ts'

/** The text of the memo's pilot, which ships with the program. */
export function memoPilot(): Promise<string> {
  return readFile(join(publicDir(), '..', '..', 'pilots', 'ishoej-2015.json'), 'utf8')
}

/**
 * The first start loads the memo's pilot and answers a one-time link for the first administrator of each organisation;
 * every later start answers none. Lost links are made again by another administrator.
 */
export async function firstStart(db: Db, clock: Clock, publicUrl: string): Promise<{ organisation: string; link: string }[]> {
  const context = nobody(clock.today())
  if (await db.read(context, hasAdministrator)) return []
  await importPilotText(db, await memoPilot(), clock.now())
  return db.transaction(context, async (tx) => {
    const links: { organisation: string; link: string }[] = []
    for (const { id, key, name } of await organisations(tx)) {
      const email = `administrator@${key}.grobund.invalid`
      const { token } = await addStaff(tx, { name: 'Administrator', email, organisationId: id, roles: ['administrator'], at: clock.now() })
      links.push({ organisation: name, link: `${publicUrl}/invitation/${token}` })
    }
    return links
  })
}
