import type { CellsByCase } from './cells.ts'
import type { AttendanceFact } from './facts.ts'

/** Who was expected to anything (`attending`), and to each activity (`attending:vat_class`). */
export function attendanceCells(attendance: readonly AttendanceFact[]): CellsByCase {
  const cells = new Map<string, string[]>()
  for (const { caseNumber, activity } of attendance) {
    const own = cells.get(caseNumber) ?? ['attending']
    if (!own.includes(`attending:${activity}`)) own.push(`attending:${activity}`)
    cells.set(caseNumber, own)
  }
  return cells
}
