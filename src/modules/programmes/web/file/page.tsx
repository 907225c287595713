import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { FileField } from '#ui/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { LoadedVersion } from '../../actions/load-version.ts'
import { texts } from '../../texts/texts.ts'

/** Loading the next version of a programme: first what changes, then the version. */
export function VersionFilePage(props: { call: Call; text?: string; problems?: readonly string[]; preview?: LoadedVersion }) {
  const { call, text, problems = [], preview } = props
  const words = texts(call.lang).file
  return (
    <Page {...call.frame} title={words.title} hasErrors={problems.length > 0}>
      <PageHead title={words.title} intro={words.intro} />
      <ErrorSummary lang={call.lang} errors={problems.map((problem) => ({ text: problem }))} />
      <Stack>
        {preview === undefined ? null : <Changes call={call} preview={preview} />}
        <Form
          action="/programmes/new"
          requestId={call.newRequestId()}
          upload
          buttons={
            <>
              <Button kind={preview === undefined ? 'primary' : 'secondary'} name="do" value="check">
                {words.check}
              </Button>
              {preview === undefined ? null : (
                <Button kind="primary" name="do" value="save">
                  {words.save}
                </Button>
              )}
              <ButtonLink kind="quiet" href="/agreements">
                {words.cancel}
              </ButtonLink>
            </>
          }
        >
          <FileField
            lang={call.lang}
            name="file"
            label={words.file}
            hint={words.fileHint}
            required={false}
            accept=".json,application/json"
          />
          <TextArea lang={call.lang} name="text" label={words.text} value={text} required={false} rows={preview === undefined ? 4 : 2} />
        </Form>
      </Stack>
    </Page>
  )
}

function Changes(props: { call: Call; preview: LoadedVersion }) {
  const { call, preview } = props
  const { version, changed } = preview
  const words = texts(call.lang).file
  return (
    <Card title={words.makes(version.name[call.lang], version.number)} id="changes">
      <p>{changed === null ? words.first : words.changed}</p>
      {changed === null ? null : (
        <ul>
          {changed.map((path) => (
            <li>
              <code>{path}</code>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
