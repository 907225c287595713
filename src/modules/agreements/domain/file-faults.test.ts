import { expect, test } from 'vitest'
import { faultWords, programmeFaults } from '#modules/programmes/index.ts'
import { memoPilot } from '../index.ts'
import { type FileFault, readFileText } from './loaded-file.ts'

const wrong = [undefined, null, -1, 99_999_999_999, 1.5, 'A B', '', [], {}, true]

/** Every fault that the memo's pilot file has when each of its values in turn is something else. */
async function allFaults(): Promise<FileFault[]> {
  const source: unknown = JSON.parse(await memoPilot())
  const found = new Map<string, FileFault>()
  const read = (text: string) => {
    const answer = readFileText(text, programmeFaults)
    for (const fault of answer.ok ? [] : answer.refusal) found.set(fault.message, fault)
  }
  // Parts of one shape are spoilt once.
  const shapes = new Set<string>()
  const spoil = (part: unknown) => {
    if (typeof part !== 'object' || part === null) return
    const shape = Array.isArray(part) ? `${shapes.size}` : Object.keys(part).join(' ')
    if (shapes.has(shape)) return
    shapes.add(shape)
    for (const key of Object.keys(part).slice(0, 14)) {
      const kept: unknown = Reflect.get(part, key)
      for (const value of wrong) {
        Reflect.set(part, key, value)
        read(JSON.stringify(source))
      }
      Reflect.set(part, key, kept)
      spoil(kept)
    }
    Reflect.set(part, 'zzz', 1)
    read(JSON.stringify(source))
    if (!Array.isArray(part)) Reflect.deleteProperty(part, 'zzz')
  }
  read('no JSON')
  spoil(source)
  return [...found.values()]
}

test('whatever is wrong in a file is said in the reader’s language, with its field', async () => {
  const faults = await allFaults()
  expect(faults.length).toBeGreaterThan(40)
  const english = faults.filter((fault) => fault.path !== '').filter((fault) => faultWords(fault, 'da') === faultWords(fault, 'en'))
  expect(english.map(({ message }) => message)).toEqual([])
  expect(faultWords({ path: 'period.startsOn', message: 'must not lie before signedOn' }, 'da')).toBe(
    'period.startsOn: må ikke ligge før signedOn',
  )
  expect(faultWords({ path: '', message: 'is not a JSON object' }, 'da')).toBe('Filen: er ikke et JSON-objekt')
})
