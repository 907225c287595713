import type { Call } from '#platform/http/call.ts'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import type { Loan } from '../../domain/loan.ts'
import { texts } from '../../texts/texts.ts'

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
