import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type ReadReport, readReport } from '../actions/report/read-report.ts'
import type { Version } from '../domain/open/open-version.ts'
import type { ReportId } from '../domain/report/report.ts'
import type { EvaluationDeps } from '../ports.ts'
import { answerRefused } from './reckoning/answer.tsx'
import { OutdatedPage } from './outdated/page.tsx'

/** Whoever handles the evaluation: staff, for no other may come here. */
export function staffOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'the evaluation is handled by staff')
  return call.actor
}

/** The report an address names, or null when it names none. */
export function reportIdOf(call: Call): ReportId | null {
  return parseId<'report'>(call.param('id'))
}

/** A report read for a page in the version asked for. */
export type Loaded = { read: ReadReport; version: Version }

/** The report a call names, or the answer to one who may not have it. The closed version only for those who may. */
export async function loaded(deps: EvaluationDeps, call: Call, idText = call.param('id')): Promise<Loaded | Response> {
  const id = parseId<'report'>(idText)
  if (id === null) return call.notFound()
  const answer = await deps.db.read(call.context, (tx) => readReport(tx, deps.ports, { actor: staffOf(call), id, now: call.now }))
  if (!answer.ok)
    return answer.refusal.kind === 'outdated'
      ? call.page(OutdatedPage({ call, ...answer.refusal }))
      : answerRefused(deps, call, answer.refusal)
  const version = call.query('version') === 'closed' ? 'closed' : 'open'
  if (version === 'closed' && !answer.value.mayClosed) return call.refused({ kind: 'not_permitted' })
  return { read: answer.value, version }
}
