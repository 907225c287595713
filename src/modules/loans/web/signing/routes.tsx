import { isId, parseId } from '#kernel/ids.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Buttons } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { loanActions } from '../../actions.ts'
import type { SigningService } from '../../domain/signing.ts'
import { type Signing, signingOf } from '../../store/signings.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { refusalText } from '../words.ts'
import type { Shown } from '../documents/routes.tsx'
import { beginSigning, finishSigning } from './sign.ts'

/** Signing the note with MitID: begun on the loan's page, gone on with on a page of its own, ended where the signer comes back. None when no service is connected. */
export function signingRoutes(deps: Deps, given: { service: SigningService | null; publicUrl: () => string; shown: Shown }): Route[] {
  const { service, publicUrl, shown } = given
  if (service === null) return []
  return [
    post('/loans/:id/signings', loanActions.accept, (call) => answerBegin(deps, call, { service, publicUrl, shown })),
    get('/loans/:id/signings/:signing', loanActions.accept, (call) => showSigning(deps, call)),
    get('/loans/:id/signings/:signing/return', loanActions.accept, (call) => answerReturn(deps, call, { service, shown })),
    post('/loans/:id/signings/:signing/return', loanActions.accept, (call) => answerReturn(deps, call, { service, shown })),
  ]
}

async function answerBegin(
  deps: Deps,
  call: Call,
  { service, publicUrl, shown }: { service: SigningService; publicUrl: () => string; shown: Shown },
): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  if (loanId === null) return call.notFound()
  if (call.actor?.kind !== 'citizen') return call.refused({ kind: 'not_permitted' })
  const requestId = requestIdOf(await call.form())
  const path = `/loans/${loanId}/signings/${requestId}`
  const returnUrl = new URL(`${path}/return`, publicUrl()).href
  const answer = await beginSigning({ deps, service, who: call, loanId }, { requestId, returnUrl })
  if (answer.ok) return call.see(path)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_loan') return call.refused(answer.refusal)
  return shown(deps, call, { text: refusalText(answer.refusal, call.lang), errors: {}, raw: {} })
}

async function showSigning(deps: Deps, call: Call, notice?: string): Promise<Response> {
  const [loanId, signingId] = [parseId<'loan'>(call.param('id')), call.param('signing')]
  if (loanId === null || !isId(signingId)) return call.notFound()
  const found = await deps.db.read(call.context, (tx) => signingOf(tx, loanId, signingId))
  if (found === null) return call.notFound()
  return call.page(<SigningPage call={call} signing={found} {...(notice === undefined ? {} : { notice })} />)
}

function SigningPage({ call, signing, notice }: { call: Call; signing: Signing; notice?: string }) {
  const { lang } = call
  const say = lifeTexts(lang).signing
  const path = `/loans/${signing.loanId}`
  return (
    <Page {...call.frame} title={say.title}>
      <Crumbs lang={lang} items={[{ label: texts(lang).card, href: path }, { label: say.title }]} />
      <PageHead title={say.title} intro={say.intro} />
      {notice === undefined ? null : <Notice kind="info">{notice}</Notice>}
      {signing.outcome === null ? (
        <Card title={say.go} id="go" next>
          <Buttons>
            <ButtonLink kind="primary" href={signing.signUrl}>
              {say.go}
            </ButtonLink>
          </Buttons>
          <Form action={`${path}/signings/${signing.id}/return`} requestId={call.newRequestId()} buttons={<Button>{say.done}</Button>}>
            <p>{say.doneText}</p>
          </Form>
        </Card>
      ) : (
        <p>
          {say.ended[signing.outcome]} <a href={path}>{texts(lang).card}</a>
        </p>
      )}
    </Page>
  )
}

async function answerReturn(deps: Deps, call: Call, { service, shown }: { service: SigningService; shown: Shown }): Promise<Response> {
  const [loanId, signingId] = [parseId<'loan'>(call.param('id')), call.param('signing')]
  if (loanId === null || !isId(signingId)) return call.notFound()
  if (call.actor?.kind !== 'citizen') return call.refused({ kind: 'not_permitted' })
  const answer = await finishSigning({ deps, service, who: call, loanId }, signingId)
  const say = lifeTexts(call.lang).signing
  if (answer.ok && answer.value.kind === 'accepted') return call.see(`/loans/${loanId}`, texts(call.lang).steps.accepted)
  if (answer.ok && answer.value.kind === 'pending') return showSigning(deps, call, say.pending)
  if (answer.ok) return showSigning(deps, call)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_loan') return call.refused(answer.refusal)
  return shown(deps, call, { text: refusalText(answer.refusal, call.lang), errors: {}, raw: {} })
}
