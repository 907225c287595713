import type { Child } from 'hono/jsx'
import { ButtonLink } from './button.tsx'
import { LookFirst } from './look-first.tsx'
import { Crumbs } from './crumbs.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FileField } from './file-field.tsx'
import { Form } from './form.tsx'
import { PageHead } from './head.tsx'
import { Stack } from './layout.tsx'
import { Page, type PageProps } from './page.tsx'
import { TextArea } from './text-area.tsx'

/** The words of a page that takes a file, in the reader's language. */
export type FileWords = {
  title: string
  intro: string
  check: string
  save: string
  file: string
  fileHint: string
  text: string
  cancel: string
}

/** Taking something from a file: first checked and shown as it would be, then saved. `made` is what the file would make. */
export function FilePage(props: {
  frame: Omit<PageProps, 'title' | 'children'>
  requestId: string
  action: string
  words: FileWords
  /** Where one goes back to. */
  back: string
  crumbs?: readonly { label: string; href?: string }[]
  /** What was typed or sent, which comes back. */
  text?: string | undefined
  problems?: readonly string[]
  made?: Child
  /** A whole file of the kind, to begin from. */
  example?: { href: string; label: string }
}) {
  const { frame, words, text, problems = [], made } = props
  const checked = made !== undefined && made !== null
  return (
    <Page {...frame} title={words.title} hasErrors={problems.length > 0}>
      {props.crumbs === undefined ? null : <Crumbs lang={frame.lang} items={props.crumbs} />}
      <PageHead
        title={words.title}
        intro={words.intro}
        actions={
          props.example === undefined ? undefined : (
            <ButtonLink href={props.example.href} icon="download">
              {props.example.label}
            </ButtonLink>
          )
        }
      />
      <ErrorSummary lang={frame.lang} errors={problems.map((problem) => ({ text: problem }))} />
      <Stack>
        {made ?? null}
        <Form
          action={props.action}
          requestId={props.requestId}
          upload
          buttons={
            <LookFirst
              looked={checked}
              look={{ value: 'check', label: words.check }}
              go={{ value: 'save', label: words.save }}
              back={{ href: props.back, label: words.cancel }}
            />
          }
        >
          <FileField
            lang={frame.lang}
            name="file"
            label={words.file}
            hint={words.fileHint}
            required={false}
            accept=".json,application/json"
          />
          <TextArea lang={frame.lang} name="text" label={words.text} value={text} required={false} rows={checked ? 2 : 4} />
        </Form>
      </Stack>
    </Page>
  )
}
