import type { PersonId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { noteKinds } from '../../domain/note.ts'
import type { Note } from '../../store/notes.ts'
import { texts } from '../../texts/texts.ts'
import type { NoteErrors, NoteField } from './form.ts'

/** What the list shows. `name` is null on the citizen's own page. */
export type NoteListFacts = {
  personId: PersonId
  name: string | null
  notes: readonly Note[]
  signatures: ReadonlyMap<string, string>
  mayWrite: boolean
  caseId: string | null
  back: string
}

/** A form that was refused: what was typed, and what is wrong. */
export type RefusedNote = { raw: RawForm<NoteField>; errors: NoteErrors }

/** The notes about a person, and the form that writes one. */
export function NoteListPage(props: { call: Call; facts: NoteListFacts; refused?: RefusedNote }) {
  const { call, facts, refused } = props
  const say = texts(call.lang)
  const own = facts.name === null
  const title = own ? say.own : say.title
  const labels = { kind: say.kind, on: say.on, words: say.words, sharing: say.sharing, why: say.why }
  return (
    <Page {...call.frame} title={title} hasErrors={refused !== undefined}>
      <PageHead
        title={title}
        intro={own ? say.ownIntro : `${facts.name ?? ''}. ${say.intro}`}
        actions={own ? undefined : <ButtonLink href={facts.back}>{say.back}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={summaryOf(refused?.errors ?? {}, labels, call.lang)} />
      <Stack>
        {facts.mayWrite ? <Writing call={call} facts={facts} refused={refused} /> : null}
        {facts.notes.length === 0 ? <Empty title={say.none} /> : <Notes call={call} facts={facts} />}
      </Stack>
    </Page>
  )
}

function Notes(props: { call: Call; facts: NoteListFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  return (
    <Card title={say.title} id="notes">
      <Timeline
        items={facts.notes.map((note) => ({
          day: note.on,
          icon: 'chat' as const,
          title: (
            <a href={`/notes/${note.id}`}>
              {[say.kinds[note.kind], ...(note.number > 1 ? [say.entryCorrected] : []), ...(note.shared ? [] : [say.ownOnly])].join(', ')}
            </a>
          ),
          text: `${facts.signatures.get(note.id) ?? ''}: ${note.words}`,
        }))}
      />
    </Card>
  )
}

function Writing(props: { call: Call; facts: NoteListFacts; refused: RefusedNote | undefined }) {
  const { call, facts, refused } = props
  const say = texts(call.lang)
  const { raw = {}, errors = {} } = refused ?? {}
  const field = (name: NoteField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  return (
    <Card title={say.write} id="write">
      <Form
        action={`/people/${facts.personId}/notes`}
        requestId={call.newRequestId()}
        hidden={{ back: facts.back, case: facts.caseId ?? '' }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <Select {...field('kind')} label={say.kind} options={noteKinds.map((value) => ({ value, label: say.kinds[value] }))} />
        <DayField {...field('on')} value={raw.on ?? dayText(call.today)} label={say.on} />
        <TextArea {...field('words')} label={say.words} hint={say.wordsHint} rows={6} max={8000} />
        <Radios
          {...field('sharing')}
          value={raw.sharing ?? 'shared'}
          label={say.sharing}
          options={[
            { value: 'shared', label: say.shared },
            { value: 'own', label: say.ownOnly, hint: say.ownHint },
          ]}
        />
      </Form>
    </Card>
  )
}
