import { parseId } from '#kernel/ids.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { loanActions } from '../../actions.ts'
import { type LoanView, readLoan } from '../../actions/read-loan.ts'
import { type LoanEvent, replayLoan } from '../../domain/engine/index.ts'
import { settingsOf } from '../../domain/loan.ts'
import { overStates } from '../../domain/loan-machine.ts'
import { moneyLog } from '../../domain/recorded-event.ts'
import { type WhatIf, whatIf } from '../../domain/what-if.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'

/** The page where one reckons with a plan and nothing is kept, before signing and after. */
export function whatIfRoutes(deps: Deps): Route[] {
  return [get('/loans/:id/what-if', loanActions.see, (call) => showWhatIf(deps, call))]
}

async function showWhatIf(deps: Deps, call: Call): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const view = await deps.db.transaction(call.context, (tx) => readLoan(tx, { actor, loanId, asOf: call.today, at: call.now }))
  if (!view.ok) return call.refused(view.refusal)
  return call.page(<WhatIfPage call={call} view={view.value} answers={answersOf(view.value)} />)
}

/** Before the payout the questions are asked of the plan as if it were paid out today; of a loan that is over nothing is asked. */
function answersOf({ loan, events, standing, preview }: LoanView): WhatIf {
  if (overStates.includes(loan.state)) return { more: null, pause: null, stops: null }
  const settings = settingsOf(loan)
  if (preview === null) return whatIf(settings, moneyLog(events), standing)
  const payout: LoanEvent = { id: 'what-if-payout', on: standing.asOf, kind: 'pay_out', amount: loan.amount }
  const imagined = replayLoan(settings, [payout], standing.asOf)
  return whatIf(settings, [payout], imagined.ok ? imagined.value : standing)
}

function WhatIfPage(props: { call: Call; view: LoanView; answers: WhatIf }) {
  const { call, view, answers } = props
  const { lang } = call
  const say = lifeTexts(lang).whatIf
  const { more, pause, stops } = answers
  return (
    <Page {...call.frame} title={say.title}>
      <Crumbs
        lang={lang}
        items={[{ label: `${texts(lang).number} ${view.loan.number}`, href: `/loans/${view.loan.id}` }, { label: say.title }]}
      />
      <PageHead title={say.title} intro={say.intro} />
      {more === null && pause === null && stops === null ? (
        <p>{say.no}</p>
      ) : (
        <Stack>
          <Card title={say.more} id="more">
            <p>{more === null ? say.notPossible : say.moreText(dayText(more.lastOn), more.monthsSaved)}</p>
          </Card>
          <Card title={say.pause} id="pause">
            <p>{pause === null ? say.notPossible : say.pauseText(dayText(pause.lastOn))}</p>
          </Card>
          <Card title={say.stops} id="stops">
            <p>{say.stopsText}</p>
            {stops === null ? null : <p>{say.stopsLower(kronerText(stops.instalment, lang), stops.extraTerms)}</p>}
          </Card>
        </Stack>
      )}
    </Page>
  )
}
