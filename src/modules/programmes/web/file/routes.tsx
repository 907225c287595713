import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { sentText } from '#ui/sent-text.ts'
import { actions } from '../../actions.ts'
import { type LoadVersionRefusal, loadVersion } from '../../actions/load-version.ts'
import { texts } from '../../texts/texts.ts'
import { faultWords } from './fault-words.ts'
import { VersionFilePage } from './page.tsx'

/** Where the provider's administrator loads the next version; checking it is the loading itself, rolled back. */
export function versionFileRoutes(deps: Deps): Route[] {
  return [
    get('/programmes/new', actions.make_version, (call) => call.page(<VersionFilePage call={call} />)),
    post('/programmes/new', actions.make_version, (call) => answerFile(deps, call)),
  ]
}

async function answerFile({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = call
  assert(actor?.kind === 'staff', 'a version is loaded by staff')
  const form = await call.form()
  const text = await sentText(form)
  const words = texts(call.lang).file
  if (text === '') return call.page(<VersionFilePage call={call} problems={[words.missing]} />, 422)
  const save = form.get('do') === 'save'
  const command = { actor, text, at: call.now }
  const answer = save
    ? await db.transaction(call.context, (tx) => loadVersion(tx, command))
    : await db.preview(call.context, (tx) => loadVersion(tx, command))
  if (answer.ok)
    return save
      ? call.see(`/programmes/${answer.value.version.id}`, words.done)
      : call.page(<VersionFilePage call={call} text={text} preview={answer.value} />)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return call.page(<VersionFilePage call={call} text={text} problems={problemsOf(call, answer.refusal)} />, 422)
}

function problemsOf(call: Call, refusal: Exclude<LoadVersionRefusal, { kind: 'not_permitted' }>): string[] {
  const words = texts(call.lang).file
  switch (refusal.kind) {
    case 'document_faulty':
      return refusal.faults.map((fault) => faultWords(fault, call.lang))
    case 'programme_of_another':
      return [words.programmeOfAnother]
    case 'nothing_new':
      return [words.nothingNew(refusal.number)]
  }
}
