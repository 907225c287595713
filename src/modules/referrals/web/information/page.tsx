import type { Reason } from '#modules/programmes/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { Stack } from '#ui/layout.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { Question } from '../../domain/referral.ts'
import { sections } from '../../domain/sections.ts'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'
import { questionCount, type QuestionRaw } from './form.ts'

/** The provider asks: up to three questions, each to a section and of a kind. */
export function AskPage(props: {
  head: CaseHead
  reasons: readonly Reason[]
  raw: readonly QuestionRaw[]
  errors?: ReadonlyMap<string, string>
  problem?: string
}) {
  const { head, reasons, raw, errors = new Map<string, string>(), problem } = props
  const { say, call, referral } = head
  const { lang } = call
  const questionOf = (field: string) => say.information.question(Number(field.split('-')[1]) + 1)
  const summary = [
    ...(problem ? [{ text: problem }] : []),
    ...[...errors].map(([field, text]) => ({ field, label: questionOf(field), text })),
  ]
  return (
    <CaseFrame head={head} title={say.information.title} intro={`${head.name}. ${say.information.intro}`} errors={summary}>
      <Form
        action={`/referrals/${referral.id}/information`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.information.send}</Button>}
      >
        {Array.from({ length: questionCount }, (_, index) => {
          const field = (name: keyof QuestionRaw) => ({
            lang,
            name: `${name}-${index}`,
            value: raw[index]?.[name],
            error: errors.get(`${name}-${index}`),
            required: index === 0,
          })
          return (
            <Card title={say.information.question(index + 1)} id={`question-${index}`}>
              <Stack>
                <Select
                  {...field('section')}
                  label={say.information.section}
                  options={sections.filter((one) => one !== 'identity').map((one) => ({ value: one, label: say.sections[one] }))}
                />
                <Select
                  {...field('reason')}
                  label={say.information.reason}
                  options={reasons.map(({ code, name }) => ({ value: code, label: name[lang] }))}
                />
                <TextArea {...field('text')} label={say.information.text} rows={2} max={1000} />
              </Stack>
            </Card>
          )
        })}
      </Form>
    </CaseFrame>
  )
}

/** The caseworker answers, and sends the case back when every question has its answer. */
export function AnswersPage(props: {
  head: CaseHead
  questions: readonly Question[]
  typed?: ReadonlyMap<string, string>
  problem?: string
  /** The questions that lack an answer, when the case was to go back. */
  unanswered?: readonly string[]
}) {
  const { head, questions, typed, problem, unanswered = [] } = props
  const { say, call, referral } = head
  const lacking = unanswered.map((id) => ({
    field: id,
    label: questions.find((one) => one.id === id)?.text ?? '',
    text: say.refusals.answer_missing,
  }))
  return (
    <CaseFrame
      head={head}
      title={say.information.answersTitle}
      intro={`${head.name}. ${say.information.answersIntro}`}
      errors={[...(problem ? [{ text: problem }] : []), ...lacking]}
    >
      <Form
        action={`/referrals/${referral.id}/answers`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary" name="do" value="return">
              {say.information.returnCase}
            </Button>
            <Button name="do" value="save">
              {say.information.saveAnswers}
            </Button>
          </>
        }
      >
        {questions.map((question) => (
          <Card title={say.sections[question.section]} id={`q-${question.id}`}>
            <Stack>
              <p>{question.text}</p>
              <TextArea
                lang={call.lang}
                name={question.id}
                label={say.information.answer}
                rows={3}
                max={4000}
                error={unanswered.includes(question.id) ? say.refusals.answer_missing : undefined}
                value={typed?.get(question.id) ?? question.answer ?? ''}
              />
              {question.section === 'identity' ? null : (
                <ButtonLink href={`/referrals/${referral.id}/sections/${question.section}`}>
                  {say.information.openSection(say.sections[question.section])}
                </ButtonLink>
              )}
            </Stack>
          </Card>
        ))}
      </Form>
    </CaseFrame>
  )
}
