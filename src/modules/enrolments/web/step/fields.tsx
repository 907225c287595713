import { deadlineEnd } from '#kernel/bank-days.ts'
import type { Day } from '#kernel/days.ts'
import { formatDay, laterOf } from '#kernel/days.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { DayField } from '#ui/day-field.tsx'
import type { FieldProps } from '#ui/field.tsx'
import type { Lang } from '#ui/lang.ts'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { wordsMax } from '../../actions/reason.ts'
import { didNotAppear, mayBeAbsent, openChecks } from '../../domain/decide.ts'
import { type PlaceStepName, stepOf } from '../../domain/place-machine.ts'
import { businessFindings, checkFindings, initiators } from '../../domain/run-event.ts'
import { firstPhaseEnd } from '../../domain/run.ts'
import type { Texts } from '../../texts/da.ts'
import type { StepFacts } from './facts.ts'
import { type StepField, type StepRaw, offerAnswers } from './form.ts'
import { stepWords } from './said.ts'

/** What the fields of a step need: what was typed, what is wrong, and what they are about. */
export type StepFieldsProps = {
  lang: Lang
  say: Texts
  step: PlaceStepName
  facts: StepFacts
  today: Day
  raw: StepRaw
  errors: { [Field in StepField]?: string }
  byStaff: boolean
}

/** The label of a field, which some steps call by a name of their own. */
export function labelOf(say: Texts, step: PlaceStepName, field: StepField): string {
  const own: Partial<Record<string, Partial<Record<string, string>>>> = say.fieldNames
  return own[step]?.[field] ?? say.fields[field]
}

/** The fields of one step. */
export function StepFields(props: StepFieldsProps) {
  const { step } = props
  return (
    <>
      <OwnFields {...props} />
      {stepOf(step).reason === null && step !== 'accept' ? null : <ReasonFields {...props} />}
    </>
  )
}

function field(props: StepFieldsProps, name: StepField, suggested?: string): FieldProps {
  const error = props.errors[name]
  const value = props.raw[name] ?? suggested
  return { lang: props.lang, name, label: labelOf(props.say, props.step, name), value, ...(error === undefined ? {} : { error }) }
}

const text = (day: Day | null | undefined) => (day === null || day === undefined ? undefined : formatDay(day))

function OwnFields(props: StepFieldsProps) {
  const { step, say, facts, today } = props
  const { run } = facts.enrolment
  const phaseEnd = firstPhaseEnd(run)
  const answerBy = deadlineEnd(today.add({ days: 10 }))
  switch (step) {
    case 'offer':
      return (
        <>
          <DayField
            {...field(props, 'startOn', text(facts.freeOn === null ? null : laterOf(facts.freeOn, answerBy)))}
            hint={facts.freeOn === null ? say.hints.noneFree : say.hints.freeFrom(formatDay(facts.freeOn))}
          />
          <DayField {...field(props, 'answerBy', text(answerBy))} />
          {skipsSomebody(props) ? (
            <TextArea
              {...field(props, 'skipReason')}
              hint={facts.ahead === 0 ? undefined : say.hints.skipReason(facts.ahead)}
              max={wordsMax}
              rows={2}
            />
          ) : null}
        </>
      )
    case 'start':
      return <DayField {...field(props, 'on', text(run.offer?.startOn))} />
    case 'resume':
      // A pause that has not begun is called off on its first day.
      return <DayField {...field(props, 'on', text(laterOf(today, facts.enrolment.pause?.from ?? today)))} />
    case 'pass_gate':
      return (
        <>
          <DayField {...field(props, 'on', text(phaseEnd === null ? today : laterOf(today, phaseEnd.add({ days: 1 }))))} />
          <TextArea {...field(props, 'despite')} required={false} hint={say.hints.despite} max={wordsMax} rows={2} />
        </>
      )
    case 'pause':
      return <PauseFields {...props} />
    case 'extend_pause':
      return <DayField {...field(props, 'until')} />
    case 'prolong':
      return <DayField {...field(props, 'until')} hint={phaseEnd === null ? undefined : say.hints.lastDayOfPhase(formatDay(phaseEnd))} />
    case 'end_after_first':
      return <DayField {...field(props, 'lastDay', text(phaseEnd === null ? today : laterOf(today, phaseEnd)))} />
    case 'end_early':
      return <EndFields {...props} />
    case 'never_start':
      return <Initiators {...props} />
    case 'record_check':
      return <CheckFields {...props} />
    case 'accept':
      return <AnswerFields {...props} />
    case 'reopen':
      return run.before === 'qualifying' || run.before === 'main' ? <Checkbox {...field(props, 'orWait')} /> : null
    case 'transfer':
      return (
        <Radios
          {...field(props, 'agreementId', facts.targets[0]?.id)}
          options={facts.targets.map(({ id, name }) => ({ value: id, label: name[props.lang] }))}
        />
      )
    case 'record_move':
      return (
        <>
          <DayField {...field(props, 'on')} />
          <TextField {...field(props, 'municipality')} hint={say.hints.municipality} width="s" inputmode="numeric" />
        </>
      )
    case 'record_death':
      return <DayField {...field(props, 'on')} />
    case 'admit':
    case 'confirm_interest':
    case 'put_ahead':
    case 'put_back':
    case 'leave_list':
    case 'decline':
    case 'turn_down':
    case 'expire':
    case 'open_gate':
    case 'release_gate_place':
    case 'complete':
    case 'begin_after_care':
    case 'close':
    case 'close_list':
    case 'settle_move':
      return null
  }
}

// Who comes back by a later start stands ahead too: the field must be there when the start that was typed asks for it.
function skipsSomebody({ facts, raw, errors }: StepFieldsProps): boolean {
  return facts.ahead > 0 || errors.skipReason !== undefined || (raw.skipReason ?? '') !== ''
}

function PauseFields(props: StepFieldsProps) {
  const { say } = props
  const options = [
    { value: 'yes', label: say.keeps.yes },
    { value: 'no', label: say.keeps.no },
  ]
  return (
    <>
      <DayField {...field(props, 'from')} />
      <DayField {...field(props, 'until')} />
      <Radios {...field(props, 'keepsPlace')} hint={say.hints.keepsPlace} options={options} />
    </>
  )
}

function EndFields(props: StepFieldsProps) {
  const { say } = props
  const yesNo = [
    { value: 'yes', label: say.yes },
    { value: 'no', label: say.no },
  ]
  return (
    <>
      <DayField {...field(props, 'lastDay', text(props.today))} />
      <Initiators {...props} />
      <Radios {...field(props, 'tookPart')} inline options={yesNo} />
    </>
  )
}

function Initiators(props: StepFieldsProps) {
  return <Radios {...field(props, 'initiator')} options={initiators.map((who) => ({ value: who, label: props.say.initiators[who] }))} />
}

function CheckFields(props: StepFieldsProps) {
  const { say, facts, today } = props
  const open = openChecks(facts.enrolment.run, today).months
  const first = open[0]
  return (
    <>
      <Radios
        {...field(props, 'month', first === undefined ? undefined : String(first))}
        options={open.map((month) => ({ value: String(month), label: say.checkAfter(month) }))}
      />
      <Radios {...field(props, 'finding')} options={checkFindings.map((finding) => ({ value: finding, label: say.findings[finding] }))} />
      <Select
        {...field(props, 'basis')}
        required="sometimes"
        hint={say.hints.check}
        options={facts.bases.map(({ code, name }) => ({ value: code, label: name[props.lang] }))}
      />
      <Radios
        {...field(props, 'business')}
        required="sometimes"
        hint={say.hints.checkBusiness}
        options={businessFindings.map((business) => ({ value: business, label: say.businesses[business] }))}
      />
    </>
  )
}

function AnswerFields(props: StepFieldsProps) {
  const { say, byStaff } = props
  const options = offerAnswers.map((answer) => {
    const { label, consequence } = stepWords(say, answer, byStaff)
    const used = answer === 'decline' && props.facts.enrolment.run.keptPlaceInLine
    return { value: answer, label, hint: used ? say.hints.declinedOnce : consequence }
  })
  return <Radios {...field(props, 'answer')} {...(byStaff ? {} : { label: say.own.yourAnswer })} options={options} />
}

function ReasonFields(props: StepFieldsProps) {
  const { say, step, facts, lang } = props
  const ownWords = stepOf(step).reason === 'own_words'
  const optional = step === 'accept' ? { required: false } : {}
  const toCome = step === 'never_start' && !mayBeAbsent(facts.enrolment.run, props.today)
  const shown = toCome ? facts.reasons.filter(({ code }) => code !== didNotAppear) : facts.reasons
  const early = shown.length < facts.reasons.length
  const hint =
    step === 'pause'
      ? { hint: say.hints.pauseReason }
      : step === 'accept'
        ? { hint: say.hints.answerReason }
        : early
          ? { hint: say.hints.absentFrom(text(facts.enrolment.run.offer?.startOn) ?? '') }
          : {}
  if (ownWords) return <TextArea {...field(props, 'words')} max={wordsMax} rows={3} />
  return (
    <>
      <Select
        {...field(props, 'reason')}
        {...optional}
        {...hint}
        options={shown.map((reason) => ({ value: reason.code, label: reason.name[lang] }))}
      />
      <TextArea {...field(props, 'words')} required={false} hint={say.hints.words} max={wordsMax} rows={3} />
    </>
  )
}
