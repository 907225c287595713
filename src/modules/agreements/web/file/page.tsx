import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { FileField } from '#ui/file-field.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { LoadedAgreement } from '../../actions/load-agreement.ts'
import { texts } from '../../texts/texts.ts'

/** What the page of loading a file shows: what the file would make, what is wrong with it, or what was made. */
export type FileShown = { text?: string; problems?: readonly string[]; preview?: LoadedAgreement }

/** Loading an agreement from a file: first what it would make, then the draft. */
export function FilePage(props: { call: Call; shown?: FileShown }) {
  const { call } = props
  const { text, problems = [], preview } = props.shown ?? {}
  const say = texts(call.lang)
  const words = say.file
  return (
    <Page {...call.frame} title={words.title} hasErrors={problems.length > 0}>
      <Crumbs lang={call.lang} items={[{ label: say.agreements, href: '/agreements' }, { label: words.title }]} />
      <PageHead title={words.title} intro={words.intro} />
      <ErrorSummary lang={call.lang} errors={problems.map((problem) => ({ text: problem }))} />
      <Stack>
        {preview === undefined ? null : <Made call={call} made={preview} />}
        <Form
          action="/agreements/new"
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
                {say.cancel}
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

function Made(props: { call: Call; made: LoadedAgreement }) {
  const { call, made } = props
  const { agreement, newOrganisations, newVersion } = made
  const say = texts(call.lang)
  const [period] = agreement.periods
  if (period === undefined) return null
  const price = period.pricePerPlaceMonthOre
  return (
    <Card title={say.file.makes} id="makes">
      <Facts
        items={[
          { name: say.name, value: agreement.name[call.lang] },
          { name: say.period, value: say.until(dayText(period.startsOn), dayText(period.endsOn)) },
          { name: say.places, value: String(period.places) },
          { name: say.price, value: price === null ? say.noPrice : kronerText(price, call.lang) },
          { name: say.programme, value: newVersion ? say.file.newVersion : say.file.knownVersion },
          {
            name: say.file.newOrganisations,
            value: newOrganisations.length === 0 ? say.noOptions : newOrganisations.map(({ name }) => name).join(', '),
          },
        ]}
      />
    </Card>
  )
}

/** What was made. New organisations' first administrators are invited by links that are shown this once. */
export function LoadedPage(props: { call: Call; made: LoadedAgreement; publicUrl: string }) {
  const { call, made, publicUrl } = props
  const say = texts(call.lang)
  const { agreement, newOrganisations } = made
  return (
    <Page {...call.frame} title={say.file.made}>
      <PageHead
        title={say.file.made}
        intro={say.stateMeaning.draft}
        actions={<ButtonLink href={`/agreements/${agreement.id}`}>{agreement.name[call.lang]}</ButtonLink>}
      />
      <Stack>
        <Notice kind="info">{say.nextSteps.sign ?? ''}</Notice>
        {newOrganisations.length === 0 ? null : (
          <Card title={say.file.links} id="links">
            <p>{say.file.linksIntro}</p>
            <Facts items={newOrganisations.map(({ name, token }) => ({ name, value: `${publicUrl}/invitation/${token}` }))} />
          </Card>
        )}
      </Stack>
    </Page>
  )
}
