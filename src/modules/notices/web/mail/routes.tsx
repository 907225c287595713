import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { chooseMail } from '../../actions/choose-mail.ts'
import { retryMails } from '../../actions/retry-mails.ts'
import { mailChoice } from '../../store/mail-choices.ts'
import { texts } from '../../texts/texts.ts'
import { WhoPage } from '../who/page.tsx'
import { MailPage } from './page.tsx'

/** What comes as mail, sending again what did not go, and who is told what. */
export function mailRoutes(deps: Deps): Route[] {
  return [
    get('/notices/mail', actions.choose_mail, (call) => showChoice(deps, call)),
    post('/notices/mail', actions.choose_mail, (call) => answerChoice(deps, call)),
    get('/notices/who', actions.see_own, (call) => call.page(<WhoPage call={call} />)),
    post('/post/mails/retry', actions.retry_mails, (call) => answerRetry(deps, call)),
  ]
}

async function showChoice({ db }: Deps, call: Call): Promise<Response> {
  return call.page(<MailPage call={call} choice={await db.read(call.context, (tx) => mailChoice(tx))} />)
}

async function answerChoice({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = call
  assert(actor !== null && actor.kind !== 'system', 'a page is asked for by someone signed in')
  const form = await call.form()
  const choice = { tasks: form.get('tasks') !== null, messages: form.get('messages') !== null }
  const answer = await db.transaction(call.context, (tx) => chooseMail(tx, { actor, choice, at: call.now }))
  return answer.ok ? call.see('/notices/mail', texts(call.lang).mailChoice.saved) : call.refused(answer.refusal)
}

async function answerRetry({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = call
  assert(actor?.kind === 'staff', 'a staff action is asked by staff')
  const answer = await db.transaction(call.context, (tx) => retryMails(tx, { actor, at: call.now }))
  return answer.ok ? call.see('/post', texts(call.lang).retried(answer.value)) : call.refused(answer.refusal)
}
