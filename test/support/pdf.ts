import { assert } from '#kernel/result.ts'
import { type PdfObject, type PdfValue, nameOf, pdfObjects, readValue } from './pdf-objects.ts'

/** An element of a paper's structure: its tag, what is read in its place, and in order what is in it: drawn text with its page, or elements. */
export type Tagged = { tag: string; alt: string | null; scope: string | null; children: (Tagged | Drawn)[] }
/** A stretch of what is drawn: its text, the page (from 0) and where in the drawing of that page it stands. */
export type Drawn = { text: string; page: number; at: number }

/** A tagged paper as a screen reader gets it: language, title and structure; what is drawn outside of it, and of that what is said to be decoration. */
export type Paper = {
  lang: string | null
  marked: boolean
  showsTitle: boolean
  info: ReadonlyMap<string, PdfValue>
  root: Tagged
  /** Text that no element holds, and that is not marked as an artifact: nothing may be there. */
  untagged: readonly string[]
  /** What is drawn as an artifact, page by page. */
  artifacts: readonly string[]
  /** What is drawn and in which order, over all pages. */
  order: readonly Drawn[]
}

type Objects = ReadonlyMap<number, PdfObject>

/** Reads a paper that our own writer has made. */
export function readPaper(bytes: Uint8Array): Paper {
  const objects = pdfObjects(bytes)
  const dicts = [...objects.values()].flatMap(({ value }) => (value instanceof Map ? [value] : []))
  const catalog = dicts.find((one) => nameOf(one.get('Type')) === 'Catalog')
  assert(catalog !== undefined, 'a paper has a catalogue')
  const pages = listOf(objects, mapOf(objects, catalog.get('Pages'))?.get('Kids')).map((page) => page)
  const drawn = pages.map((page, at) => drawnOn(objects, { page: mapOf(objects, page), at }))
  const numbers = new Map(pages.flatMap((page, at) => (isRef(page) ? [[page.ref, at] as const] : [])))
  const tree = mapOf(objects, catalog.get('StructTreeRoot'))
  const [document] = listOf(objects, tree?.get('K'))
  const root = elementOf({ objects, numbers, drawn }, document ?? null, null)
  assert(root !== null && 'tag' in root, 'a tagged paper has a document')
  const lang = catalog.get('Lang')
  return {
    lang: typeof lang === 'string' ? lang : null,
    marked: mapOf(objects, catalog.get('MarkInfo'))?.get('Marked') === true,
    showsTitle: mapOf(objects, catalog.get('ViewerPreferences'))?.get('DisplayDocTitle') === true,
    info: new Map([...(dicts.find((one) => one.has('Producer')) ?? [])].map(([key, value]) => [key, resolve(objects, value)])),
    root,
    untagged: drawn.flatMap(({ untagged }) => untagged),
    artifacts: drawn.map(({ artifacts }) => artifacts.join(' ')),
    order: drawn.flatMap(({ byId }) => [...byId.values()].toSorted((a, b) => a.at - b.at)),
  }
}

/** All text that is drawn, tagged or not, and all that is said in place of pictures or about the paper. */
export function pdfText(bytes: Uint8Array): string {
  const paper = readPaper(bytes)
  const lines: string[] = []
  walk(paper.root, (one) => lines.push('tag' in one ? `${one.tag} ${one.alt ?? ''}` : one.text))
  return [
    ...lines,
    ...paper.artifacts,
    ...paper.untagged,
    ...[...paper.info].map(([key, value]) => `${key} ${JSON.stringify(value)}`),
  ].join('\n')
}

/** Visits every element and stretch of text in the order they are read. */
export function walk(from: Tagged | Drawn, visit: (one: Tagged | Drawn) => void): void {
  visit(from)
  if ('tag' in from) for (const child of from.children) walk(child, visit)
}

function isRef(value: PdfValue | undefined): value is { ref: number } {
  return value !== null && typeof value === 'object' && 'ref' in value
}
function resolve(objects: Objects, value: PdfValue | undefined): PdfValue {
  return isRef(value) ? (objects.get(value.ref)?.value ?? null) : (value ?? null)
}
function mapOf(objects: Objects, value: PdfValue | undefined): Map<string, PdfValue> | null {
  const found = resolve(objects, value)
  return found instanceof Map ? found : null
}
function listOf(objects: Objects, value: PdfValue | undefined): PdfValue[] {
  const found = resolve(objects, value)
  return Array.isArray(found) ? found : value === undefined || found === null ? [] : [value]
}

type Given = { objects: Objects; numbers: ReadonlyMap<number, number>; drawn: readonly { byId: ReadonlyMap<number, Drawn> }[] }

function elementOf(given: Given, value: PdfValue, above: number | null): Tagged | Drawn | null {
  const { objects, numbers, drawn } = given
  if (typeof value === 'number') return drawn[above ?? 0]?.byId.get(value) ?? null
  const found = mapOf(objects, value)
  if (found === null) return null
  const own = found.get('Pg')
  const page = isRef(own) ? (numbers.get(own.ref) ?? null) : above
  const id = found.get('MCID')
  if (typeof id === 'number') return drawn[page ?? 0]?.byId.get(id) ?? null
  const alt = found.get('Alt')
  const scope = listOf(objects, found.get('A'))
    .map((one) => nameOf(mapOf(objects, one)?.get('Scope')))
    .find((one) => one !== null)
  const children = listOf(objects, found.get('K')).flatMap((child) => elementOf(given, child, page) ?? [])
  return { tag: nameOf(found.get('S')) ?? '', alt: typeof alt === 'string' ? alt : null, scope: scope ?? null, children }
}

/** What one page draws, by its marks. */
function drawnOn(objects: Objects, { page, at: pageAt }: { page: Map<string, PdfValue> | null; at: number }) {
  const fonts = fontsOf(objects, page)
  const content = listOf(objects, page?.get('Contents')).map((one) =>
    isRef(one) ? (objects.get(one.ref)?.stream?.toString('latin1') ?? '') : '',
  )
  const reader = { text: `${content.join('\n')}\n`, at: 0 }
  const byId = new Map<number, Drawn>()
  const [untagged, artifacts]: [string[], string[]] = [[], []]
  const marks: (number | 'artifact')[] = []
  let font: ReadonlyMap<number, string> = new Map()
  let operands: PdfValue[] = []
  while (reader.text.slice(reader.at).trim() !== '') {
    const value = readValue(reader)
    const word = nameOf(value)
    if (word === null || !word.startsWith('operator:')) {
      operands.push(value)
      continue
    }
    const operator = word.slice('operator:'.length)
    if (operator === 'Tf') font = fonts.get(nameOf(operands[0]) ?? '') ?? new Map()
    if (operator === 'BDC' || operator === 'BMC') {
      const id = operands[1] instanceof Map ? operands[1].get('MCID') : undefined
      marks.push(typeof id === 'number' ? id : 'artifact')
      if (typeof id === 'number') byId.set(id, { text: '', page: pageAt, at: reader.at })
    }
    if (operator === 'EMC') marks.pop()
    if (operator === 'TJ' || operator === 'Tj') {
      const text = glyphs(operands, font)
      const mark = marks.at(-1)
      if (mark === undefined) untagged.push(text)
      else if (mark === 'artifact') artifacts.push(text)
      else {
        const stretch = byId.get(mark)
        if (stretch !== undefined) stretch.text += `${stretch.text === '' ? '' : ' '}${text}`
      }
    }
    operands = []
  }
  return { byId, untagged, artifacts }
}

function glyphs(operands: readonly PdfValue[], font: ReadonlyMap<number, string>): string {
  return operands
    .flat()
    .flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1').toString('hex').matchAll(/.{4}/g)] : []))
    .map(([code]) => font.get(Number.parseInt(code, 16)) ?? '')
    .join('')
}

function fontsOf(objects: Objects, page: Map<string, PdfValue> | null): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const fonts = mapOf(objects, mapOf(objects, page?.get('Resources'))?.get('Font'))
  return new Map(
    [...(fonts ?? [])].map(([name, font]) => {
      const table = mapOf(objects, font)?.get('ToUnicode')
      return [name, charactersOf(isRef(table) ? (objects.get(table.ref)?.stream?.toString('latin1') ?? '') : '')]
    }),
  )
}

// Ranges of glyphs with a list of the characters each stands for.
function charactersOf(cmap: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const [, first = '0', list = ''] of cmap.matchAll(/<([0-9a-f]+)>\s*<[0-9a-f]+>\s*\[([^\]]*)\]/gi))
    for (const [at, [, code = '']] of [...list.matchAll(/<([0-9a-f\s]+)>/gi)].entries())
      found.set(Number.parseInt(first, 16) + at, Buffer.from(code.replaceAll(/\s/g, ''), 'hex').swap16().toString('utf16le'))
  return found
}
