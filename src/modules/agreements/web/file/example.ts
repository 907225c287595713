import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { publicDir } from '#ui/assets.ts'

function shipped(file: string): Promise<string> {
  return readFile(join(publicDir(), '..', '..', 'pilots', file), 'utf8')
}

/** The text of the memo's pilot, which ships with the program and is loaded by the first start. */
export function memoPilot(): Promise<string> {
  return shipped('ishoej-2015.json')
}

/** The text of an invented pilot of two other municipalities, to begin one's own from. */
export function examplePilot(): Promise<string> {
  return shipped('eksempel-2026.json')
}
