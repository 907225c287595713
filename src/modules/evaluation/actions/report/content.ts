import type { Tx } from '#platform/db/database.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import type { Report } from '../../domain/report/report.ts'
import { assumptionsOf } from '../../store/assumptions.ts'
import { hearingOn } from '../../store/hearing.ts'
import { comparisonOf } from '../../store/reports.ts'
import { sectionWords } from '../../store/sections.ts'
import type { Content } from '../figures/figures-of.ts'

/** All that people have put into a report, as it stands. */
export async function contentOf(tx: Tx, report: Report, agreed: Agreement): Promise<Content> {
  const hearing = await hearingOn(tx, report.id)
  return {
    report,
    agreed,
    words: await sectionWords(tx, report.id),
    comparison: await comparisonOf(tx, report.id),
    assumptions: await assumptionsOf(tx, report.id),
    comments: (hearing?.comments ?? []).map(({ organisation, words, at }) => ({ organisation, words, at: at.toString() })),
  }
}
