import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256Of } from '../sha256.ts'

/** A migration as it lies on the disk. */
export type MigrationFile = { number: number; name: string; file: string; text: string; sha256: string }

/** The folder `db/migrations` of this installation, whether the program runs from its sources or from its bundle. */
export function migrationsFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'db', 'migrations')
    if (existsSync(join(candidate, '0001_platform.sql'))) return candidate
  }
  throw new Error('The folder db/migrations is missing beside the program')
}

/** Every migration in order of number; throws on a file that is not called `0001_name.sql` and on a number used twice. */
export function readMigrations(folder: string): MigrationFile[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => readMigration(folder, file))
  for (const [index, { number, file }] of files.entries()) {
    if (files[index - 1]?.number === number) throw new Error(`Two migrations have the number ${number}; one of them is ${file}`)
  }
  return files
}

function readMigration(folder: string, file: string): MigrationFile {
  const [, number, name] = /^(\d{4})_([a-z0-9_-]+)\.sql$/.exec(file) ?? []
  if (number === undefined || name === undefined) throw new Error(`A migration is called like 0001_name.sql, not ${file}`)
  const text = readFileSync(join(folder, file), 'utf8')
  return { number: Number(number), name, file, text, sha256: sha256Of(text) }
}
