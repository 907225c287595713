import { mayEver } from '#modules/access/index.ts'
import { actions as noticeActions } from '#modules/notices/index.ts'
import { type CaseHead, actorOf } from './desk.ts'

/** That the decision was sent as a letter: a link for those who may read letters, the words alone for others. */
export function SentLetter({ head: { call, say }, id }: { head: Pick<CaseHead, 'call' | 'say'>; id: string }) {
  const words = say.decision.letterSent
  return mayEver(actorOf(call), noticeActions.see_letter) ? <a href={`/letters/${id}.pdf`}>{words}</a> : <span class="soft">{words}</span>
}
