import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { commands } from './commands.ts'

test('a pilot file that cannot be read is named in words, before any database is opened', async () => {
  await expect(commands.import(['pilot', '/nowhere/pilot.json'])).rejects.toThrow('there is no file /nowhere/pilot.json')
  await expect(commands.import(['pilot', tmpdir()])).rejects.toThrow(`${tmpdir()} is a folder`)
  await expect(commands.import(['pilot'])).rejects.toThrow('say: grobund import pilot FILE')
  await expect(commands.import(['pilots'])).rejects.toThrow('say: grobund import pilot FILE')
})
