import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { inviteCitizen } from '#modules/access/index.ts'
import { writeNote } from '#modules/journal/index.ts'
import { erasePerson } from '#modules/people/index.ts'
import { nobody, raw, sql } from '#platform/db/database.ts'
import { type Scene, makeScene, noon } from '../test/support/enrolment-scene.ts'
import { erasers } from './erasers.ts'

let scene: Scene

beforeAll(async () => {
  scene = await makeScene()
})
afterAll(() => scene.database.close())

const column = z.object({ place: z.string(), query: z.string() })

/** Every column of every table that holds the text, as the owner of the database sees them. */
async function columnsWith(text: string): Promise<string[]> {
  return scene.database.ownerDb.read(nobody(day('2016-02-01')), async (tx) => {
    const columns = await tx.rows(
      column,
      sql`select format('%I.%I.%I', table_schema, table_name, column_name) as place,
                 format('select from %I.%I t where t.%I::text ilike ', table_schema, table_name, column_name) as query
          from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
          where b.table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker')
            and data_type in ('text', 'jsonb', 'ARRAY')`,
    )
    const found: string[] = []
    for (const { place, query } of columns) if ((await tx.run(sql`${raw(query)}${`%${text}%`}`)) > 0) found.push(place)
    return found
  })
}

const asOwner = (statement: ReturnType<typeof sql>) =>
  scene.database.ownerDb.transaction(nobody(day('2016-02-01')), (tx) => tx.run(statement))

test('after erasing, no column of any table holds the person’s name, mail or what was noted', async () => {
  const { personId } = await scene.accepted('Erasmus Sletmig', '2015-10-01')
  const { ibrahim } = scene
  const at = noon('2015-11-01')
  await scene.as(ibrahim, at, async (tx) => {
    await writeNote(tx, {
      actor: ibrahim,
      personId,
      caseId: null,
      kind: 'conversation',
      shared: true,
      on: day('2015-11-01'),
      words: 'Erasmus Sletmig ringede.',
      requestId: newId(),
      at,
    })
    await inviteCitizen(tx, { actor: ibrahim, personId, name: 'Erasmus Sletmig', email: 'sletmig@example.dk', at })
  })
  await asOwner(sql`
    insert into evaluation.survey (id, agreement_id, case_number, party, moment, token_sha256, asked_at, answered_at, useful, help, together, recommend, words)
    select gen_random_uuid(), e.agreement_id, e.case_number, 'citizen', 'end', repeat('a', 64), ${at}, ${at}, 5, 5, 5, 5, 'Hilsen Sletmig'
    from enrolments.enrolment e where e.person_id = ${personId}`)
  expect(await columnsWith('sletmig')).toEqual(
    expect.arrayContaining(['people.contact.name', 'access.account.name', 'journal.note_version.words', 'evaluation.survey.words']),
  )
  await asOwner(sql`update people.part set from_on = '2015-01-01', until_on = '2015-12-31' where person_id = ${personId}`)
  const dpo: StaffActor = { ...ibrahim, roles: ['data_protection_officer'] }
  const command = { actor: dpo, personId, reason: 'retention_over' as const, at: noon('2016-02-01'), erasers }
  expect(await scene.as(dpo, noon('2016-02-01'), (tx) => erasePerson(tx, command))).toEqual({ ok: true, value: true })
  expect(await columnsWith('sletmig')).toEqual([])
})
