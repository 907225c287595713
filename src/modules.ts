import { smtpMail } from '#platform/mail.ts'
import type { Module } from '#platform/module.ts'
import { agreementsModule } from '#modules/agreements/index.ts'
import { ledgerModule } from '#modules/ledger/index.ts'
import { loanCards, loanCaseSteps, loanTimeline, loansModule } from '#modules/loans/index.ts'
import { noticesModule, timeline as noticesTimeline } from '#modules/notices/index.ts'
import { peopleModule, timeline as peopleTimeline } from '#modules/people/index.ts'
import { programmesModule } from '#modules/programmes/index.ts'
import { type WorkbenchPorts, workbenchModule } from '#modules/workbench/index.ts'
import type { ProgramParts } from './app.ts'

/** The modules of the trade, lowest first; what a lower one asks of a higher one is handed to it here. */
export function tradeModules(parts: ProgramParts): Module[] {
  const { publicUrl, smtpUrl } = parts
  return [
    peopleModule(parts),
    programmesModule(parts),
    noticesModule(parts, { mail: smtpUrl === undefined ? null : smtpMail(smtpUrl, publicUrl()), publicUrl }),
    agreementsModule(parts),
    ledgerModule(parts),
    loansModule(parts),
    workbenchModule(parts, workbenchPorts(), publicUrl, parts.entrance),
  ]
}

/** What each module shows of a case: rows of the worklist, steps, cards and happenings. */
function workbenchPorts(): WorkbenchPorts {
  return {
    caseOf: () => Promise.resolve(null),
    rows: [],
    steps: [(tx, reader, key) => loanCaseSteps(tx, reader.actor, reader.lang, key)],
    cards: [(tx, reader, key) => loanCards(tx, reader.lang, key)],
    timelines: [
      (tx, reader, key) => loanTimeline(tx, reader.lang, key),
      (tx, reader, key) => noticesTimeline(tx, key, reader.lang),
      (tx, reader, key) => peopleTimeline(tx, key, reader.lang),
    ],
  }
}
