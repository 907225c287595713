import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { assert } from '#kernel/result.ts'
import { movableClock } from '#platform/clock.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { noon } from '../../../../../test/support/enrolment-scene.ts'
import { serverOf } from '../../../../../test/support/pages.ts'
import { unzip } from '../../../../../test/support/zip.ts'
import { shownFigures } from '../../domain/open/open-version.ts'
import { type ReportId, evaluationModule, readReport } from '../../index.ts'
import { type EvaluationScene, evaluationScene, ports } from '../../test-support/evaluation-scene.ts'
import { texts } from '../../texts/texts.ts'

const clock = movableClock(noon('2016-04-20'))
let given: EvaluationScene
let id: ReportId
beforeAll(async () => {
  given = await evaluationScene()
  id = await given.draft()
  assert((await given.publish(id)).ok, 'the report is published')
})
afterAll(() => given.scene.database.close())

/** What a spreadsheet holds: its sheets in order, each with its rows of texts and numbers, and every file it is made of. */
async function fetched(actor: StaffActor, path: string) {
  const actors = new Map([[actor.accountId, actor]])
  const server = serverOf(evaluationModule({ db: given.scene.database.db, clock }, ports).routes, clock, actors)
  const response = await server.request(`http://localhost${path}`, { headers: { cookie: `${sessionCookie}=${actor.accountId}` } })
  assert(response.status === 200, 'the spreadsheet is sent')
  const { files, comment } = unzip(new Uint8Array(await response.arrayBuffer()))
  const textOf = (name: string) => files.get(name)?.toString('utf8') ?? ''
  const shared = [...textOf('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, one = '']) => plain(one))
  const book = textOf('xl/workbook.xml')
  const sheets = [...book.matchAll(/<sheet [^>]*name="([^"]*)"[^>]*>/g)].map(([tag, name = ''], at) => {
    const rows = [...textOf(`xl/worksheets/sheet${at + 1}.xml`).matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
      cellsOf(row, shared),
    )
    return { name: plain(name), tag, rows }
  })
  return { sheets, files, comment, book }
}

const plain = (xml: string) =>
  xml
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

// A cell stands at its letter; one that is left out is empty.
function cellsOf(row: string, shared: readonly string[]): (string | number | null)[] {
  const found: (string | number | null)[] = []
  for (const [, letter = 'A', attributes = '', inner = ''] of row.matchAll(/<c r="([A-Z])\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const at = letter.charCodeAt(0) - 65
    while (found.length < at) found.push(null)
    const value = /<v>(.*?)<\/v>/s.exec(inner)?.[1]
    if (attributes.includes('t="s"')) found.push(shared[Number(value)] ?? '')
    else if (attributes.includes('t="inlineStr"')) found.push(plain(inner))
    else found.push(value === undefined ? null : Number(value))
  }
  return found
}

const secretary = () => given.a('committee_secretary')
async function dataset() {
  const now = noon('2016-04-20')
  const read = await given.scene.as(secretary(), now, (tx) => readReport(tx, ports, { actor: secretary(), id, now }))
  assert(read.ok && read.value.report.frozen !== null, 'the report is read')
  return { dataset: read.value.dataset, sha256: read.value.report.frozen.sha256 }
}

test('the sheets are figures, dictionary and what they are of; every figure of the closed version stands there to the øre', async () => {
  const { sheets } = await fetched(secretary(), `/evaluation/${id}.xlsx?version=closed`)
  expect(sheets.map(({ name }) => name)).toEqual(['Tal', 'Datadiktionær', 'Om tallene'])
  const { dataset: frozen, sha256 } = await dataset()
  const [figures, , about] = sheets
  const say = texts('da')
  expect(figures?.rows.slice(1)).toHaveLength(frozen.figures.length)
  for (const [at, figure] of frozen.figures.entries()) {
    const [part, name, code, key, value, unit, n, denominator = null, share = null] = figures?.rows[at + 1] ?? []
    const amount = figure.value === null ? say.tooEarly : figure.unit === 'ore' ? Number(figure.value) / 100 : Number(figure.value)
    expect({ part, name, code, key, value, unit, n, denominator }).toEqual({
      part: say.groups[figure.group],
      name: figure.name.da,
      code: figure.code,
      key: figure.key,
      value: amount,
      unit: say.excel.units[figure.unit],
      n: figure.n,
      denominator: figure.denominator,
    })
    const whole = figure.value === null ? null : figure.denominator
    expect([code, share]).toEqual([
      code,
      whole === null || whole === 0 ? null : Math.round((Number(figure.value) * 10_000) / whole) / 10_000,
    ])
  }
  expect(about?.rows).toContainEqual([say.footer, sha256])
  expect(about?.rows.flat().join(' ')).toContain('Lov nr. 994 af 30. august 2015')
})

test('the dictionary has a row for each definition that the figures use, and no others', async () => {
  const { sheets } = await fetched(secretary(), `/evaluation/${id}.xlsx?version=closed`)
  const [figures, dictionary] = sheets
  const say = texts('da')
  const used = [...new Set(figures?.rows.slice(1).map((row) => row[3]))]
  expect(dictionary?.rows.slice(1).map(([key]) => key)).toEqual(used)
  const { dataset: frozen } = await dataset()
  for (const [key, part, name, formula, population, rule, version] of dictionary?.rows.slice(1) ?? []) {
    const figure = frozen.figures.find((one) => one.key === key)
    assert(figure !== undefined, 'a definition is of a figure')
    expect([part, name, formula, population, rule, version]).toEqual([
      say.groups[figure.group],
      say.figures[figure.key].name,
      figure.definition.da,
      say.indicators[figure.group].population,
      say.indicators[figure.group].rule,
      figure.definitionVersion,
    ])
  }
})

test('each figure of the spreadsheet reads as on its page', async () => {
  const { html } = await given.pages.get(secretary(), `/evaluation/${id}?version=closed`)
  const rows = [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => plain(cell).replaceAll(/\s+/g, ' ').trim()),
  )
  const { sheets } = await fetched(secretary(), `/evaluation/${id}.xlsx?version=closed`)
  const figures = sheets[0]?.rows.slice(1).filter((row) => row[0] !== texts('da').groups.support) ?? []
  expect(figures.length).toBeGreaterThan(40)
  for (const [, name, code, , value, unit] of figures) {
    if (typeof value !== 'number' || unit === 'minutter') continue
    const amount = new Intl.NumberFormat('da-DK', { minimumFractionDigits: unit === 'kr.' && value % 1 !== 0 ? 2 : 0 }).format(value)
    const told = rows.find(([first = '', second = '']) => first.startsWith(String(name)) && second.startsWith(amount))
    expect([code, amount, told === undefined ? rows.filter(([first = '']) => first.startsWith(String(name))) : 'told']).toEqual([
      code,
      amount,
      'told',
    ])
  }
})

test('who may not see the closed version gets no spreadsheet of it', async () => {
  expect((await given.pages.get(given.a('committee_member'), `/evaluation/${id}.xlsx?version=closed`)).status).toBe(403)
})

test('the open spreadsheet has no figure that its page withholds, and nothing hidden, linked, noted or remembered beside its three sheets', async () => {
  const { sheets, files, comment, book } = await fetched(given.a('committee_member'), `/evaluation/${id}.xlsx`)
  const { dataset: frozen } = await dataset()
  const open = shownFigures(frozen, 'open')
  const rows = sheets[0]?.rows.slice(1) ?? []
  expect(rows.map((row) => row[2])).toEqual(open.map(({ figure }) => figure.code))
  for (const [at, shown] of open.entries()) {
    const [, , code, , value, , n = null, denominator = null] = rows[at] ?? []
    if (shown.value.kind === 'known') continue
    expect([code, typeof value, n, denominator]).toEqual([code, 'string', shown.n, shown.denominator])
  }
  expect(open.filter(({ value }) => value.kind === 'small' || value.kind === 'hidden').length).toBeGreaterThan(5)
  expect(comment).toBe('')
  for (const { tag } of sheets) expect(tag).not.toMatch(/state=/)
  expect(book).not.toMatch(/<definedName |externalReference|pivot/)
  const names = [...files.keys()]
  expect(names.filter((name) => /comment|drawing|external|custom|vml|media|embed|printer|calcChain/i.test(name))).toEqual([])
  for (const [name, data] of files)
    expect([name, /hidden="(?:1|true)"|<f>|dataValidation/.test(data.toString('utf8'))]).toEqual([name, false])
  const everything = [...files.values()].map((data) => data.toString('utf8')).join('\n')
  for (const figure of frozen.figures)
    if (figure.unit === 'ore' && figure.value !== null && figure.value > 0n) {
      const shown = open.find((one) => one.figure === figure)
      if (shown?.value.kind !== 'known')
        expect([figure.code, everything.includes(`>${Number(figure.value) / 100}<`)]).toEqual([figure.code, false])
    }
})
