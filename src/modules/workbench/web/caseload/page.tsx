import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Columns, Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { texts } from '../../texts/texts.ts'
import { AbsenceCard, NameDeputy } from './absence.tsx'
import type { DeputyRefused } from './absence.tsx'
import type { CaseloadFacts, Each } from './facts.ts'

type Props = { call: Call; facts: CaseloadFacts; refused?: DeputyRefused | undefined }

/** Who looks after how many cases, who is away with whom standing in, and what the reader is asked to take over. */
export function CaseloadPage(props: Props) {
  const { call, facts, refused } = props
  const say = texts(call.lang).handOver.page
  return (
    <Page {...call.frame} title={say.title} hasErrors={refused !== undefined}>
      <PageHead title={say.title} intro={say.intro} />
      <Columns
        main={
          <Stack>
            {facts.offered.length === 0 ? null : <OfferedCard {...props} />}
            <EachCard {...props} />
          </Stack>
        }
        side={
          <Stack>
            <AbsenceCard call={call} facts={facts} />
            <NameDeputy call={call} facts={facts} refused={refused} />
          </Stack>
        }
      />
    </Page>
  )
}

function OfferedCard({ call, facts }: Props) {
  const all = texts(call.lang)
  const say = all.handOver
  return (
    <Card title={say.page.toYou} id="offered" next>
      <Tasks
        items={facts.offered.map(({ handOver, caseNumber, name, from }) => ({
          name: <a href={`/cases/${handOver.caseId}/hand-over`}>{name ?? all.masked}</a>,
          note: `${caseNumber} · ${say.from.toLowerCase()} ${from}`,
          end: (
            <Form
              inline
              action={`/hand-overs/${handOver.id}`}
              requestId={call.newRequestId()}
              hidden={{ answer: 'accepted', back: 'caseload' }}
              buttons={
                <Button compact hidden={caseNumber}>
                  {say.accept}
                </Button>
              }
            />
          ),
        }))}
      />
      {facts.offered.length < 2 ? null : (
        <Form
          action="/caseload/accepted"
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.page.acceptAll(facts.offered.length)}</Button>}
        />
      )}
    </Card>
  )
}

function EachCard({ call, facts }: Props) {
  const say = texts(call.lang).handOver
  if (facts.each.length === 0) return <Empty title={say.page.none}>{say.page.noneText}</Empty>
  const mayHand = (one: Each) => facts.leads || one.accountId === facts.ownId
  return (
    <Card title={say.page.each} id="each">
      <DataTable
        id="each-table"
        caption={say.page.each}
        hideCaption
        inCard
        rows={facts.each}
        columns={[
          { heading: say.page.name, cell: (one) => one.name, wide: true },
          { heading: say.page.open, num: true, cell: (one) => String(one.open) },
          { heading: say.page.away, cell: (one) => <Away call={call} facts={facts} one={one} /> },
          {
            heading: say.page.handAll,
            hiddenHeading: true,
            cell: (one) =>
              mayHand(one) ? (
                <ButtonLink compact href={`/caseload/${one.accountId}`} hidden={one.name}>
                  {say.page.handAll}
                </ButtonLink>
              ) : (
                <></>
              ),
          },
        ]}
      />
    </Card>
  )
}

function Away({ call, facts, one }: { call: Call; facts: CaseloadFacts; one: Each }) {
  const say = texts(call.lang).handOver
  if (one.gone) return <State kind="late">{say.page.gone}</State>
  if (one.away === null) return <></>
  return <State kind="wait">{say.awayUntil(facts.names.get(one.away.deputyId) ?? '–', dayText(one.away.until))}</State>
}
