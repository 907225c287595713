import { readFile } from 'node:fs/promises'
import { backup, inspect, restore } from '#platform/db/backup.ts'
import { realClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { isFault } from '#platform/fault.ts'
import { withDatabase } from './database.ts'
import { administratorLinks } from './first-start.ts'
import { importPilotText } from './import.ts'
import { serve } from './serve.ts'
import { verify } from './verify.ts'

/** The command line, a line each: `grobund <command> …`. */
export const commands = {
  serve: () => serve('serve'),
  demo: () => serve('demo'),
  dev: () => serve('dev'),
  migrate: () => withDatabase(() => Promise.resolve(say('The database is up to date.'))),
  import: ([kind, file]: readonly string[]) => importFile(kind, file),
  verify: ([check, after]: readonly string[]) => verify(check, after),
  backup: ([file]: readonly string[]) =>
    withDatabase(async ({ ownerConnection }) => {
      await backup(ownerConnection, needed(file, 'backup FILE'))
      say(`Backed up to ${file ?? ''}.`)
    }),
  'check-backup': async ([file]: readonly string[]) => checkBackup(needed(file, 'check-backup FILE')),
  restore: ([file]: readonly string[]) =>
    withDatabase(async ({ ownerConnection }) => {
      await restore(ownerConnection, needed(file, 'restore FILE'))
      say(`Restored from ${file ?? ''}.`)
    }),
} as const satisfies Record<string, (words: readonly string[]) => Promise<void>>

/** The name of a command. */
export type Command = keyof typeof commands

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}

function needed(word: string | undefined, usage: string): string {
  if (word === undefined) throw new Error(`say: grobund ${usage}`)
  return word
}

// Needs no database, so it may run beside the program and on the machine that keeps the copies.
async function checkBackup(file: string): Promise<void> {
  const { head, manifest } = await inspect(file)
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const migration = head.version.migrations.at(-1)?.number ?? 0
  say(
    `${file} is whole: taken ${head.takenAt} at migration ${migration}; ${rows} rows of ${manifest.tables.length} tables, ${manifest.files.length} files.`,
  )
}

async function importFile(kind: string | undefined, file: string | undefined): Promise<void> {
  if (kind !== 'pilot') throw new Error('say: grobund import pilot FILE')
  const text = await textOf(needed(file, 'import pilot FILE'))
  await withDatabase(async ({ db }) => {
    say(await importPilotText(db, text))
    const { publicUrl, port } = readConfig(process.env, 'serve')
    for (const { organisation, link } of await administratorLinks(db, realClock, publicUrl ?? `http://localhost:${port}`))
      say(`First administrator of ${organisation} (the link works once): ${link}`)
  })
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isFault(error, 'ENOENT')) throw new Error(`there is no file ${file}`, { cause: error })
    if (isFault(error, 'EISDIR')) throw new Error(`${file} is a folder; say the file in it`, { cause: error })
    throw error
  }
}
