/** The case number people say aloud: the purchaser's letter, the year, a serial within both: `I-2015-001`. */
export function caseNumber(letter: string, year: number, serial: number): string {
  return `${letter}-${year}-${String(serial).padStart(3, '0')}`
}
