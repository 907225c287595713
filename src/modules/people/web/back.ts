import type { Call } from '#platform/http/call.ts'
import { safePath } from '#platform/http/safe-path.ts'

/** Where a page about a person leads back to, inside the program: as its form that was sent says, else as its address does. */
export function backOf(call: Call, sent?: FormData): string {
  const back = sent === undefined ? call.query('back') : sent.get('back')
  return safePath(typeof back === 'string' ? back : null)
}
