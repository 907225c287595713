import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { type SurveyMoment, type SurveyParty, type SurveyQuestion, surveyQuestions } from '../../domain/survey/survey.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of a questionnaire. */
export type SurveyField = SurveyQuestion | 'words'

/** A questionnaire behind its link: four questions and own words. `answered` when there is nothing more to answer. */
export function SurveyPage(props: {
  call: Call
  path: string
  party: SurveyParty
  moment: SurveyMoment
  answered: boolean
  errors?: FieldErrors<SurveyField>
  raw?: RawForm<SurveyField>
}) {
  const { call, path, party, moment, answered, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang).survey
  const side = party === 'citizen' ? 'citizen' : 'staff'
  const labels: Record<SurveyField, string> = { ...say.questions[side], words: say.words }
  const summary = summaryOf(errors, labels, lang)
  const field = (name: SurveyField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={say.title} hasErrors={summary.length > 0}>
      <PageHead title={say.title} intro={`${say.moments[moment]} ${say.intro}`} />
      <ErrorSummary lang={lang} errors={summary} />
      <Card title={answered ? say.thanks : say.questionsTitle} id="survey">
        {answered ? (
          <p>{say.thanksText}</p>
        ) : (
          <Form action={path} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.send}</Button>}>
            {surveyQuestions.map((question) => (
              <Radios
                {...field(question)}
                options={['5', '4', '3', '2', '1'].map((value, at) => ({ value, label: say.scale[at] ?? value }))}
              />
            ))}
            <TextArea {...field('words')} hint={say.wordsHint} rows={5} max={2000} required={false} />
          </Form>
        )}
      </Card>
    </Page>
  )
}
