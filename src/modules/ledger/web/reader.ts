import type { StaffActor } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { day, optional, text } from '#ui/form-fields.ts'
import { ledgerActions } from '../actions.ts'
import type { Source } from '../domain/entry.ts'
import { type Scope, sourcesIn } from '../store/balances.ts'
import { texts } from '../texts/texts.ts'

/** Who reads, and whose book: always that of the organisation one acts for. */
export function reader(call: Call): Result<StaffActor, NotPermitted> {
  assert(call.actor?.kind === 'staff', 'the books are read by staff')
  const permit = authorize(call.actor, ledgerActions.see, { ownerId: call.actor.organisationId })
  return permit.ok ? ok(call.actor) : permit
}

/** A choice of the sources of a book, as an address keeps it and as a reader is told. */
export type NamedSource = Source & { key: string; label: string }

/** The purchasers, programmes and sources of money a book names, with words for them. */
export async function namedSources(tx: Tx, bookId: string, call: Call): Promise<NamedSource[]> {
  const say = texts(call.lang)
  const names = new Map((await organisations(tx)).map((one) => [String(one.id), one.name]))
  return (await sourcesIn(tx, bookId)).map((source) => ({
    ...source,
    key: [source.purchaserId ?? '', source.programme ?? '', source.fund].join('~'),
    label: [
      source.purchaserId === null ? say.noPurchaser : (names.get(source.purchaserId) ?? say.noPurchaser),
      say.funds[source.fund] ?? source.fund,
    ]
      .concat(source.programme ?? [])
      .join(' · '),
  }))
}

/** What an address asks for: a stretch of posting days and a source; `wrong` says of a field why it could not be read, `typed` what stood in it. */
export type Asked = {
  from: Day
  until: Day
  source: string | null
  page: number
  typed: { from?: string | undefined; until?: string | undefined }
  wrong: Partial<Record<'from' | 'until', string>>
}

/** Reads what an address asks for; the year so far when it says nothing. */
export function readAsked(call: Call): Asked {
  const fields = { from: optional(day()), until: optional(day()), source: optional(text({ max: 120 })), page: optional(text({ max: 6 })) }
  const read = readForm(fields, call.queries())
  const value = read.ok ? read.value : { from: null, until: null, source: null, page: null }
  const until = value.until ?? call.today
  const page = Number.parseInt(value.page ?? '1', 10)
  const error = (field: 'from' | 'until') => (read.ok ? undefined : errorText(read.refusal[field], call.lang))
  const newYear = until.with({ month: 1, day: 1 })
  const from = value.from ?? newYear
  const isBackwards = isBefore(until, from)
  const typed = read.ok && !isBackwards ? {} : { from: read.raw.from, until: read.raw.until }
  const wrong = Object.fromEntries(
    (['from', 'until'] as const).flatMap((field) => (error(field) === undefined ? [] : [[field, error(field)]])),
  )
  const order = isBackwards ? { until: texts(call.lang).backwards } : {}
  return {
    from: isBackwards ? newYear : from,
    until,
    source: value.source,
    page: page >= 1 ? page : 1,
    typed,
    wrong: { ...wrong, ...order },
  }
}

/** The scope of a chosen source; everything when none or an unknown one is chosen. */
export function scopeOf(sources: readonly NamedSource[], key: string | null): Scope {
  const chosen = sources.find((source) => source.key === key)
  if (chosen === undefined) return {}
  return { purchaserId: chosen.purchaserId ?? undefined, programme: chosen.programme ?? undefined, fund: chosen.fund }
}
