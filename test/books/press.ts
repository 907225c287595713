import { z } from 'zod'
import { type StaffActor, roles } from '#kernel/actor.ts'
import { idColumn } from '#platform/db/row.ts'

/** Somebody presses a button: which, with what in the form, on which day. */
export type Press = { actor: StaffActor; path: string; fields: Record<string, string>; file?: string | undefined; today: string }

const staffActor = z.object({
  kind: z.literal('staff'),
  accountId: idColumn<'account'>(),
  humanId: idColumn<'human'>(),
  name: z.string(),
  organisationId: idColumn<'organisation'>(),
  roles: z.array(z.enum(roles)),
})
const press = z.object({
  actor: staffActor,
  path: z.string(),
  fields: z.record(z.string(), z.string()),
  file: z.string().optional(),
  today: z.string(),
})

/** Reads what another process wrote with `JSON.stringify`. */
export function pressOf(text: string): Press {
  return press.parse(JSON.parse(text))
}
