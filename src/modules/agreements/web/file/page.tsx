import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { FilePage } from '#ui/file-page.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import type { LoadedAgreement } from '../../actions/load-agreement.ts'
import { texts } from '../../texts/texts.ts'

/** What the page of loading a file shows: what the file would make, what is wrong with it, or what was made. */
export type FileShown = { text?: string; problems?: readonly string[]; preview?: LoadedAgreement }

/** Loading an agreement from a file: first what it would make, then the draft. */
export function AgreementFilePage(props: { call: Call; shown?: FileShown }) {
  const { call } = props
  const { text, problems = [], preview } = props.shown ?? {}
  const say = texts(call.lang)
  return (
    <FilePage
      frame={call.frame}
      requestId={call.newRequestId()}
      action="/agreements/new"
      words={{ ...say.file, cancel: say.cancel }}
      back="/agreements"
      example={{ href: '/agreements/example.json', label: say.file.example }}
      crumbs={[{ label: say.agreements, href: '/agreements' }, { label: say.file.title }]}
      text={text}
      problems={problems}
      made={preview === undefined ? undefined : <Made call={call} made={preview} />}
    />
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
