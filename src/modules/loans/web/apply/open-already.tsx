import type { Call } from '#platform/http/call.ts'
import type { LoanProduct } from '#modules/programmes/index.ts'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import type { Loan } from '../../domain/loan.ts'
import { texts } from '../../texts/texts.ts'
import { refusalText } from '../words.ts'

/** In place of the application: the run has an open loan, and the way to it. */
export function OpenAlready({ call, loan }: { call: Call; loan: Loan }) {
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.applyTitle}>
      <PageHead title={say.applyTitle} />
      <Notice kind="info">
        {say.refusals.open_loan_already}{' '}
        <a href={`/loans/${loan.id}`}>
          {say.number} {loan.number}
        </a>
      </Notice>
    </Page>
  )
}

/** In place of the application: on a day when nothing can be lent, by what the programme lends and when. */
export function NothingToLend({ call, legalBasis }: { call: Call; legalBasis: LoanProduct['legalBasis'] }) {
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.applyTitle}>
      <PageHead title={say.applyTitle} />
      <Notice kind="warn">{refusalText({ kind: 'no_legal_basis_on_the_day', legalBasis }, call.lang)}</Notice>
    </Page>
  )
}
