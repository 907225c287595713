import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { authorize } from '#modules/access/index.ts'
import { type Agreement, agreement, agreementsOf } from '#modules/agreements/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { Comparison, Dataset } from '../../domain/report/dataset.ts'
import { type Decision, type Report, type ReportId, isDraft } from '../../domain/report/report.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { decisionOn, report, reports } from '../../store/reports.ts'
import { isPublishing } from '../../store/publications.ts'
import { type SurveyWords, surveyWords } from '../../store/surveys.ts'
import { contentOf } from './content.ts'
import { type Earlier, earlierReports } from '../figures/earlier.ts'
import { type NotReckoned, computeDataset } from '../figures/figures-of.ts'

/** A report as it is read: frozen figures of a published one, of a draft those computed now; `last` is the report published before it. */
export type ReadReport = {
  report: Report
  agreed: Agreement
  dataset: Dataset
  comparison: Comparison | null
  decision: Decision | null
  last: Earlier | null
  mayDraft: boolean
  mayClosed: boolean
  inWords: readonly SurveyWords[]
  mayRows: boolean
  maySecretary: boolean
  /** Given to the worker to be published, and not yet. */
  isPublishing: boolean
}

/** Why a report is not read: none, not for this reader, not reckoned yet, or frozen by an early build in a form that is not read any more. */
export type ReadRefusal =
  | { kind: 'no_such_report' }
  | NotPermitted
  | NotReckoned
  | { kind: 'outdated'; title: string; sha256: string; at: Instant }

/** Reads a report; a draft is none for those who may read published ones only. */
export async function readReport(
  tx: Tx,
  ports: EvaluationPorts,
  given: { actor: Actor; id: ReportId; now: Instant },
): Promise<Result<ReadReport, ReadRefusal>> {
  const { actor, id, now } = given
  const found = await report(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_report' })
  const resource = { parties: agreed.parties }
  const permit = authorize(actor, isDraft(found) ? evaluationActions.see_draft : evaluationActions.see_published, resource)
  if (!permit.ok) return permit
  if (found.outdated !== null) return refuse({ kind: 'outdated', title: found.title, ...found.outdated })
  const content = { ...(await contentOf(tx, found, agreed)), salt: '', now }
  const drafted = found.frozen === null ? await computeDataset(tx, ports, content) : null
  if (drafted?.ok === false) return drafted
  const dataset = found.frozen?.dataset ?? drafted?.value.dataset
  assert(dataset !== undefined, 'a draft is computed')
  const mayClosed = authorize(actor, evaluationActions.see_closed, resource).ok
  return ok({
    report: found,
    agreed,
    dataset,
    comparison: dataset.comparison,
    decision: await decisionOn(tx, id),
    last: (await earlierReports(tx, found))[0] ?? null,
    inWords: mayClosed ? await surveyWords(tx, agreed.id, Temporal.Instant.from(dataset.knownAt)) : [],
    mayRows: authorize(actor, evaluationActions.see_rows, resource).ok,
    mayDraft: authorize(actor, evaluationActions.see_draft, resource).ok,
    mayClosed,
    isPublishing: found.frozen === null && (await isPublishing(tx, id)),
    maySecretary: authorize(actor, evaluationActions.make, resource).ok,
  })
}

/** A line of the list of reports. */
export type ReportLine = { report: Report; agreed: Agreement; decision: Decision | null }

/** The reports this reader may open, the newest cut-off first; and the agreements a report can be made on. */
export async function readReports(tx: Tx, actor: Actor): Promise<{ lines: ReportLine[]; reportable: Agreement[] }> {
  if (actor.kind !== 'staff') return { lines: [], reportable: [] }
  const all = await agreementsOf(tx, actor.organisationId)
  const byId = new Map(all.map((agreed) => [agreed.id, agreed]))
  const lines: ReportLine[] = []
  for (const found of await reports(tx)) {
    const agreed = byId.get(found.agreementId)
    const action = isDraft(found) ? evaluationActions.see_draft : evaluationActions.see_published
    if (agreed === undefined || !authorize(actor, action, { parties: agreed.parties }).ok) continue
    lines.push({ report: found, agreed, decision: await decisionOn(tx, found.id) })
  }
  return { lines, reportable: all.filter((agreed) => authorize(actor, evaluationActions.make, { parties: agreed.parties }).ok) }
}
