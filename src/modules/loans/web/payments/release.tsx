import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { type Result, assert } from '#kernel/result.ts'
import { type Tx, refusing } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { errorText, readForm } from '#ui/form-data.ts'
import { choice, kroner } from '#ui/form-fields.ts'
import { Form } from '#ui/form.tsx'
import { kronerText, kronerTyped } from '#ui/format.ts'
import { KronerField } from '#ui/kroner-field.tsx'
import { Off } from '#ui/off.tsx'
import { Radios } from '#ui/radios.tsx'
import { loanActions } from '../../actions.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { type ReleaseRefusal, askRefund, paymentConstraints, releasePayout } from '../../actions/release-payment.ts'
import type { StepCommand } from '../../actions/take-step.ts'
import { refusedStep } from '../../domain/loan-machine.ts'
import { isLive, payees } from '../../domain/payment.ts'
import { waitingTranches } from '../../domain/tranche.ts'
import { texts } from '../../texts/texts.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import type { Shown } from '../documents/routes.tsx'
import type { LoanProblem } from '../loan/next-step.tsx'
import { refusedField } from '../loan/refused-field.ts'
import { whyNotOut } from './why-not-out.ts'
import { paymentRefusalText } from './words.ts'

type Props = { call: Call; view: LoanView }

/** Releasing the next part for payment, where the part stands that is on its way, or why nothing can be released. */
export function Release({ call, view }: Props) {
  const next = waitingTranches(view.tranches)[0]
  if (call.actor === null || !mayEver(call.actor, loanActions.release_payment)) return null
  const { lang } = call
  const { release: say, states, amount } = paymentTexts(lang).out
  const live = view.payments.find((one) => one.purpose === 'pay_out' && isLive(one) && one.state !== 'paid')
  if (live !== undefined)
    return (
      <Card title={say.title} id="release" next={live.state === 'released'}>
        <p>
          {say.under(states[live.state])} {amount}: {kronerText(live.amount, lang)}
        </p>
        <p>
          <a href={live.batchId === null ? '/payments' : `/payments/batches/${live.batchId}`}>{say.seeBatch}</a>
        </p>
      </Card>
    )
  if (next === undefined) return null
  if (refusedStep('pay_out', view.loan.state) !== null) return null
  const why = view.payTo === null ? <NoAccount call={call} /> : whyNotOut(call, view)
  if (why !== null)
    return (
      <Card title={say.title} id="release">
        <Off name={say.button} reason={why} />
      </Card>
    )
  return (
    <Card title={say.title} id="release" next>
      <Form
        action={`/loans/${view.loan.id}/payment-releases`}
        requestId={call.newRequestId()}
        hidden={view.cvr === null ? { payee: 'cpr' } : {}}
        buttons={<Button kind="primary">{say.button}</Button>}
      >
        <p>{say.text(kronerText(next.amount, lang))}</p>
        {view.cvr === null ? null : (
          <Radios
            lang={lang}
            name="payee"
            label={say.payee}
            value="cpr"
            options={[
              { value: 'cpr', label: say.cpr },
              { value: 'cvr', label: say.cvr(view.cvr) },
            ]}
          />
        )}
      </Form>
    </Card>
  )
}

// Money goes out in batches once the lender has a confirmed account of its own.
function NoAccount({ call }: { call: Call }) {
  const { accounts, out } = paymentTexts(call.lang)
  return (
    <>
      {out.noAccount} <a href="/bank-accounts">{accounts.title}</a>
    </>
  )
}

/** Asking for overpaid money to be paid back, while there is some. */
export function Refund({ call, view, problem }: Props & { problem?: LoanProblem }) {
  const { overpaid } = view.standing
  const { lang, actor } = call
  if (overpaid === 0n || actor === null || !mayEver(actor, loanActions.ask_refund)) return null
  const { refund: say } = paymentTexts(lang).out
  const open = view.payments.some((one) => one.purpose === 'refund' && (one.state === 'asked' || one.state === 'released'))
  return (
    <Card title={say.title} id="pay-back">
      {view.payTo === null ? (
        <Off name={say.button} reason={<NoAccount call={call} />} />
      ) : open ? (
        <p>
          <a href="/payments">{say.waiting}</a>
        </p>
      ) : (
        <Form action={`/loans/${view.loan.id}/refund-requests`} requestId={call.newRequestId()} buttons={<Button>{say.button}</Button>}>
          <p>{say.text(kronerText(overpaid, lang))}</p>
          <KronerField
            lang={lang}
            id="refund-amount"
            name="refund"
            label={say.amount}
            value={problem?.raw.refund ?? kronerTyped(overpaid)}
            error={errorText(problem?.errors.refund, lang)}
          />
        </Form>
      )}
    </Card>
  )
}

/** The deeds on a loan's page that start a payment. */
export function releaseRoutes(deps: Deps, shown: Shown): Route[] {
  return [
    post('/loans/:id/payment-releases', loanActions.release_payment, async (call) => {
      const form = await call.form()
      const read = readForm({ payee: choice(payees) }, form)
      if (!read.ok) return shown(deps, call, wrong(paymentTexts(call.lang).out.release.payee))
      const { payee } = read.value
      const done = paymentTexts(call.lang).out.release.done
      return answer(deps, call, shown, { form, done, work: (tx, command) => releasePayout(tx, { ...command, payee }) })
    }),
    post('/loans/:id/refund-requests', loanActions.ask_refund, async (call) => {
      const form = await call.form()
      const read = readForm({ refund: kroner({ min: ore(1n) }) }, form)
      const say = paymentTexts(call.lang).out.refund
      if (!read.ok) return shown(deps, call, { text: texts(call.lang).refusals.other, errors: read.refusal, raw: read.raw })
      const { refund: amount } = read.value
      return answer(deps, call, shown, { form, done: say.done, work: (tx, command) => askRefund(tx, { ...command, amount }) })
    }),
  ]
}

const wrong = (text: string): LoanProblem => ({ text, errors: {}, raw: {} })

type Deed = {
  form: FormData
  done: string
  work: (tx: Tx, command: StepCommand & { actor: StaffActor }) => Promise<Result<true, ReleaseRefusal>>
}

async function answer(deps: Deps, call: Call, shown: Shown, { form, done, work }: Deed): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null) return call.notFound()
  assert(actor?.kind === 'staff', 'payments are started by staff')
  const command = { actor, loanId, requestId: requestIdOf(form), on: call.today, at: call.now }
  const answered = await refusing(() => deps.db.transaction(call.context, (tx) => work(tx, command)), paymentConstraints)
  if (answered.ok) return call.see(`/loans/${loanId}`, done)
  const { kind } = answered.refusal
  if (kind === 'not_permitted' || kind === 'no_such_loan') return call.refused(answered.refusal)
  const typed = form.get('refund')
  const raw = typeof typed === 'string' ? { refund: typed } : {}
  const words = (lang: Call['lang']) => paymentRefusalText(answered.refusal, lang)
  return shown(deps, call, { text: words(call.lang), errors: refusedField(kind, raw, words), raw })
}
