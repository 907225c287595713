import { nobody } from '#platform/db/database.ts'
import type { Call, FrameRefusal } from '#platform/http/call.ts'
import { cameFrom } from '#platform/http/safe-path.ts'
import type { Deps } from '#platform/module.ts'
import { ButtonLink } from '#ui/button.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { recordDenied } from '#modules/audit/index.ts'
import { texts } from '../../texts/texts.ts'
import { SignedOutPage, heldFields } from './signed-out.tsx'

/** Answers a refusal with a plain page; a denied attempt is logged before the answer is sent. */
export async function answerRefusal({ db, clock }: Deps, call: Call, refusal: FrameRefusal): Promise<Response> {
  const say = texts(call.lang)
  // Who is not signed in may be anybody, so hears no more than a citizen does.
  const reader = call.actor?.kind === 'staff' ? 'staff' : 'citizen'
  if (refusal.kind === 'not_permitted') {
    const action = 'action' in refusal && typeof refusal.action === 'string' ? refusal.action : 'unknown'
    const path = new URL(call.request.url).pathname
    await db.transaction(call.actor === null ? nobody(clock.today()) : call.context, (tx) =>
      recordDenied(tx, { actor: call.actor, action, path, at: call.now }),
    )
    return call.page(<RefusedPage call={call} title={say.notPermitted} text={say.notPermittedText[reader]} />, 403)
  }
  if (refusal.kind === 'signed_out') return call.page(<SignedOutPage call={call} fields={await heldFields(call)} />, 401)
  if (refusal.kind === 'broken') return call.page(<RefusedPage call={call} title={say.broken} text={say.brokenText} />, 500)
  if (refusal.kind === 'body_too_large') return call.page(<TooLargePage call={call} />, 413)
  if (refusal.kind === 'unreadable') return call.page(<RefusedPage call={call} title={say.unreadable} text={say.unreadableText} />, 400)
  if (refusal.kind === 'foreign_form') return call.page(<RefusedPage call={call} title={say.foreignForm} text={say.foreignFormText} />, 403)
  if (refusal.kind === 'not_found' || refusal.kind.startsWith('no_such'))
    return call.page(<RefusedPage call={call} title={say.notFound} text={say.notFoundText[reader]} />, 404)
  return call.page(<RefusedPage call={call} title={say.refused} text={say.refusedText} />, 409)
}

/** What was sent was never read, so the form cannot come back filled: the way back to it is shown, and that what was typed is gone. */
function TooLargePage({ call }: { call: Call }) {
  const say = texts(call.lang)
  const form = cameFrom(call.request)
  return (
    <Page {...call.frame} title={say.tooLarge}>
      <PageHead title={say.tooLarge} intro={say.tooLargeText} />
      {form === null ? null : <ButtonLink href={form}>{say.tooLargeBack}</ButtonLink>} <ButtonLink href="/">{say.home}</ButtonLink>
    </Page>
  )
}

function RefusedPage(props: { call: Call; title: string; text: string }) {
  return (
    <Page {...props.call.frame} title={props.title}>
      <PageHead title={props.title} intro={props.text} />
      <ButtonLink href="/">{texts(props.call.lang).home}</ButtonLink>
    </Page>
  )
}
