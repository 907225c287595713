import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { recordChange } from '#modules/audit/index.ts'
import { evaluationActions } from '../../actions.ts'
import type { ReportId } from '../../domain/report/report.ts'
import { type Section, type SectionWords, namedFigures, sections } from '../../domain/report/sections.ts'
import type { EvaluationPorts } from '../../ports.ts'
import { saveTitle } from '../../store/reports.ts'
import { insertSection, sectionWords, writings } from '../../store/sections.ts'
import { computeDataset } from '../figures/figures-of.ts'
import { contentOf } from './content.ts'
import { lockedReport } from './own-report.ts'
import type { DraftRefusal } from './publish-report.ts'

/** Why a report's words were not written, in order of precedence. */
export type WriteRefusal = DraftRefusal | { kind: 'written_meanwhile' } | { kind: 'no_such_figure'; section: Section; code: string }

/** Writes a draft's heading and words; only what changed becomes a new version. `seen` is how often it was written when the form was shown. */
export async function writeSections(
  tx: Tx,
  ports: EvaluationPorts,
  command: { actor: StaffActor; reportId: ReportId; title: string; words: SectionWords; seen: number; at: Instant },
): Promise<Result<true, WriteRefusal>> {
  const { actor, reportId: id, words, at } = command
  const own = await lockedReport(tx, { actor, id, action: evaluationActions.make })
  if (!own.ok) return own
  const { found, agreed } = own.value
  if (found.frozen !== null) return refuse({ kind: 'already_published' })
  if ((await writings(tx, id)) !== command.seen) return refuse({ kind: 'written_meanwhile' })
  const computed = await computeDataset(tx, ports, { ...(await contentOf(tx, found, agreed)), salt: '', now: at })
  // words are not lost because the figures are not reckoned yet: a code that is none then says so where it stands
  const known = computed.ok ? new Set(computed.value.dataset.figures.map((figure) => figure.code)) : null
  for (const section of sections) {
    const code = namedFigures(words[section] ?? '').find((named) => known?.has(named) === false)
    if (code !== undefined) return refuse({ kind: 'no_such_figure', section, code })
  }
  const before = await sectionWords(tx, id)
  const changed = sections.filter((section) => (before[section] ?? '') !== (words[section] ?? ''))
  for (const section of changed) await insertSection(tx, { id, section, words: words[section] ?? '', by: actor.accountId, at })
  await saveTitle(tx, id, command.title)
  await recordChange(tx, { actor, action: evaluationActions.make, on: { noun: 'report', id }, codes: { sections: changed.join(' ') }, at })
  return ok(true)
}
