import type { Module } from '#platform/module.ts'
import { caseloadActions } from './actions.ts'

export { caseloadActions } from './actions.ts'
export { type AssignRefusal, type Assignment, assign } from './actions/assign.ts'
export { standAs } from './actions/stand-as.ts'
export { letGo } from './actions/let-go.ts'
export { answerHandOver, offerHandOver } from './actions/hand-over.ts'
export {
  type AnswerRefusal,
  type HandOver,
  type HandOverAnswer,
  type HandOverCode,
  type HandOverId,
  type HandOverLine,
  type OfferRefusal,
  handOverCodes,
  openLines,
} from './domain/hand-over.ts'
export { eraseHandOverWords, handOversOfCase, handOversTo, handOverText, openCasesEach } from './store/hand-overs.ts'
export { onBehalf, timeline } from './timeline.ts'
export { texts as caseloadTexts } from './texts/texts.ts'
export { type Cursor, type ListName, type ListWish, type Pressing, cursorText, listNames, parseCursor } from './domain/list.ts'
export {
  type Authority,
  type CaseId,
  type Listed,
  type Phase,
  type Standing,
  authorityIn,
  authoritiesWith,
  ballOn,
  holds,
  isKeeper,
  phases,
} from './domain/standing.ts'
export { ballsOf, lookedAfter, visit } from './store/desk.ts'
export { type Counts, byCaseNumber, countedAtMost, listCounts, listPage, pageSize } from './store/lists.ts'
export { standing, standingsOfPerson } from './store/standings.ts'

/** Where every case stands and who looks after it; the pages are the workbench's. */
export function caseloadModule(): Module {
  return { name: 'caseload', actions: Object.values(caseloadActions), routes: [] }
}
