import { type Day, daysBetween } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { SheetCell, SheetContent } from './spreadsheet.ts'

/** What a cell comes to: a number (kroner where it is an amount), a text, a truth, or nothing. */
export type CellValue = number | string | boolean | null
type Grid = readonly (readonly CellValue[])[]

/**
 * Reckons a workbook as a spreadsheet program does, from its formulas alone: floating point, halves rounded away from zero, a
 * reference followed wherever it leads. It knows the functions that our sheets use and throws on any other, on a circle, and on
 * a reference to a sheet that is not there. LibreOffice reckoned the same figures when this was written.
 */
export function reckonSheets(sheets: readonly SheetContent[]): Map<string, Grid> {
  const known = new Map<string, CellValue>()
  const cellAt = (sheet: SheetContent, row: number, column: number): CellValue => {
    const key = `${sheet.name}!${row},${column}`
    const found = known.get(key)
    if (found !== undefined) {
      assert(found !== circle, `a circle at ${key}`)
      return found
    }
    known.set(key, circle)
    const value = valueOf(sheet.rows[row]?.[column] ?? null, sheet)
    known.set(key, value)
    return value
  }
  const valueOf = (cell: SheetCell, sheet: SheetContent): CellValue => {
    if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell
    if ('heading' in cell) return cell.heading
    if ('amount' in cell) return Number(cell.amount) / 100
    if ('day' in cell) return serialOf(cell.day)
    if ('percentBp' in cell) return cell.percentBp / 10_000
    const range = (name: string | null, from: string, to: string): Grid => {
      const at = name === null ? sheet : sheets.find((one) => one.name === name)
      assert(at !== undefined, `no sheet ${name ?? ''}`)
      const [top, left] = placeOf(from)
      const [bottom, right] = placeOf(to)
      return span(top, bottom).map((row) => span(left, right).map((column) => cellAt(at, row, column)))
    }
    return single(new Formula(cell.formula, range).value())
  }
  return new Map(sheets.map((sheet) => [sheet.name, sheet.rows.map((row, at) => row.map((_, column) => cellAt(sheet, at, column)))]))
}

/** A day as spreadsheets count it: days since 30 December 1899. */
export function serialOf(day: Day): number {
  return daysBetween(Temporal.PlainDate.from('1899-12-30'), day)
}

const circle = '#CIRCLE!'
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** Row and column from 0 of a reference such as `$AB$12`. */
export function placeOf(reference: string): [number, number] {
  const [, letters = '', digits = ''] = /^\$?([A-Z]+)\$?(\d+)$/.exec(reference) ?? []
  assert(letters !== '', `no cell: ${reference}`)
  return [Number(digits) - 1, Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1]
}

function single(grid: Grid): CellValue {
  assert(grid.length === 1 && grid[0]?.length === 1, 'a range where one value is wanted')
  return grid[0][0] ?? null
}

function number(value: CellValue): number {
  if (value === null) return 0
  assert(typeof value !== 'string', `text where a number is wanted: ${String(value)}`)
  return Number(value)
}

/** Cell by cell; a single value stands beside every cell of the other. */
function each(a: Grid, b: Grid, of: (a: number, b: number) => CellValue): Grid {
  const [tall, wide] = [Math.max(a.length, b.length), Math.max(a[0]?.length ?? 0, b[0]?.length ?? 0)]
  const at = (grid: Grid, row: number, column: number) =>
    number((grid.length === 1 && grid[0]?.length === 1 ? grid[0][0] : grid[row]?.[column]) ?? null)
  return span(0, tall - 1).map((row) => span(0, wide - 1).map((column) => of(at(a, row, column), at(b, row, column))))
}

/** As spreadsheets round: to 15 digits first, then halves away from zero. */
function round(value: number, places: number): number {
  const size = Number((Math.abs(value) * 10 ** places).toPrecision(15))
  return (Math.sign(value) * Math.round(size)) / 10 ** places
}

const numbers = (grid: Grid) => grid.flat().filter((value) => typeof value === 'number')
const sum = (grid: Grid) => numbers(grid).reduce((total, one) => total + one, 0)
const equal = (a: number, b: number) => Number(a.toPrecision(15)) === Number(b.toPrecision(15))
const one = (value: CellValue): Grid => [[value]]

const functions: Record<string, (...given: Grid[]) => Grid> = {
  SUM: (...given) => one(given.reduce((total, grid) => total + sum(grid), 0)),
  MAX: (...given) => one(Math.max(...given.flatMap(numbers))),
  MIN: (...given) => one(Math.min(...given.flatMap(numbers))),
  INT: (value = []) => each(value, one(0), (a) => Math.floor(a)),
  ABS: (value = []) => each(value, one(0), (a) => Math.abs(a)),
  ROUND: (value = [], places = []) => each(value, places, round),
  MOD: (value = [], by = []) => each(value, by, (a, b) => a - b * Math.floor(a / b)),
  SUMPRODUCT: (...given) => one(sum(given.reduce((product, grid) => each(product, grid, (a, b) => a * b), one(1)))),
  IF: (test = [], yes = [], no = []) => (number(single(test)) === 0 ? no : yes),
  INDEX: (row = [], at = []) => one(row[0]?.[number(single(at)) - 1] ?? null),
  MATCH: (wanted = [], row = []) => one((row[0] ?? []).findIndex((value) => equal(number(value), number(single(wanted)))) + 1),
}

const operators: Record<string, (a: number, b: number) => CellValue> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '=': equal,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
}
const levels = [
  ['=', '<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/'],
]

/** A formula, read from left to right. */
class Formula {
  readonly #tokens: string[]
  readonly #range: (sheet: string | null, from: string, to: string) => Grid
  #at = 0

  constructor(text: string, range: (sheet: string | null, from: string, to: string) => Grid) {
    this.#tokens = text.match(/'[^']+'!|\$?[A-Z]+\$?\d+|[A-Z]+|\d+(?:\.\d+)?|<=|>=|[-+*/(),:=<>]/g) ?? []
    assert(this.#tokens.join('') === text, `cannot be read: ${text}`)
    this.#range = range
  }

  value(): Grid {
    const value = this.#level(0)
    assert(this.#at === this.#tokens.length, `something is left over in ${this.#tokens.join('')}`)
    return value
  }

  #take(): string {
    const token = this.#tokens[this.#at] ?? ''
    this.#at += 1
    return token
  }

  #is(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at += 1
    return true
  }

  #level(level: number): Grid {
    const signs = levels[level]
    if (signs === undefined) return this.#part()
    let left = this.#level(level + 1)
    for (let sign = signs.find((it) => this.#is(it)); sign !== undefined; sign = signs.find((it) => this.#is(it))) {
      const of = operators[sign]
      assert(of !== undefined, sign)
      left = each(left, this.#level(level + 1), of)
    }
    return left
  }

  #part(): Grid {
    const token = this.#take()
    if (token === '-') return each(one(0), this.#part(), (a, b) => a - b)
    if (token === '(') return this.#closed()
    if (/^\d/.test(token)) return one(Number(token))
    const call = functions[token]
    if (call !== undefined && this.#is('(')) {
      const given = [this.#level(0)]
      while (this.#is(',')) given.push(this.#level(0))
      assert(this.#is(')'), `${token} is not closed`)
      return call(...given)
    }
    const sheet = token.startsWith("'") ? token.slice(1, -2) : null
    const from = sheet === null ? token : this.#take()
    return this.#range(sheet, from, this.#is(':') ? this.#take() : from)
  }

  #closed(): Grid {
    const value = this.#level(0)
    assert(this.#is(')'), 'a bracket is not closed')
    return value
  }
}
