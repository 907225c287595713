import type { Call } from '#platform/http/call.ts'
import { acceptOf } from '#platform/files/receive.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { FileField } from '#ui/file-field.tsx'
import { errorText } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { Off } from '#ui/off.tsx'
import { TextField } from '#ui/text-field.tsx'
import { loanActions } from '../../actions.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { offerEnds, refusedAcceptance } from '../../domain/offer.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { loanFileKinds, paperHint } from '../documents/kinds.ts'
import type { Accepting, LoanProblem } from './next-step.tsx'
import { accepts } from './problem.tsx'

type Props = { call: Call; view: LoanView; problem?: LoanProblem }

/** Quotes, vouchers and the signed note of a loan, and adding one. */
export function LoanDocuments({ call, view, problem }: Props) {
  const { lang } = call
  const say = lifeTexts(lang).documents
  const may = call.actor !== null && mayEver(call.actor, loanActions.apply)
  return (
    <Card title={say.title} id="documents">
      {view.documents.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <ul>
          {view.documents.map((document) => (
            <li>
              <a href={`/documents/${document.id}`}>{document.title ?? document.fileName ?? say.title}</a>
            </li>
          ))}
        </ul>
      )}
      {may ? (
        <Form upload action={`/loans/${view.loan.id}/documents`} requestId={call.newRequestId()} buttons={<Button>{say.add}</Button>}>
          <TextField
            lang={lang}
            name="title"
            label={say.what}
            hint={say.whatHint}
            value={problem?.raw.title}
            error={errorText(problem?.errors.title, lang)}
          />
          <FileField
            lang={lang}
            id="paper"
            name="file"
            label={say.file}
            hint={paperHint(lang)}
            accept={acceptOf(loanFileKinds)}
            error={problem === undefined || accepts(problem) ? undefined : errorText(problem.errors.file, lang)}
          />
        </Form>
      ) : null}
    </Card>
  )
}

/** Accepting the offer: the borrower by a MitID signature or in their own session with a second factor, the adviser with the signed note. */
export function Accept(props: Props & { accepting?: Accepting | null }) {
  const { call, view, accepting } = props
  const { lang } = call
  const say = texts(lang).steps
  const more = lifeTexts(lang).documents
  const own = call.actor?.kind === 'citizen'
  const ends = offerEnds(view.events)
  const expired = refusedAcceptance(view.events, call.today) !== null
  if (expired)
    return (
      <Card title={say.accept} id="accept">
        <Off name={say.accept} reason={lifeTexts(lang).moreRefusals.offer_expired} />
      </Card>
    )
  return (
    <Card title={say.accept} id="accept" next>
      {ends === null ? null : <p>{more.answerBy(dayText(ends))}</p>}
      <p>
        <a href={`/loans/${view.loan.id}/agreement.pdf`}>{more.read}</a>
      </p>
      {accepting?.signing === true ? <SignForm {...props} /> : null}
      {own && accepting?.factor !== true ? <NoFactor {...props} /> : <AcceptForm {...props} own={own} />}
    </Card>
  )
}

function SignForm({ call, view }: Props) {
  const say = lifeTexts(call.lang).signing
  return (
    <Form action={`/loans/${view.loan.id}/signings`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.begin}</Button>}>
      <p>{say.beginText}</p>
    </Form>
  )
}

function NoFactor({ call }: Props) {
  const say = lifeTexts(call.lang).signing
  return (
    <p>
      {say.noFactor} <a href="/my-sign-in">{say.setUp}</a>
    </p>
  )
}

function AcceptForm({ call, view, problem, own, accepting }: Props & { own: boolean; accepting?: Accepting | null }) {
  const { lang } = call
  const say = texts(lang).steps
  const more = lifeTexts(lang).documents
  const refused = problem !== undefined && accepts(problem) ? problem : undefined
  const field = (name: 'file' | 'agree' | 'code') => ({ lang, name, error: errorText(refused?.errors[name], lang) })
  return (
    <Form
      upload
      action={`/loans/${view.loan.id}/acceptance`}
      requestId={call.newRequestId()}
      buttons={<Button {...(accepting?.signing === true ? {} : { kind: 'primary' as const })}>{say.accept}</Button>}
    >
      {own ? (
        <TextField
          {...field('code')}
          label={lifeTexts(lang).signing.code}
          hint={lifeTexts(lang).signing.codeHint}
          autocomplete="one-time-code"
          width="s"
        />
      ) : (
        <FileField {...field('file')} id="signed" label={more.signed} hint={paperHint(lang)} accept={acceptOf(loanFileKinds)} />
      )}
      <Checkbox {...field('agree')} value={refused?.raw.agree} label={own ? more.agree : say.acceptText} />
    </Form>
  )
}
