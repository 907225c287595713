import { realClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { importPilot } from '#modules/agreements/index.ts'

/** Loads a pilot file and says what came of it; throws with every fault and its path. Loading it again changes nothing. */
export async function importPilotText(db: Db, text: string, at = realClock.now()): Promise<string> {
  const answer = await importPilot(db, text, at)
  if (!answer.ok) {
    const faults = answer.refusal.faults.map((fault) => `  ${fault.path === '' ? 'the file' : fault.path}: ${fault.message}`)
    throw new Error(`The pilot file is not loaded:\n${faults.join('\n')}`)
  }
  return answer.value.alreadyThere ? 'The pilot was loaded before; nothing is changed.' : 'The pilot is loaded.'
}
