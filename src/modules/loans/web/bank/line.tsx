import { formatBankAccount } from '#kernel/bank-account.ts'
import type { Ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText, kronerTyped } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Proposal } from '../../domain/proposals.ts'
import { type KeptLine } from '../../store/bank-lines.ts'
import type { MeaningKind } from '../../store/line-meanings.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { bankTexts } from '../../texts/bank/texts.ts'
import { Meaning, type PossibleMeaning } from './meaning.tsx'
import { CreditQuestion, creditField } from '../credit.tsx'

function labelsOf(lang: Call['lang']): Record<string, string> {
  const say = bankTexts(lang)
  const parts = [1, 2, 3].flatMap((n) => [[`number_${n}`, say.number(n)] as const, [`amount_${n}`, say.part(n)] as const])
  return { ...Object.fromEntries(parts), note: say.parkNote }
}

type Props = {
  call: Call
  line: KeptLine
  proposals: readonly Proposal[]
  uses: readonly { loanId: string; number: string; amount: KeptLine['amount']; on: KeptLine['bookedOn'] }[]
  may: boolean
  meanings: readonly PossibleMeaning[]
  meant: { kind: MeaningKind; loanId: string | null; batchId: string | null } | null
  problem?: string
  /** What the payment is above the debt, where that is asked about. */
  credit?: Ore | undefined
  /** The same loan by loan, in words. */
  creditOn?: string | undefined
  errors?: FieldErrors
  raw?: Readonly<Record<string, string | undefined>>
}

/** One line: what the bank said, what it was used for, and the forms that settle it. */
export function BankLinePage(props: Props) {
  const { call, line, uses, meanings, meant, problem, errors = {}, raw } = props
  const { lang } = call
  const say = bankTexts(lang)
  const open = line.state !== 'used' && props.may
  const outSay = paymentTexts(lang).out.line
  return (
    <Page {...call.frame} title={say.line} hasErrors={raw !== undefined}>
      <PageHead title={say.line} />
      <Stack>
        <ErrorSummary
          lang={lang}
          errors={[
            ...(problem === undefined ? [] : [{ text: problem, ...(props.credit === undefined ? {} : { field: creditField }) }]),
            ...summaryOf(errors, labelsOf(lang), lang),
          ]}
        />
        <Card title={say.line} id="line">
          <Facts
            items={[
              { name: say.day, value: dayText(line.bookedOn) },
              { name: say.who, value: line.payerHidden ? paymentTexts(lang).out.masked : line.name },
              { name: say.text, value: line.text },
              { name: say.amount, value: kronerText(line.amount, lang) },
              { name: say.account, value: formatBankAccount(line.account) },
              { name: say.paymentId, value: line.paymentId ?? '' },
              { name: say.creditor, value: line.creditor ?? '' },
              { name: say.state, value: say.states[line.state] },
              { name: say.note, value: line.note ?? '' },
              ...(meant === null
                ? []
                : [
                    {
                      name: outSay.title,
                      value: (
                        <a href={meant.loanId === null ? `/payments/batches/${meant.batchId}` : `/loans/${meant.loanId}`}>
                          {outSay.kinds[meant.kind]}
                        </a>
                      ),
                    },
                  ]),
              ...uses.map((use) => ({ name: kronerText(use.amount, lang), value: <a href={`/loans/${use.loanId}`}>{use.number}</a> })),
            ].filter((fact) => fact.value !== '')}
          />
        </Card>
        {open && line.amount > 0n ? <Use {...props} /> : null}
        {open ? <Meaning call={call} line={line} meanings={meanings} /> : null}
        {open ? <Park {...props} /> : null}
      </Stack>
    </Page>
  )
}

function Use({ call, line, proposals, errors = {}, raw, credit, creditOn }: Props) {
  const { lang } = call
  const say = bankTexts(lang)
  const first = raw ?? { number_1: proposals[0]?.candidate.number ?? '', amount_1: line.amount > 0n ? kronerTyped(line.amount) : '' }
  return (
    <Card title={say.useTitle} id="use" next>
      <Form action={`/bank-lines/${line.id}/uses`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.use}</Button>}>
        <p>{say.useHint}</p>
        {[1, 2, 3].map((n) => (
          <>
            <TextField
              lang={lang}
              name={`number_${n}`}
              label={say.number(n)}
              width="s"
              required={n === 1}
              value={first[`number_${n}`]}
              error={errorText(errors[`number_${n}`], lang)}
            />
            <KronerField
              lang={lang}
              name={`amount_${n}`}
              label={say.part(n)}
              required={n === 1}
              value={first[`amount_${n}`]}
              error={errorText(errors[`amount_${n}`], lang)}
            />
          </>
        ))}
        <CreditQuestion lang={lang} credit={credit} {...(creditOn === undefined ? {} : { label: say.lineCreditAgreed(creditOn) })} />
      </Form>
    </Card>
  )
}

function Park({ call, line, errors = {}, raw }: Props) {
  const { lang } = call
  const say = bankTexts(lang)
  return (
    <Card title={say.park} id="park">
      {line.amount > 0n ? null : <p>{say.noIncome}</p>}
      <Form action={`/bank-lines/${line.id}/parking`} requestId={call.newRequestId()} buttons={<Button>{say.park}</Button>}>
        <TextField lang={lang} name="note" label={say.parkNote} width="l" value={raw?.['note']} error={errorText(errors['note'], lang)} />
      </Form>
    </Card>
  )
}
