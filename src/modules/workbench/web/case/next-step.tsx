import type { CaseStep } from '#kernel/case-step.ts'
import type { Call } from '#platform/http/call.ts'
import { ActionMenu } from '#ui/action-menu.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { texts } from '../../texts/texts.ts'

function suggestedOf(steps: readonly CaseStep[]): CaseStep | undefined {
  return steps.find((step) => step.primary && step.disabledReason === undefined)
}

/** Every step of the head: the suggested one as a button, the others in a menu that says what follows, or why not yet. */
export function StepMenu(props: { call: Call; steps: readonly CaseStep[] }) {
  const suggested = suggestedOf(props.steps)
  const others = props.steps.filter((step) => step !== suggested)
  return (
    <>
      {others.length === 0 ? null : (
        <ActionMenu
          lang={props.call.lang}
          steps={others.map((step) =>
            step.disabledReason === undefined
              ? { kind: 'link', name: step.label, consequence: step.consequence, href: step.href }
              : { kind: 'off', name: step.label, reason: step.disabledReason },
          )}
        />
      )}
      {suggested === undefined ? null : (
        <ButtonLink kind="primary" href={suggested.href}>
          {suggested.label}
        </ButtonLink>
      )}
    </>
  )
}

/** The suggested step with what it leads to, or what stands in its way; nothing when the ball is elsewhere. */
export function NextStep(props: { call: Call; steps: readonly CaseStep[] }) {
  const say = texts(props.call.lang)
  const suggested = suggestedOf(props.steps)
  const blocked = props.steps.find((step) => step.primary && step.disabledReason !== undefined)
  const step = suggested ?? blocked
  if (step === undefined) return null
  return (
    <Card title={say.nextStep} id="next" next>
      <p>
        {suggested === undefined ? <b>{step.label}</b> : <a href={step.href}>{step.label}</a>}
        {`. ${step.disabledReason ?? step.consequence}`}
      </p>
    </Card>
  )
}
