import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, kronerText, percentText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import { loanActions } from '../../actions.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import type { Aid } from '../../domain/aid.ts'
import { refusedStep } from '../../domain/loan-machine.ts'
import { aidTexts } from '../../texts/aid/texts.ts'
import { refusalText } from '../words.ts'

/** The state aid in a loan: what was declared, what it comes to and by which rates, and what stands in the way of an offer. */
export function AidCard({ call, view }: { call: Call; view: LoanView }) {
  const { lang } = call
  const say = aidTexts(lang)
  const { declared, reckoned, granted } = view.aid
  const deciding = refusedStep('declare_aid', view.loan.state) === null
  if (!deciding && granted === null) return null
  const shown = deciding ? (reckoned.ok ? reckoned.value : null) : granted
  const may = call.actor !== null && mayEver(call.actor, loanActions.declare_aid) && deciding
  const who = call.actor?.kind === 'citizen' ? say.who.citizen : say.who.staff
  const declaredFacts = (declared?.aids ?? []).map((aid) => ({
    name: say.declaredOne(aid.giver === '' ? '–' : aid.giver, dayText(aid.on)),
    value: aid.reference === '' ? kronerText(aid.amount, lang) : `${kronerText(aid.amount, lang)} (${aid.reference})`,
  }))
  return (
    <Card title={say.title} id="state-aid" aside={may ? <a href={`/loans/${view.loan.id}/state-aid`}>{say.change}</a> : undefined}>
      {!deciding || reckoned.ok ? null : <Notice kind="warn">{refusalText(reckoned.refusal, lang)}</Notice>}
      {declared === null ? null : <p>{(declared.aids.length === 0 ? say.declaredNone : say.declaredOn)(who, dayText(declared.on))}</p>}
      <Facts
        wide
        items={[
          ...declaredFacts,
          ...(shown === null ? [] : reckonedFacts(shown, lang)),
          ...(granted === null || deciding ? [] : [{ name: say.reference, value: granted.reference ?? '–' }]),
        ]}
      />
    </Card>
  )
}

function reckonedFacts(aid: Aid, lang: Call['lang']) {
  const say = aidTexts(lang)
  return [
    { name: say.aid, value: kronerText(aid.aid, lang) },
    { name: say.other, value: kronerText(aid.other, lang) },
    { name: say.ceiling, value: kronerText(aid.ceiling, lang) },
    { name: say.by, value: say.rate(percentText(aid.baseBp, lang), percentText(aid.marginBp, lang), percentText(aid.discountBp, lang)) },
  ]
}
