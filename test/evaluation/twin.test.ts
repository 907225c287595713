import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffActor } from '#kernel/actor.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import {
  type ReportId,
  chooseAssumptions,
  enterComparison,
  evaluationModule,
  makeReport,
  publishReport,
  readReport,
  writeSections,
} from '#modules/evaluation/index.ts'
import { movableClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { evaluationPorts } from '../../src/evaluation-ports.ts'
import { shareReport } from '../../src/modules/evaluation/actions/report/share-report.ts'
import { shownComparison, shownFigures } from '../../src/modules/evaluation/domain/open/open-version.ts'
import { type Dataset, canonicalText } from '../../src/modules/evaluation/domain/report/dataset.ts'
import { type Scene, makeScene, noon } from '../support/enrolment-scene.ts'
import { type Drawn, type Tagged, pdfText, readPaper, walk } from '../support/pdf.ts'
import { serverOf } from '../support/pages.ts'
import { unzip } from '../support/zip.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { histories, stays } from './histories.ts'
import { keepHistories, keepStays } from './keep-histories.ts'
import { twinOf } from './twin.ts'

// Two reports of one pilot, published, each replaced by a twin that differs in nothing but what the open version withholds. Every word, path,
// label, cell and byte that the committee, the director and the holder of a link get must be the same for both.
const at = noon('2018-06-01')
const clock = movableClock(at)
const people = new Map<string, StaffActor>()

function staff(scene: Scene, key: string, role: StaffActor['roles'][number]): StaffActor {
  const organisationId = scene.organisations.get(key)
  assert(organisationId !== undefined, 'the party is there')
  return { kind: 'staff', accountId: newId(), humanId: newId(), name: 'Torben Vang', organisationId, roles: [role] }
}

/** A pilot of so many people with two published reports, whose words name every figure there is. */
async function published(count: number) {
  const scene = await makeScene()
  const secretary = staff(scene, 'ishoej', 'committee_secretary')
  people.set(secretary.accountId, secretary)
  const reader = staff(scene, 'ishoej', 'committee_member')
  const director = staff(scene, 'ishoej', 'business_director')
  const seed = 20160415 + count
  await scene.database.ownerDb.transaction(nobody(day('2018-06-01')), async (tx) => {
    await keepHistories(tx, scene.agreementId, histories(count, seed))
    await keepStays(tx, scene.agreementId, stays(seed))
  })
  const ids: ReportId[] = []
  for (const cutoff of ['2016-01-31', '2017-06-15']) ids.push(await publish(scene, { secretary, cutoff }))
  const [first, second] = ids
  assert(first !== undefined && second !== undefined, 'two are published')
  const link = await scene.as(secretary, at, (tx) =>
    shareReport(tx, { actor: secretary, reportId: second, untilOn: day('2018-12-31'), at }),
  )
  assert(link.ok, 'a link is made')
  const server = serverOf(
    evaluationModule({ db: scene.database.db, clock }, evaluationPorts).routes,
    clock,
    new Map([secretary, reader, director].map((actor) => [actor.accountId, actor])),
  )
  const fetch = async (actor: StaffActor | null, path: string, lang: 'da' | 'en' = 'da') => {
    const cookie = `${actor === null ? '' : `${sessionCookie}=${actor.accountId}; `}lang=${lang}`
    const response = await server.request(`http://localhost${path}`, { headers: { cookie } })
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  return { scene, secretary, reader, director, first, second, key: link.value.key, fetch }
}

async function publish(scene: Scene, { secretary, cutoff }: { secretary: StaffActor; cutoff: string }): Promise<ReportId> {
  const id = newId<'report'>()
  const wish = { actor: secretary, agreementId: scene.agreementId, title: 'Evaluering', cutoffOn: day(cutoff), requestId: id, at }
  await scene.as(secretary, at, async (tx) => {
    assert((await makeReport(tx, wish)).ok, 'a draft is made')
    const assumptions = { benefitOre: kroner(11_000), weeksOnBenefit: 52, horizonMonths: 60, lossBp: 1_000, otherCostOre: kroner(50_000) }
    assert((await chooseAssumptions(tx, { actor: secretary, reportId: id, assumptions, at })).ok, 'assumptions are chosen')
    const comparison = {
      figures: { referred: 40, accepted: 12, started: 9, main_reached: 6, completed: 5, registered: 2, self_end12: 3 },
      source: 'Årsberetning',
      caveat: 'Andre målgrupper',
      references: [{ name: 'Landet', value: '12 %', source: 'Danmarks Statistik', of: 'self_end12' }],
    }
    assert((await enterComparison(tx, { actor: secretary, reportId: id, comparison, at })).ok, 'the other programme is entered')
    const draft = await readReport(tx, evaluationPorts, { actor: secretary, id, now: at })
    assert(draft.ok, 'the draft is read')
    const words = draft.value.dataset.figures
      .map(({ code }) => `${code}: [[${code}]], [[${code}%]].`)
      .join('\n\n')
      .concat('\n\n[[closed]] Den, der stoppede, fik job.')
    assert(
      (
        await writeSections(tx, evaluationPorts, {
          actor: secretary,
          reportId: id,
          title: 'Evaluering',
          words: { results: words },
          seen: 0,
          at,
        })
      ).ok,
      'words are written',
    )
    assert((await publishReport(tx, evaluationPorts, { actor: secretary, reportId: id, at })).ok, 'it is published')
  })
  return id
}

type Given = Awaited<ReturnType<typeof published>>

/** The frozen dataset of a report, and another in its place, past the lock that keeps a published report. */
async function frozen({ scene, secretary }: Given, id: ReportId): Promise<Dataset> {
  const read = await scene.as(secretary, at, (tx) => readReport(tx, evaluationPorts, { actor: secretary, id, now: at }))
  assert(read.ok, 'the report is read')
  return read.value.dataset
}
async function replace({ scene }: Given, id: ReportId, dataset: Dataset): Promise<void> {
  await scene.database.ownerDb.transaction(nobody(day('2018-06-01')), async (tx) => {
    await tx.run(sql`alter table evaluation.report disable trigger keep_published`)
    await tx.run(sql`update evaluation.report set dataset = ${canonicalText(dataset)}::jsonb where id = ${id}`)
    await tx.run(sql`alter table evaluation.report enable trigger keep_published`)
  })
}

// A form's request is another each time it is shown.
const withoutRequest = (html: string) => html.replaceAll(/(name="request_id" value=")[0-9a-f-]{36}/g, '$1')
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

/** Everything that is handed out of the open version, by where it was got: pages in both languages, papers, spreadsheets, their names. */
async function handedOut({ fetch, reader, director, first, second, key }: Given): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const keep = async (actor: StaffActor | null, path: string, lang: 'da' | 'en') => {
    const { status, headers, bytes } = await fetch(actor, path, lang)
    const where = `${actor?.roles[0] ?? 'link'} ${lang} ${path}`
    expect([where, status]).toEqual([where, 200])
    found.set(`${where} name`, headers.get('content-disposition') ?? '')
    if (path.includes('.xlsx')) {
      const { files, comment } = unzip(bytes)
      found.set(`${where} comment`, comment)
      for (const [name, data] of files) found.set(`${where} ${name}`, data.toString('utf8'))
    } else if (path.includes('.pdf')) {
      found.set(where, Buffer.from(bytes).toString('latin1'))
      found.set(`${where} text`, pdfText(bytes))
    } else found.set(where, withoutRequest(textOf(bytes)))
  }
  for (const id of [first, second])
    for (const tail of ['', '/assumptions', '.pdf', '.xlsx']) await keep(reader, `/evaluation/${id}${tail}`, 'da')
  for (const lang of ['da', 'en'] as const) {
    await keep(director, `/evaluation/${second}`, lang)
    await keep(null, `/report/${key}`, lang)
  }
  await keep(reader, '/evaluation', 'da')
  await keep(null, `/report/${key}.pdf`, 'en')
  return found
}

describe.each([
  [90, 'a pilot of ninety'],
  [6, 'a tiny pilot, told as an account'],
])('%i people: %s', (count) => {
  let given: Given
  beforeAll(async () => {
    given = await published(count)
  }, 60_000)
  afterAll(() => given.scene.database.close())

  test('the paper is read in the order it is drawn: headings nest, pictures have words, tables have headings, and all that is drawn has its place', async () => {
    const { fetch, secretary, reader, first, second } = given
    for (const [actor, path] of [
      [secretary, `/evaluation/${second}.pdf?version=closed`],
      [reader, `/evaluation/${first}.pdf`],
    ] as const) {
      const paper = readPaper((await fetch(actor, path)).bytes)
      expect({ ...paper, info: paper.info.get('Title') }).toMatchObject({
        lang: 'da-DK',
        marked: true,
        showsTitle: true,
        info: 'Evaluering',
        untagged: [],
      })
      const [levels, read, tables, pictures]: [number[], Drawn[], Tagged[], Tagged[]] = [[], [], [], []]
      walk(paper.root, (one) => {
        if (!('tag' in one)) read.push(one)
        else if (/^H\d$/.test(one.tag)) levels.push(Number(one.tag.slice(1)))
        else if (one.tag === 'Table') tables.push(one)
        else if (one.tag === 'Figure') pictures.push(one)
      })
      expect(levels[0]).toBe(1)
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      expect(levels.every((level, at) => at === 0 || level <= (levels[at - 1] ?? 0) + 1)).toBe(true)
      expect(pictures.length).toBeGreaterThan(path.includes('closed') ? 4 : 0)
      for (const { alt } of pictures) expect(alt ?? '').toMatch(/\p{L}{3}/u)
      expect(tables.length).toBeGreaterThan(5)
      for (const table of tables) expect(faultOf(table)).toBeNull()
      // everything drawn is read once, in the order in which it is drawn
      expect(read).toEqual(paper.order)
      expect(read.map(({ page }) => page)).toEqual(read.map(({ page }) => page).toSorted((a, b) => a - b))
      expect(paper.artifacts.every((text) => text.includes('Side'))).toBe(true)
    }
  })

  test('nothing in the open version tells a report from its twin', async () => {
    const [first, second] = [await frozen(given, given.first), await frozen(given, given.second)]
    const twins = [twinOf(first), twinOf(second)] as const
    for (const [one, twin] of [
      [first, twins[0]],
      [second, twins[1]],
    ] as const) {
      const told = (dataset: Dataset) => shownFigures(dataset, 'open').map(({ figure, ...shown }) => ({ code: figure.code, ...shown }))
      expect(told(twin)).toEqual(told(one))
      const compared = (dataset: Dataset) => shownComparison(dataset.comparison?.figures ?? {}, 'open')
      expect(compared(twin)).toEqual(compared(one))
      expect(twin.comparison).not.toEqual(one.comparison)
      expect(differing(one, twin)).toBeGreaterThan(count > 10 ? 15 : 2)
    }
    const before = await handedOut(given)
    const closed = await handedOutClosed(given)
    await replace(given, given.first, twins[0])
    await replace(given, given.second, twins[1])
    const after = await handedOut(given)
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [where, text] of before) expect([where, text.includes('Den, der stoppede')]).toEqual([where, false])
    expect(closed.get('page')).toContain('Den, der stoppede, fik job.')
    for (const [where, text] of before) expect([where, firstDifference(text, after.get(where) ?? '')]).toEqual([where, null])
    // the closed version does tell them apart, so that there was something to find
    const closedAfter = await handedOutClosed(given)
    for (const [where, text] of closed) expect([where, firstDifference(text, closedAfter.get(where) ?? '') !== null]).toEqual([where, true])
  }, 120_000)
})

/** What is wrong with a table: its first row names the columns, each other row begins with its own name, and all are as wide. */
function faultOf({ children }: Tagged): string | null {
  const rows = children.flatMap((row) => ('tag' in row ? [row.children.flatMap((cell) => ('tag' in cell ? [cell] : []))] : []))
  const [head, ...body] = rows
  if (head === undefined || head.some(({ tag, scope }) => tag !== 'TH' || scope !== 'Column')) return 'no names of columns'
  if (body.some(([first]) => first?.tag !== 'TH' || first.scope !== 'Row')) return 'a row without its name'
  return body.every((row) => row.length === head.length && row.slice(1).every(({ tag }) => tag === 'TD')) ? null : 'a row of another width'
}

async function handedOutClosed({ fetch, secretary, second }: Given): Promise<Map<string, string>> {
  const page = await fetch(secretary, `/evaluation/${second}?version=closed`)
  const paper = await fetch(secretary, `/evaluation/${second}.pdf?version=closed`)
  const sheet = await fetch(secretary, `/evaluation/${second}.xlsx?version=closed`)
  return new Map([
    ['page', withoutRequest(textOf(page.bytes))],
    ['paper', pdfText(paper.bytes)],
    ['sheet', unzip(sheet.bytes).files.get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? ''],
  ])
}

const differing = (one: Dataset, twin: Dataset) =>
  one.figures.filter((figure, at) => canonicalText(figure) !== canonicalText(twin.figures[at])).length

/** Where two texts begin to differ, with what stands around it; null when they are the same. */
function firstDifference(a: string, b: string): string | null {
  if (a === b) return null
  let from = 0
  while (a[from] === b[from]) from += 1
  const around = (text: string) => text.slice(Math.max(0, from - 120), from + 60)
  return `${around(a)} ≠ ${around(b)}`
}
