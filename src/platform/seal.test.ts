import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { programSecret } from './program-secret.ts'
import { sealerFrom } from './seal.ts'

const secret = 'a secret of at least 32 characters, invented'

describe('what is sealed', () => {
  const sealer = sealerFrom(secret, 'test')

  test('opens again for whom it was sealed, and looks different each time', () => {
    const [one, two] = [sealer.seal('æble', 'a'), sealer.seal('æble', 'a')]
    expect([sealer.open(one, 'a'), sealer.open(two, 'a')]).toEqual(['æble', 'æble'])
    expect(one).not.toBe(two)
    expect(one).not.toContain('æble')
  })

  test('does not open for another, by another secret, or for another use', () => {
    const sealed = sealer.seal('æble', 'a')
    expect(sealer.open(sealed, 'b')).toBeNull()
    expect(sealerFrom(`${secret}.`, 'test').open(sealed, 'a')).toBeNull()
    expect(sealerFrom(secret, 'other').open(sealed, 'a')).toBeNull()
  })

  test.each(['', 'v1.', 'v2.abcd', 'v1.AAAA'])('does not open when it is no seal: %s', (text) => {
    expect(sealer.open(text, 'a')).toBeNull()
  })

  test('does not open when one sign of it was changed', () => {
    const sealed = sealer.seal('æble', 'a')
    const changed = sealed.slice(0, 5) + (sealed[5] === 'A' ? 'B' : 'A') + sealed.slice(6)
    expect(sealer.open(changed, 'a')).toBeNull()
  })
})

describe('the program’s own secret', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'grobund-secret-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('is the setting where there is one', async () => {
    expect(await programSecret({ sessionSecret: secret, dataDir: '/nowhere' })).toBe(secret)
  })

  test('is made once in DATA_DIR, for its owner’s eyes only, and found again by all who start at once', async () => {
    const dataDir = join(folder, 'new', 'data')
    const made = await Promise.all(Array.from({ length: 8 }, () => programSecret({ sessionSecret: undefined, dataDir })))
    expect(new Set(made).size).toBe(1)
    expect(made[0]?.length).toBeGreaterThanOrEqual(32)
    expect((await stat(join(dataDir, 'session-secret'))).mode & 0o777).toBe(0o600)
    expect(await programSecret({ sessionSecret: undefined, dataDir })).toBe(made[0])
  })

  test('is refused when its file was cut short', async () => {
    await writeFile(join(folder, 'session-secret'), 'short')
    await expect(programSecret({ sessionSecret: undefined, dataDir: folder })).rejects.toThrow('session-secret')
  })
})
