import { parseId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { documentOfRequest, readDocument } from '#modules/people/index.ts'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { loanActions } from '../../actions.ts'
import { lifeTexts } from '../../texts/texts.ts'
import { type FoundNote, findNote, notePdf, noteRequest } from './note-pdf.ts'

/** The promissory note: before the acceptance as it would be, afterwards as it was accepted, byte for byte, or not at all. */
export function noteRoutes(deps: Deps): Route[] {
  return [get('/loans/:id/agreement.pdf', loanActions.see, (call) => answerNote(deps, call))]
}

async function answerNote(deps: Deps, call: Call): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const found = await findNote(deps, call, { actor, loanId, kept: false })
  if (!found.ok) return call.refused(found.refusal)
  const name = `${found.value.view.loan.number}-agreement.pdf`
  if (!found.value.view.events.some((event) => event.name === 'accept'))
    return call.download(await notePdf(found.value, 'line', call), 'application/pdf', name)
  const frozen = await frozenNote(deps, call, found.value)
  if (frozen.ok) return call.download(frozen.value, 'application/pdf', name)
  if (frozen.refusal.kind === 'not_permitted') return call.refused(frozen.refusal)
  return call.page(<NoNote call={call} found={found.value} />, 409)
}

type NoteRefusal = NotPermitted | { kind: 'note_not_readable' }

/** A fresh drawing would show other dates than were signed, so none takes the accepted note's place. */
async function frozenNote(deps: Deps, { actor, context, now }: Call, { view }: FoundNote): Promise<Result<Uint8Array, NoteRefusal>> {
  if (actor === null) return refuse({ kind: 'note_not_readable' })
  return deps.db.transaction(context, async (tx): Promise<Result<Uint8Array, NoteRefusal>> => {
    const documentId = await documentOfRequest(tx, noteRequest(view.loan.id))
    const read = documentId === null ? null : await readDocument(tx, { actor, documentId, number: 1, at: now })
    if (read?.ok === true) return ok(read.value.bytes)
    return refuse(read?.refusal.kind === 'not_permitted' ? read.refusal : { kind: 'note_not_readable' })
  })
}

function NoNote({ call, found }: { call: Call; found: FoundNote }) {
  const say = lifeTexts(call.lang).agreement
  return (
    <Page {...call.frame} title={say.notReadableTitle}>
      <PageHead title={say.notReadableTitle} />
      <Notice kind="error">{say.notReadable}</Notice>
      <p>
        <a href={`/loans/${found.view.loan.id}`}>{say.back(found.view.loan.number)}</a>
      </p>
    </Page>
  )
}
