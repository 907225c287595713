import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { ActionMenu, type MenuStep } from '#ui/action-menu.tsx'
import { loanActions } from '../../actions.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { overStates, refusedStep } from '../../domain/loan-machine.ts'
import { delayTexts } from '../../texts/delay/texts.ts'
import { statementTexts } from '../../texts/statement/texts.ts'
import { lifeTexts } from '../../texts/texts.ts'

/** The steps beside the suggested one; a step that cannot be taken now stays and says why. */
export function LoanMenu({ call, view }: { call: Call; view: LoanView }) {
  const say = lifeTexts(call.lang).otherSteps
  const { hold } = lifeTexts(call.lang)
  const account = statementTexts(call.lang)
  const base = `/loans/${view.loan.id}`
  const may = (name: 'ask_deferral' | 'defer' | 'propose_closing' | 'write_off' | 'tell_delay') =>
    call.actor !== null && mayEver(call.actor, loanActions[name])
  const step = (name: string, consequence: string, href: string, open: boolean): MenuStep =>
    open ? { kind: 'link', name, consequence, href } : { kind: 'off', name, reason: say.notNow[view.loan.state] ?? say.notNowElse }
  const deferring = refusedStep('ask_deferral', view.loan.state) === null
  const closing = ['repaying', 'handed_over', 'written_off'].includes(view.loan.state)
  const steps: MenuStep[] = [
    ...(may('tell_delay') ? [delayStep(call, view)] : []),
    ...(may('defer') ? [step(say.grant, say.grantText, `${base}/deferral`, deferring)] : []),
    ...(may('ask_deferral') && !may('defer') ? [step(say.ask, say.askText, `${base}/deferral`, deferring)] : []),
    ...(may('propose_closing') || may('write_off') ? [step(say.close, say.closeText, `${base}/closing`, closing)] : []),
    step(hold.menu, hold.menuText, `${base}/reminders`, closing),
    { kind: 'link', name: account.title, consequence: account.menuText, href: `${base}/statement` },
    step(say.whatIf, say.whatIfText, `${base}/what-if`, !overStates.includes(view.loan.state)),
  ]
  return <ActionMenu lang={call.lang} steps={steps} />
}

function delayStep({ lang }: Call, { loan }: LoanView): MenuStep {
  const say = delayTexts(lang)
  return refusedStep('tell_delay', loan.state) === null
    ? { kind: 'link', name: say.menu, consequence: say.menuText, href: `/loans/${loan.id}/delay` }
    : { kind: 'off', name: say.menu, reason: say.notOwed }
}
