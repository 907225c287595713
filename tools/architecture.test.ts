import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mayUse } from './architecture/may-use.ts'
import { examine, run } from './architecture.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'architecture-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const breaches: readonly (readonly [what: string, path: string, text: string, why: RegExp])[] = [
  [
    'a deep import',
    'modules/loans/actions/grant.ts',
    "import { x } from '#modules/ledger/store/entries.ts'",
    /only its index\.ts is a door/,
  ],
  [
    'a deep import by a relative path',
    'modules/loans/actions/grant.ts',
    "import { x } from '../../ledger/store/entries.ts'",
    /only its index/,
  ],
  ['an upward import', 'modules/ledger/actions/post.ts', "import { x } from '#modules/loans/index.ts'", /ledger may not use loans/],
  [
    'a type-only upward import',
    'modules/ledger/actions/post.ts',
    "import type { X } from '#modules/loans/index.ts'",
    /ledger may not use loans/,
  ],
  [
    'a type named inside a type',
    'modules/ledger/actions/post.ts',
    "type X = import('#modules/loans/index.ts').X",
    /ledger may not use loans/,
  ],
  ['a side-effect import', 'modules/ledger/actions/post.ts', "import '#modules/loans/index.ts'", /ledger may not use loans/],
  ['a dynamic import', 'modules/ledger/actions/post.ts', "export const x = import('#modules/loans/index.ts')", /ledger may not use loans/],
  ['an import whose path is computed', 'modules/ledger/actions/post.ts', 'export const x = (y: string) => import(y)', /computed/],
  ['a re-export', 'modules/ledger/index.ts', "export * from '#modules/loans/index.ts'", /ledger may not use loans/],
  [
    'an import over several lines',
    'modules/ledger/index.ts',
    "import {\n  a,\n  b,\n} from '#modules/loans/index.ts'",
    /ledger may not use loans/,
  ],
  [
    'a module that is not listed',
    'modules/lottery/actions/draw.ts',
    "import { x } from '#modules/audit/index.ts'",
    /lottery is not listed/,
  ],
  ['a room that is not listed', 'modules/ledger/helpers/x.ts', '', /helpers is no room/],
  ['a folder that is not listed', 'common/x.ts', '', /common is not listed/],
  ['IO in the domain', 'modules/ledger/domain/entry.ts', "import { readFileSync } from 'node:fs'", /domain\/ imports #kernel only/],
  ['a library in the domain', 'modules/ledger/domain/entry.ts', "import pg from 'pg'", /domain\/ imports #kernel only/],
  [
    'the platform in the domain',
    'modules/ledger/domain/entry.ts',
    "import type { Db } from '#platform/db/database.ts'",
    /domain\/ imports #kernel only/,
  ],
  [
    'another module in the domain',
    'modules/loans/domain/loan.ts',
    "import type { X } from '#modules/ledger/index.ts'",
    /domain\/ imports #kernel only/,
  ],
  ['words in the domain', 'modules/loans/domain/loan.ts', "import { da } from '../texts/da.ts'", /domain\/ imports #kernel only/],
  ['the domain calling the store', 'modules/loans/domain/loan.ts', "import { x } from '../store/loans.ts'", /domain may not use store/],
  ['a store calling an action', 'modules/loans/store/loans.ts', "import { x } from '../actions/grant.ts'", /store may not use actions/],
  ['an action calling a page', 'modules/loans/actions/grant.ts', "import { x } from '../web/loan/page.tsx'", /actions may not use web/],
  ['a page calling the API', 'modules/loans/web/loan/page.tsx', "import { x } from '../../api/loans.ts'", /web may not use api/],
  ['the inside using its own door', 'modules/loans/actions/grant.ts', "import { x } from '../index.ts'", /actions may not use index/],
  ['the kernel using a library', 'kernel/money.ts', "import { z } from 'zod'", /kernel imports nothing/],
  ['the kernel using the platform', 'kernel/money.ts', "import { x } from '#platform/clock.ts'", /kernel may not use platform/],
  ['the platform using a module', 'platform/http/call.ts', "import { x } from '#modules/access/index.ts'", /platform may not use modules/],
  ['ui using the platform', 'ui/page.tsx', "import { x } from '#platform/clock.ts'", /ui may not use platform/],
  [
    'a module using an integration',
    'modules/loans/actions/pay.ts',
    "import { x } from '#integrations/bank/index.ts'",
    /modules may not use integrations/,
  ],
  ['a module using the root', 'modules/loans/actions/pay.ts', "import { x } from '../../../app.ts'", /puts the program together/],
  [
    'an integration using more than types',
    'integrations/bank/pain.ts',
    "import { x } from '#modules/loans/index.ts'",
    /imports types only/,
  ],
  [
    'an integration reaching inside',
    'integrations/bank/pain.ts',
    "import type { X } from '#modules/loans/domain/loan.ts'",
    /only its index/,
  ],
  ['an integration using another', 'integrations/bank/pain.ts', "import { x } from '../post/letter.ts'", /may not use another/],
  ['the root reaching inside a module', 'app.ts', "import { x } from '#modules/loans/actions/grant.ts'", /only its index/],
  ['a program that leans on the tests', 'app.ts', "import { x } from '../test/support/cast.ts'", /outside the source folder/],
  ['the platform using the command line', 'platform/clock.ts', "import { x } from '../command/serve.ts'", /puts the program together/],
  ['the demo reaching inside a module', 'demo/seed.ts', "import { x } from '#modules/loans/store/loans.ts'", /only its index/],
  ['SQL in the demo', 'demo/seed.ts', 'export const q = sql`select 1`', /SQL belongs in store/],
  ['a program that uses what tests share', 'modules/loans/actions/grant.ts', "import { x } from '../test/cast.ts'", /for tests only/],
  [
    'a test that leans on the tools',
    'modules/loans/store/loans.test.ts',
    "import { x } from '../../../../tools/x.ts'",
    /outside the source folder/,
  ],
  ['SQL in an action', 'modules/loans/actions/grant.ts', 'export const q = sql`select 1`', /SQL belongs in store/],
  ['SQL in an integration', 'integrations/bank/pain.ts', 'export const q = db.sql`select 1`', /SQL belongs in store/],
  ['typed SQL in a page', 'modules/loans/web/loan/page.tsx', 'export const q = sql.type(row)`select 1`', /SQL belongs in store/],
  ['a page outside web/', 'modules/loans/actions/grant.tsx', '', /\.tsx belongs in web\//],
  ['a file that is no TypeScript', 'modules/loans/actions/grant.ts', 'import { from', /cannot be read/],
]

describe('a planted breach is found, alone:', () => {
  for (const [what, path, text, why] of breaches) {
    test(what, () => {
      plant(path, text)
      const found = examine(folder).breaches
      expect(found.map((breach) => breach.why).join('\n')).toMatch(why)
      expect(new Set(found.map((breach) => breach.path))).toEqual(new Set([path]))
    })
  }
})

describe('what is allowed is left alone:', () => {
  for (const [what, path, text] of [
    ['a lower door', 'modules/loans/actions/grant.ts', "import { x } from '#modules/ledger/index.ts'"],
    [
      'own rooms downward',
      'modules/loans/actions/grant.ts',
      "import { x } from '../store/loans.ts'\nimport { y } from '../domain/loan.ts'",
    ],
    ['the list of permits', 'modules/loans/actions/grant.ts', "import { actions } from '../actions.ts'"],
    ['words', 'modules/loans/store/letters.ts', "import { da } from '../texts/da.ts'"],
    ['SQL in the store', 'modules/loans/store/loans.ts', 'export const q = sql`select 1`'],
    ['SQL in the platform', 'platform/db/migrate.ts', 'export const q = sql`select 1`'],
    ["another's template", 'modules/loans/actions/grant.ts', 'export const q = html`<p>select 1</p>`'],
    [
      'a test with its support',
      'modules/loans/store/loans.test.ts',
      "import { x } from '../../../../test/support/database.ts'\nimport 'vitest'",
    ],
    [
      'an import in a comment or a text',
      'modules/ledger/actions/post.ts',
      "// import '#modules/loans/index.ts'\nexport const t = `import '#modules/loans/index.ts'`",
    ],
    ['a port type', 'integrations/bank/pain.ts', "import { type PayoutOrder } from '#modules/loans/index.ts'"],
    [
      'what tests share',
      'modules/loans/test/cast.ts',
      "import { x } from '../../../../test/support/database.ts'\nimport { y } from '../store/loans.ts'",
    ],
    [
      'the command line',
      'command/serve.ts',
      "import { x } from '../app.ts'\nimport { y } from '#modules/loans/index.ts'\nimport { z } from '../demo/play.ts'",
    ],
    ['a page of the demo', 'demo/web/start-page.tsx', "import { x } from '#ui/page.tsx'"],
    ['the root as a list', 'app.ts', "import { x } from '#modules/loans/index.ts'\nimport { y } from '#integrations/bank/index.ts'"],
  ] as const) {
    test(what, () => {
      plant(path, text)
      expect(examine(folder).breaches).toEqual([])
    })
  }
})

test('a breach is told with its file and line, and fails', () => {
  plant('modules/ledger/index.ts', "\n\nimport '#modules/loans/index.ts'\n")
  const lines: string[] = []
  expect(run(folder, (line) => lines.push(line))).toBe(1)
  expect(lines[0]).toBe('src/modules/ledger/index.ts:3 ledger may not use loans')
  expect(lines[1]).toContain('examined 1 files in 1 modules: 1 imports, 0 SQL templates; 1 breaches')
})

for (const where of ['', 'nowhere']) {
  test(`an ${where === '' ? 'empty' : 'absent'} tree fails, for nothing was examined`, () => {
    const lines: string[] = []
    expect(run(join(folder, where), (line) => lines.push(line))).toBe(1)
    expect(lines.join()).toContain('examined nothing')
  })
}

test('every module may use listed, earlier modules only, so that no circle can be listed', () => {
  const names = Object.keys(mayUse)
  for (const [name, used] of Object.entries(mayUse)) {
    for (const each of used) expect(names.indexOf(each), `${name} uses ${each}`).toBeLessThan(names.indexOf(name))
    for (const each of used) expect(names).toContain(each)
    expect(new Set(used).size).toBe(used.length)
  }
})
