import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Keep } from '#ui/keep.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { RaisedWarning } from '../../store/warnings.ts'
import { texts } from '../../texts/texts.ts'
import { warningText } from './words.ts'

/** What the citizen is asked, kindly, and why; and the room to answer. */
export function HowPage(props: { call: Call; raised: RaisedWarning; error?: string; typed?: string }) {
  const { call, raised, error } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.howTitle} hasErrors={error !== undefined} scripts={['keep.js']}>
      <PageHead title={say.howTitle} intro={say.howIntro} />
      <ErrorSummary lang={call.lang} errors={error === undefined ? [] : [{ text: error, field: 'words' }]} />
      <Stack>
        <Card title={say.howWhy} id="why">
          <p>{warningText(call.lang, raised.warning)}</p>
        </Card>
        {raised.answeredAt === null && raised.closedAt !== null ? <Notice kind="info">{say.howClosed}</Notice> : null}
        {raised.answeredAt !== null ? (
          <Card title={say.howAnswered} id="answered">
            <p>{raised.words ?? say.wordsErased}</p>
          </Card>
        ) : raised.closedAt !== null ? null : (
          <Keep name={`question-${raised.id}`} offline={say.offline} restored={say.restored}>
            <Form
              action={`/me/questions/${raised.id}`}
              requestId={call.newRequestId()}
              buttons={<Button kind="primary">{say.howSend}</Button>}
            >
              <TextArea
                lang={call.lang}
                name="words"
                label={say.howLabel}
                hint={say.howHint}
                value={props.typed}
                error={error}
                max={1000}
              />
            </Form>
          </Keep>
        )}
      </Stack>
    </Page>
  )
}
