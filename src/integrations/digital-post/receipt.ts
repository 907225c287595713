import { type Result, ok, refuse } from '#kernel/result.ts'
import type { DigitalPostReceipt } from '#modules/notices/index.ts'
import { type Element, at, parseTree, textAt } from '#platform/xml-tree.ts'

const outcomes = new Map<string, DigitalPostReceipt['outcome']>([
  ['modtaget digital post', 'received'],
  ['afleveret digital post', 'delivered'],
  ['fejlet', 'failed'],
])

/**
 * Reads a receipt: `PKO_PostStatus` of the municipalities' joint post component, bare or as it comes from the joint message distributor
 * (`Haendelsesbesked` with the status in base64). Not understood: anything else, also a status that is not known.
 */
export async function readReceipt(bytes: Uint8Array): Promise<Result<DigitalPostReceipt, { kind: 'not_understood' }>> {
  const status = await statusIn((await parseTree(bytes))?.root ?? null)
  const messageUuid = textAt(status, 'MessageUUID').toLowerCase()
  const outcome = outcomes.get(textAt(status, 'TransaktionsStatusKode').toLowerCase())
  const moment = momentOf(textAt(status, 'TransaktionsDatoTid'))
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(messageUuid) || outcome === undefined || moment === null)
    return refuse({ kind: 'not_understood' })
  return ok({ messageUuid, outcome, at: moment, problem: outcome === 'failed' ? problemOf(status) : null })
}

async function statusIn(root: Element | null): Promise<Element | null> {
  if (root === null || root.name === 'PKO_PostStatus') return root
  const wrapped = textAt(root, 'Beskeddata/Base64', 'Haendelsesbesked/Beskeddata/Base64')
  const inner = wrapped === '' ? null : ((await parseTree(Buffer.from(wrapped, 'base64')))?.root ?? null)
  return inner?.name === 'PKO_PostStatus' ? inner : null
}

// The text of an error may name the citizen; only its code is kept.
function problemOf(status: Element | null): string {
  const code = textAt(at(status, 'FejlDetaljer'), 'FejlKode', 'Fejlkode')
  return /^[\w.-]{1,60}$/.test(code) ? code : 'refused_by_digital_post'
}

// A moment without an offset is Danish time.
function momentOf(text: string): Temporal.Instant | null {
  try {
    return /(Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Copenhagen').toInstant()
  } catch {
    return null
  }
}
