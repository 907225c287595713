import { faultWords } from '#modules/programmes/index.ts'
import { brokenConstraint } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { sentText } from '#ui/sent-text.ts'
import { actions } from '../../actions.ts'
import { type LoadRefusal, type LoadedAgreement, loadAgreement } from '../../actions/load-agreement.ts'
import { texts } from '../../texts/texts.ts'
import { staffOf } from '../read-agreement.ts'
import { examplePilot } from './example.ts'
import { AgreementFilePage, LoadedPage } from './page.tsx'
import type { Result } from '#kernel/result.ts'
import { refuse } from '#kernel/result.ts'

/** Where an administrator loads an agreement from a file; checking it is the loading itself, rolled back. */
export function fileRoutes(deps: Deps, publicUrl: () => string): Route[] {
  return [
    get('/agreements/new', actions.make, (call) => call.page(<AgreementFilePage call={call} />)),
    get('/agreements/example.json', actions.make, async (call) =>
      call.download(new TextEncoder().encode(await examplePilot()), 'application/json', 'eksempel-2026.json'),
    ),
    post('/agreements/new', actions.make, (call) => answerFile(deps, publicUrl, call)),
  ]
}

async function answerFile(deps: Deps, publicUrl: () => string, call: Call): Promise<Response> {
  const form = await call.form()
  const text = await sentText(form)
  const say = texts(call.lang).file
  if (text === '') return call.page(<AgreementFilePage call={call} shown={{ problems: [say.missing] }} />, 422)
  const save = form.get('do') === 'save'
  const answer = await load(deps, call, { text, save })
  if (!answer.ok) {
    if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
    return call.page(<AgreementFilePage call={call} shown={{ text, problems: problemsOf(call, answer.refusal) }} />, 422)
  }
  if (!save) return call.page(<AgreementFilePage call={call} shown={{ text, preview: answer.value }} />)
  return call.page(<LoadedPage call={call} made={answer.value} publicUrl={publicUrl()} />)
}

async function load(
  { db }: Deps,
  call: Call,
  { text, save }: { text: string; save: boolean },
): Promise<Result<LoadedAgreement, LoadRefusal>> {
  const command = { actor: staffOf(call), text, at: call.now }
  try {
    return save
      ? await db.transaction(call.context, (tx) => loadAgreement(tx, command))
      : await db.preview(call.context, (tx) => loadAgreement(tx, command))
  } catch (error) {
    // Another's agreement of the same key cannot be seen, only bumped into.
    if (brokenConstraint(error) === 'agreement_key_once') return refuse({ kind: 'key_taken' })
    throw error
  }
}

function problemsOf(call: Call, refusal: Exclude<LoadRefusal, { kind: 'not_permitted' }>): string[] {
  const say = texts(call.lang).file
  switch (refusal.kind) {
    case 'file_faulty':
      return refusal.faults.map((fault) => faultWords(fault, call.lang))
    case 'own_organisation_missing':
      return [say.ownMissing(refusal.organisation)]
    case 'key_taken':
      return [say.keyTaken]
    case 'programme_of_another':
      return [say.programmeOfAnother(refusal.provider)]
  }
}
