import type { Call } from '#platform/http/call.ts'
import { LookFirst } from '#ui/look-first.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Agreement } from '../../domain/agreement.ts'
import type { PlacesChange, PlacesWish } from '../../domain/change-places.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the form. */
export type NumberField = 'from' | 'places' | 'reason'

/** Another number of places: from when, how many, why; and what would come of it, before it is done. */
export function NumberPage(props: {
  call: Call
  agreement: Agreement
  errors?: FieldErrors<NumberField>
  raw?: RawForm<NumberField>
  refused?: string
  preview?: { wish: PlacesWish; change: PlacesChange }
}) {
  const { call, agreement, errors = {}, raw = {}, refused, preview } = props
  const say = texts(call.lang)
  const words = say.number
  const summary = summaryOf(errors, { from: words.from, places: words.places, reason: words.reason }, call.lang)
  const field = (name: NumberField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  return (
    <Page {...call.frame} title={words.title} hasErrors={summary.length > 0 || refused !== undefined}>
      <Crumbs
        lang={call.lang}
        items={[{ label: agreement.name[call.lang], href: `/agreements/${agreement.id}` }, { label: words.title }]}
      />
      <PageHead title={words.title} intro={words.intro} />
      <ErrorSummary lang={call.lang} errors={refused === undefined ? summary : [{ text: refused }]} />
      <Stack>
        {preview === undefined ? null : <Comes say={say} {...preview} />}
        <Form
          action={`/agreements/${agreement.id}/number-of-places`}
          requestId={call.newRequestId()}
          buttons={
            <LookFirst
              looked={preview !== undefined}
              look={{ value: 'preview', label: words.preview }}
              go={{ value: 'save', label: words.save }}
              back={{ href: `/agreements/${agreement.id}`, label: say.cancel }}
            />
          }
        >
          <DayField {...field('from')} label={words.from} />
          <TextField {...field('places')} label={words.places} width="xs" inputmode="numeric" />
          <TextArea {...field('reason')} label={words.reason} hint={words.reasonHint} rows={2} max={500} />
        </Form>
      </Stack>
    </Page>
  )
}

function Comes(props: { say: Texts; wish: PlacesWish; change: PlacesChange }) {
  const { wish, change } = props
  const words = props.say.number
  return (
    <Notice kind="info" title={words.comes}>
      <ul>
        {change.added === 0 ? null : <li>{words.added(change.added, dayText(wish.from))}</li>}
        {change.kept.map(({ number, until }) => (
          <li>{words.kept(number, dayText(until))}</li>
        ))}
        {change.beside.map(({ number, caseNumber, heldUntil }) => (
          <li>{words.beside(number, caseNumber, dayText(heldUntil))}</li>
        ))}
        {change.givenUp.map(({ number, until, heldUntil, caseNumber }) => (
          <li>
            {heldUntil === null
              ? words.givenUp(number, dayText(until))
              : words.stillHeld(number, dayText(until), caseNumber ?? '', dayText(heldUntil))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
