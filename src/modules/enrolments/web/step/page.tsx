import { formatDay } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { ActingNotice } from '#modules/people/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { type FormError, ErrorSummary } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Buttons, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Owed } from '#ui/owed.tsx'
import { Page } from '#ui/page.tsx'
import { Chip, State } from '#ui/state.tsx'
import { type Enrolment, hasAccepted, placeShown } from '../../domain/enrolment.ts'
import { type PlaceStepName, stepOf, stepsFrom } from '../../domain/place-machine.ts'
import { gateUntil, openPause } from '../../domain/run.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import type { Consequences } from '../preview/consequences.ts'
import { Preview } from '../preview/preview.tsx'
import type { NamedChange, StepFacts } from './facts.ts'
import { StepFields } from './fields.tsx'
import { pageWords } from './said.ts'
import { shutReason } from './shut.ts'
import type { StepField, StepRaw } from './form.ts'

/** An error of a step's page: at a field, or of the whole. */
export type StepError = FormError & { field?: StepField }

/** The small page where one step is taken: where the run stands, what follows from the step, what must be said. */
export function StepPage(props: {
  call: Call
  step: PlaceStepName
  facts: StepFacts
  raw?: StepRaw
  errors?: readonly StepError[]
  consequences?: Consequences
}) {
  const { call, step, facts, raw = {}, errors = [], consequences } = props
  const say = texts(call.lang)
  const { enrolment, agreement } = facts
  const byStaff = call.actor?.kind !== 'citizen'
  const back = byStaff ? `/cases/${enrolment.referralId}` : '/me'
  const { label: title, consequence } = pageWords(say, step, byStaff)
  const shut = isTakenFrom(enrolment, step) ? shutReason(enrolment, step, { say, today: call.today }) : wrongState(say, enrolment)
  const isPossible = shut === null
  const byField = Object.fromEntries(errors.flatMap((error) => (error.field === undefined ? [] : [[error.field, error.text]])))
  return (
    <Page {...call.frame} title={`${title}, ${enrolment.caseNumber}`} hasErrors={errors.length > 0}>
      <Crumbs lang={call.lang} items={[{ label: `${say.case} ${enrolment.caseNumber}`, href: back }, { label: title }]} />
      <PageHead
        title={title}
        chips={<Standing say={say} facts={facts} />}
        intro={byStaff ? (facts.name ?? say.places.masked) : agreement.name[call.lang]}
      />
      <ErrorSummary lang={call.lang} errors={errors} />
      <Stack>
        <SupportBasisWarning say={say} lang={call.lang} changes={byStaff ? facts.changes : []} />
        {step === 'open_gate' || enrolment.state === 'gate' ? <GateFacts call={call} say={say} facts={facts} /> : null}
        {step === 'accept' || !isPossible ? null : (
          <Notice kind="info" title={say.whatFollows}>
            {consequence}
          </Notice>
        )}
        {step === 'accept' && isPossible && enrolment.run.offer !== null ? (
          <Notice kind="info" title={say.offered}>
            {say.timeline.startOn(formatDay(enrolment.run.offer.startOn), formatDay(enrolment.run.offer.answerBy))}
          </Notice>
        ) : null}
        {shut === null ? null : step === 'accept' && hasAccepted(enrolment) ? (
          <Accepted say={say} byStaff={byStaff} back={back} />
        ) : (
          <NotNow say={say} why={shut} back={back} errors={errors} />
        )}
        {step === 'accept' && byStaff && isPossible ? (
          <ActingNotice call={call} personId={enrolment.personId} consent={facts.consent} />
        ) : null}
        {consequences === undefined ? null : <Preview lang={call.lang} consequences={consequences} />}
        {isPossible || errors.length > 0 ? (
          <Form
            action={`/enrolments/${enrolment.id}/${stepOf(step).page ?? ''}`}
            requestId={call.newRequestId()}
            buttons={
              <>
                <Button kind="primary">{title}</Button>
                {byStaff && step !== 'accept' ? (
                  <Button name="do" value="preview">
                    {say.preview.see}
                  </Button>
                ) : null}
                <ButtonLink kind="quiet" href={back}>
                  {say.cancel}
                </ButtonLink>
              </>
            }
          >
            <StepFields
              lang={call.lang}
              say={say}
              step={step}
              facts={facts}
              today={call.today}
              raw={raw}
              errors={byField}
              byStaff={byStaff}
            />
          </Form>
        ) : null}
      </Stack>
    </Page>
  )
}

/** Whether any step of the page can be taken where the run stands now; an old page may be opened again after it moved on. */
function isTakenFrom({ state, run }: Enrolment, step: PlaceStepName): boolean {
  return stepsFrom(state, openPause(run) !== null).some((name) => stepOf(name).page === stepOf(step).page)
}

function wrongState(say: Texts, { run, state }: Enrolment): string {
  return openPause(run) === null ? say.refusals.wrongState(say.states[state]) : say.refusals.wrongStatePaused
}

function Accepted({ say, byStaff, back }: { say: Texts; byStaff: boolean; back: string }) {
  return (
    <>
      <Notice kind="done">{byStaff ? say.acceptedAlready : say.own.acceptedAlready}</Notice>
      <Buttons>
        <ButtonLink href={back}>{byStaff ? say.cancel : say.own.toOwnPage}</ButtonLink>
      </Buttons>
    </>
  )
}

function NotNow({ say, why, back, errors }: { say: Texts; why: string; back: string; errors: readonly StepError[] }) {
  // Pressed when it was possible no more: the errors on top have said so, and the form keeps what was typed.
  if (errors.some(({ text }) => text === why)) return null
  return (
    <>
      <Notice kind="warn">{why}</Notice>
      <Buttons>
        <ButtonLink href={back}>{say.cancel}</ButtonLink>
      </Buttons>
    </>
  )
}

function Standing(props: { say: Texts; facts: StepFacts }) {
  const { say, facts } = props
  const { run, state } = facts.enrolment
  const placeNumber = placeShown(facts.enrolment)
  return (
    <>
      <Chip kind={openPause(run) === null ? 'now' : 'wait'}>
        {openPause(run) === null ? say.states[state] : `${say.states[state]} · ${say.paused}`}
      </Chip>
      {placeNumber === null ? null : <span class="soft">{say.card.placeOf(placeNumber)}</span>}
    </>
  )
}

/** The memo says that the support basis is kept through the first phase: a change is shown wherever the run is decided on. */
export function SupportBasisWarning(props: { say: Texts; lang: 'da' | 'en'; changes: readonly NamedChange[] }) {
  const { say, lang, changes } = props
  if (changes.length === 0) return null
  return (
    <Notice kind="warn" title={say.supportBasisTitle}>
      <p>{say.supportBasisText}</p>
      <ul>
        {changes.map(({ on, before, after }) => (
          <li>{say.supportBasisChange(formatDay(on), before[lang], after[lang])}</li>
        ))}
      </ul>
    </Notice>
  )
}

function GateFacts(props: { call: Call; say: Texts; facts: StepFacts }) {
  const { call, say, facts } = props
  // A place that was let go after the thirty days is kept until no day.
  const until = facts.enrolment.run.stayFrom === null ? null : gateUntil(facts.enrolment.run)
  const missing = facts.owed.some((owed) => owed.missing > 0)
  return (
    <Card
      title={say.owedTitle}
      id="owed"
      aside={until === null ? undefined : <span class="soft small">{say.gateUntil(formatDay(until))}</span>}
    >
      {missing || facts.owed.length > 0 ? (
        <Owed
          lang={call.lang}
          items={facts.owed.map((owed) => ({ name: owed.name[call.lang], met: owed.demanded - owed.missing, needed: owed.demanded }))}
        />
      ) : (
        <p>{say.owedNothing}</p>
      )}
      <p>
        {say.planTitle}:{' '}
        <State kind={facts.planApproved ? 'done' : 'due'}>{facts.planApproved ? say.planApproved : say.planNotApproved}</State>
      </p>
    </Card>
  )
}
