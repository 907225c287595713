import { type Day, formatDay, isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { type FieldErrors, type FormBody, type RawForm, errorText, readForm } from '#ui/form-data.ts'
import { day, text } from '#ui/form-fields.ts'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { LookFirst } from '#ui/look-first.tsx'
import { Notice } from '#ui/notice.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { Delay } from '../domain/late-decision.ts'

const whyMax = 1000
const fields = { expected_on: day(), why: text({ max: whyMax }) }

/** The fields of the form, in their order. */
export type DelayField = keyof typeof fields

/** Reads the form of a late decision: the new day and why, or all its problems. */
export function readDelay(body: FormBody) {
  return readForm(fields, body)
}

/** The form filled with a first proposal. */
export function rawDelay(proposal: Delay | null): RawForm<DelayField> {
  return proposal === null ? {} : { expected_on: formatDay(proposal.expectedOn), why: proposal.why }
}

/** The words in which a module asks for the new day of its own kind of decision. */
export type DelayWords = {
  due: (on: string) => string
  passed: (on: string) => string
  fields: Record<DelayField, string>
  dayHint: string
  whyHint: string
  look: string
  send: string
  cancel: string
}

/** The published day by which the decision is owed, and whether it has passed; nothing where none is published. */
export function DecisionDeadline({ call, words, decideBy }: { call: Call; words: DelayWords; decideBy: Day | null }) {
  if (decideBy === null) return null
  const isOver = isBefore(decideBy, call.today)
  return <Notice kind={isOver ? 'warn' : 'info'}>{(isOver ? words.passed : words.due)(dayText(decideBy))}</Notice>
}

/** Asks for the new day of a late decision and the reason: first to read the letter, then to send it. */
export function DelayForm(props: {
  call: Call
  title: string
  action: string
  back: string
  words: DelayWords
  raw: RawForm<DelayField>
  errors: FieldErrors<DelayField>
  looked: boolean
  /** The letter that was sent last, where a letter sent meanwhile is not to be followed by another unseen. */
  seen?: string | null
}) {
  const { call, words, raw, errors, looked, back } = props
  const { lang } = call
  const field = (name: DelayField) => ({ lang, name, label: words.fields[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Card title={props.title} id="tell">
      <Form
        action={props.action}
        requestId={call.newRequestId()}
        buttons={
          <LookFirst
            looked={looked}
            look={{ value: 'look', label: words.look }}
            go={{ value: 'send', label: words.send }}
            back={{ href: back, label: words.cancel }}
          />
        }
      >
        {props.seen === undefined ? null : <input type="hidden" name="seen" value={props.seen ?? ''} />}
        <DayField {...field('expected_on')} hint={words.dayHint} />
        <TextArea {...field('why')} hint={words.whyHint} rows={4} max={whyMax} />
      </Form>
    </Card>
  )
}
