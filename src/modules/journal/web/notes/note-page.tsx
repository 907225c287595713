import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText, momentText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Note, NoteVersion } from '../../store/notes.ts'
import { texts } from '../../texts/texts.ts'
import type { CorrectionField, NoteErrors } from './form.ts'

/** What a note's page shows. */
export type NoteFacts = {
  note: Note
  versions: readonly NoteVersion[]
  names: ReadonlyMap<string, string>
  organisation: string
  /** Whose note it is, for staff; null on the citizen's own page. */
  whose: { label: string; href: string } | null
  mayCorrect: boolean
  listHref: string
}

/** A correction that was refused. */
export type RefusedCorrection = { raw: RawForm<CorrectionField>; errors: NoteErrors }

/** One note with all its versions, and the form that corrects it. */
export function NotePage(props: { call: Call; facts: NoteFacts; refused?: RefusedCorrection }) {
  const { call, facts, refused } = props
  const say = texts(call.lang)
  const { note } = facts
  const labels = { on: say.on, words: say.words, why: say.why, kind: say.kind, sharing: say.sharing }
  const title = say.entry(say.kinds[note.kind])
  return (
    <Page {...call.frame} title={title} hasErrors={refused !== undefined}>
      {facts.whose === null ? null : <Crumbs lang={call.lang} items={[facts.whose, { label: title }]} />}
      <PageHead
        title={title}
        chips={<Chip kind="none">{note.shared ? say.shared : say.ownOnly}</Chip>}
        actions={<ButtonLink href={facts.listHref}>{say.all}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={summaryOf(refused?.errors ?? {}, labels, call.lang)} />
      <Stack>
        {facts.versions.map((version) => (
          <Version call={call} facts={facts} version={version} />
        ))}
        {facts.mayCorrect ? <Correcting call={call} facts={facts} refused={refused} /> : null}
      </Stack>
    </Page>
  )
}

function Version(props: { call: Call; facts: NoteFacts; version: NoteVersion }) {
  const { call, facts, version } = props
  const say = texts(call.lang)
  const isCurrent = version.number === facts.note.number
  return (
    <Card
      title={`${say.version(version.number)}, ${dayText(version.on)}`}
      id={`version-${version.number}`}
      aside={<Chip kind={isCurrent ? 'done' : 'stop'}>{isCurrent ? say.current : say.corrected}</Chip>}
    >
      <p class="g-lines">{version.words}</p>
      {version.why === null ? null : <p>{say.because(version.why)}</p>}
      <p class="soft">
        {say.writtenAt} {momentText(version.writtenAt, call.lang)}, {say.by(facts.names.get(version.accountId) ?? '–', facts.organisation)}
      </p>
    </Card>
  )
}

function Correcting(props: { call: Call; facts: NoteFacts; refused: RefusedCorrection | undefined }) {
  const { call, facts, refused } = props
  const say = texts(call.lang)
  const { raw = {}, errors = {} } = refused ?? {}
  const field = (name: CorrectionField, standing: string) => ({
    lang: call.lang,
    name,
    value: raw[name] ?? standing,
    error: errorText(errors[name], call.lang),
  })
  return (
    <Card title={say.correct} id="correct">
      <Form action={`/notes/${facts.note.id}/versions`} requestId={call.newRequestId()} buttons={<Button>{say.saveCorrection}</Button>}>
        <DayField {...field('on', dayText(facts.note.on))} label={say.on} />
        <TextArea {...field('words', facts.note.words)} label={say.words} rows={6} max={8000} />
        <TextField {...field('why', '')} label={say.why} hint={say.whyHint} width="l" />
      </Form>
    </Card>
  )
}
