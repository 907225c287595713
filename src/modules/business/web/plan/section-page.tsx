import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { momentText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { PlanSection } from '../../domain/plan.ts'
import { texts } from '../../texts/texts.ts'
import { CaseCrumbs } from '../crumbs.tsx'
import { Comments } from './comments.tsx'
import type { PlanFacts } from './facts.ts'

/** The most a section holds, in characters; the table says the same. */
export const sectionMax = 8000
/** The most a comment holds, in characters; the table says the same. */
export const commentMax = 2000

/** What came back of a form: what was typed, what is wrong, and the newer words somebody else saved meanwhile. */
export type SectionTyped = {
  words?: string
  comment?: string
  errors: readonly FormError[]
  newer?: { words: string; revision: number }
}

/** One section: the question, the text to write, and the conversation about it. */
export function SectionPage(props: { call: Call; facts: PlanFacts; section: PlanSection; typed?: SectionTyped }) {
  const { call, facts, section } = props
  const typed = props.typed ?? { errors: [] }
  const say = texts(call.lang).plan
  const { name, ask } = say.sections[section]
  const whole = `/enrolments/${facts.enrolmentId}/plan`
  return (
    <Page {...call.frame} title={name} hasErrors={typed.errors.length > 0}>
      <CaseCrumbs call={call} facts={facts} between={{ label: say.title, href: `${whole}#${section}` }} here={name} />
      <PageHead title={name} intro={ask} />
      <ErrorSummary lang={call.lang} errors={typed.errors} />
      <Stack>
        {typed.newer === undefined ? null : (
          <Notice kind="warn" title={say.newerTitle}>
            <p>{say.newerText}</p>
            <p class="g-lines">{typed.newer.words}</p>
          </Notice>
        )}
        <WriteCard call={call} facts={facts} section={section} typed={typed} />
        <Card title={say.comment} id="talk">
          <Comments call={call} names={facts.names} comments={facts.comments.filter((comment) => comment.section === section)} />
          <Form action={`${whole}/${section}/comments`} requestId={call.newRequestId()} buttons={<Button>{say.addComment}</Button>}>
            <TextArea
              lang={call.lang}
              name="comment"
              label={say.comment}
              hint={say.commentHint}
              value={typed.comment}
              error={errorOf(typed, 'comment')}
              max={commentMax}
              rows={3}
            />
          </Form>
        </Card>
      </Stack>
    </Page>
  )
}

function errorOf(typed: SectionTyped, field: string): string | undefined {
  return typed.errors.find((error) => error.field === field)?.text
}

function WriteCard(props: { call: Call; facts: PlanFacts; section: PlanSection; typed: SectionTyped }) {
  const { call, facts, section, typed } = props
  const say = texts(call.lang).plan
  const written = facts.sections.get(section)
  if (facts.shown?.state === 'submitted')
    return (
      <Card title={say.states.submitted} id="write">
        <p>{say.waiting}</p>
        <p class="g-lines">{written?.words}</p>
      </Card>
    )
  const revision = typed.newer?.revision ?? written?.revision ?? 0
  return (
    <Card label={say.sections[section].name} id="write">
      <Form
        action={`/enrolments/${facts.enrolmentId}/plan/${section}`}
        requestId={call.newRequestId()}
        hidden={{ revision: String(revision) }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <TextArea
          lang={call.lang}
          name="words"
          label={say.words}
          value={typed.words ?? written?.words}
          error={errorOf(typed, 'words')}
          max={sectionMax}
          rows={12}
          {...(written === undefined
            ? {}
            : {
                hint: say.writtenBy(
                  facts.names.get(written.accountId) ?? texts(call.lang).masked,
                  momentText(written.writtenAt, call.lang),
                ),
              })}
        />
      </Form>
    </Card>
  )
}
