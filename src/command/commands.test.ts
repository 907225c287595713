import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { commands } from './commands.ts'

test('a file that is no copy, or a damaged one, is said to be so, without any database', async () => {
  await expect(commands['check-backup']([])).rejects.toThrow('say: grobund check-backup FILE')
  await expect(commands['check-backup'](['/nowhere/copy'])).rejects.toThrow('/nowhere/copy cannot be restored')
  await expect(commands['check-backup']([fileURLToPath(import.meta.url)])).rejects.toThrow('cannot be restored: incorrect header check')
})

test('a pilot file that cannot be read is named in words, before any database is opened', async () => {
  await expect(commands.import(['pilot', '/nowhere/pilot.json'])).rejects.toThrow('there is no file /nowhere/pilot.json')
  await expect(commands.import(['pilot', tmpdir()])).rejects.toThrow(`${tmpdir()} is a folder`)
  await expect(commands.import(['pilot'])).rejects.toThrow('say: grobund import pilot FILE')
  await expect(commands.import(['pilots'])).rejects.toThrow('say: grobund import pilot FILE')
})
