import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText, timeText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { LookFirst } from '#ui/look-first.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { type Option, Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type MovePlan, whyFixed } from '../../actions/change-session.ts'
import { askers, changeReasons } from '../../domain/change.ts'
import type { Session } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import { whenText } from '../when.ts'
import { MovePreview } from './preview.tsx'

/** The fields of a move. */
export type MoveField = 'to_on' | 'starts_at' | 'place' | 'teacher' | 'scope' | 'asked_by' | 'reason'
/** The fields of a cancellation. */
export type CancelField = 'cancel_asked_by' | 'cancel_reason'

/** What the page shows; `preview` is what the move would do, with the names of those it affects. */
export type ChangeFacts = {
  session: Session
  title: string
  teachers: Option[]
  moveRequestId: string
  raw?: RawForm<MoveField | CancelField>
  errors?: FieldErrors<MoveField | CancelField>
  problem?: string
  preview?: MovePlan & { names: ReadonlyMap<string, string | null> }
}

/** Moves a session, or it and the later ones, or cancels it. A move shows first what it does and to whom. One that stays says why, and has no form. */
export function ChangePage(props: { call: Call; facts: ChangeFacts }) {
  const { call, facts } = props
  const { lang } = call
  const say = texts(lang)
  const summary = [
    ...summaryOf(facts.errors ?? {}, labelsOf(call), lang),
    ...(facts.problem === undefined ? [] : [{ text: facts.problem }]),
  ]
  const fixed = whyFixed(facts.session)
  const path = `/sessions/${facts.session.id}`
  return (
    <Page {...call.frame} title={say.changeTitle} hasErrors={summary.length > 0}>
      <Crumbs
        lang={lang}
        items={[{ label: say.list, href: '/sessions' }, { label: facts.title, href: path }, { label: say.changeTitle }]}
      />
      <PageHead title={say.changeTitle} intro={`${facts.title}. ${whenText(call, facts.session)}`} />
      <ErrorSummary lang={lang} errors={summary} />
      <Stack>
        {facts.preview === undefined ? null : (
          <MovePreview call={call} plan={facts.preview} names={facts.preview.names} teachers={facts.teachers} />
        )}
        {fixed.ok ? (
          <>
            <MoveCard {...props} />
            <CancelCard {...props} />
          </>
        ) : (
          <>
            {facts.problem === undefined ? <Notice kind="info">{say.refusals[fixed.refusal.kind]}</Notice> : null}
            <div>
              <ButtonLink href={path}>{say.toSession}</ButtonLink>
            </div>
          </>
        )}
      </Stack>
    </Page>
  )
}

function labelsOf(call: Call): Record<MoveField | CancelField, string> {
  const say = texts(call.lang)
  return {
    to_on: say.newDay,
    starts_at: say.time,
    place: say.place,
    teacher: say.teacher,
    scope: say.scope,
    asked_by: say.askedBy,
    reason: say.changeReason,
    cancel_asked_by: say.askedBy,
    cancel_reason: say.changeReason,
  }
}

function fieldOf(call: Call, facts: ChangeFacts, name: MoveField | CancelField, start?: string) {
  const { lang } = call
  return { lang, name, label: labelsOf(call)[name], value: facts.raw?.[name] ?? start, error: errorText(facts.errors?.[name], lang) }
}

function MoveCard(props: { call: Call; facts: ChangeFacts }) {
  const { call, facts } = props
  const { session, preview } = facts
  const say = texts(call.lang)
  const field = (name: MoveField, start?: string) => fieldOf(call, facts, name, start)
  return (
    <Card title={say.move} id="move">
      <Form
        action={`/sessions/${session.id}/move`}
        requestId={facts.moveRequestId}
        buttons={
          <LookFirst
            looked={preview !== undefined}
            look={{ value: 'look', label: say.showMove }}
            go={{ value: `move-${preview?.conflicts.length ?? 0}`, label: goLabel(call, preview) }}
            back={{ href: `/sessions/${session.id}`, label: say.leave }}
          />
        }
      >
        <DayField {...field('to_on', dayText(session.on))} />
        <TextField {...field('starts_at', timeText(session.startsAt, call.lang))} hint={say.timeHint} width="xs" />
        <TextField {...field('place', session.place)} width="l" />
        <Select {...field('teacher', session.teacherId)} options={facts.teachers} />
        {session.classId === null ? (
          <input type="hidden" name="scope" value="one" />
        ) : (
          <Radios
            {...field('scope', 'one')}
            options={[
              { value: 'one', label: say.scopeOne },
              { value: 'later', label: say.scopeLater },
            ]}
          />
        )}
        <Select {...field('asked_by')} options={askers.map((value) => ({ value, label: say.askers[value] }))} />
        <Select {...field('reason')} options={changeReasons.map((value) => ({ value, label: say.changeReasons[value] }))} />
      </Form>
    </Card>
  )
}

function goLabel(call: Call, preview: ChangeFacts['preview']): string {
  const say = texts(call.lang)
  if (preview !== undefined && preview.conflicts.length > 0) return say.moveDespite
  return say.moveNow(preview?.rows.filter(({ changes }) => changes).length ?? 1)
}

function CancelCard(props: { call: Call; facts: ChangeFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  return (
    <Card title={say.cancel} id="cancel">
      <p>{say.cancelIntro}</p>
      <Form
        action={`/sessions/${facts.session.id}/cancel`}
        requestId={call.newRequestId()}
        buttons={<Button kind="secondary">{say.cancelNow}</Button>}
      >
        <Select {...fieldOf(call, facts, 'cancel_asked_by')} options={askers.map((value) => ({ value, label: say.askers[value] }))} />
        <Select
          {...fieldOf(call, facts, 'cancel_reason')}
          options={changeReasons.map((value) => ({ value, label: say.changeReasons[value] }))}
        />
      </Form>
    </Card>
  )
}
