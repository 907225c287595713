import type { OrganisationId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import type { Organisation } from '#modules/access/index.ts'
import { type Agreement, AgreementFilter } from '#modules/agreements/index.ts'
import { type Counts, countedAtMost, listNames, phases } from '#modules/caseload/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { Filter, Tabs } from '#ui/tabs.tsx'
import { TileRow } from '#ui/tiles.tsx'
import { texts } from '../../texts/texts.ts'
import { AccessRequestsCard, type OpenRequest } from './access-requests.tsx'
import { type Listing, hrefOf } from './address.ts'
import { columnsOf } from './columns.tsx'
import type { Row } from './rows.ts'

/** What the worklist shows: one page of a list, how many each list has, the names the reader may see. */
export type FrontFacts = {
  listing: Listing
  /** The absent colleague whose list it is; null for the reader's own. */
  forName: string | null
  rows: readonly Row[]
  /** Where the next page begins; null on the last. */
  next: string | null
  counts: Counts
  names: ReadonlyMap<string, string | null>
  staff: ReadonlyMap<string, string>
  organisations: readonly Organisation[]
  organisationId: OrganisationId
  mayRefer: boolean
  mayAssign: boolean
  /** Requests to see a file that the reader's organisation has yet to answer; none for those who do not answer them. */
  accessRequests: readonly OpenRequest[]
  /** The agreements of the reader's organisation where there are several; empty where there is one. */
  agreements: readonly Agreement[]
}

/** A count as it is said: beyond what was counted, with a plus. */
export function countText(count: number): string {
  return count >= countedAtMost ? `${countedAtMost}+` : String(count)
}

/** Staff's front page: what is next, in which case, with whom the ball is, and until when. */
export function FrontPage(props: { call: Call; facts: FrontFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.worklist} wide>
      <PageHead
        title={say.worklist}
        intro={facts.forName === null ? undefined : say.day.casesOf(facts.forName)}
        actions={
          facts.mayRefer ? (
            <ButtonLink href="/referrals/new" kind="primary" icon="plus">
              {say.newReferral}
            </ButtonLink>
          ) : undefined
        }
      />
      <Counts call={call} facts={facts} />
      <AccessRequestsCard call={call} requests={facts.accessRequests} />
      <Tabs
        label={say.worklist}
        items={listNames.map((list) => ({
          label: say.tabs[list],
          href: hrefOf({ list, agreementId: facts.listing.agreementId, forWhom: facts.listing.forWhom }),
          count: countText(facts.counts[list]),
          current: list === facts.listing.list,
        }))}
      />
      <Phases call={call} facts={facts} />
      <AgreementFilter
        call={call}
        agreements={facts.agreements}
        chosen={facts.listing.agreementId}
        href={(agreementId) => hrefOf({ ...facts.listing, agreementId, after: null })}
      />
      <Rows call={call} facts={facts} />
    </Page>
  )
}

function Counts(props: { call: Call; facts: FrontFacts }) {
  const { counts, listing } = props.facts
  const say = texts(props.call.lang).tiles
  // The counts are of the agreement that is chosen, and of the colleague whose list it is.
  const of = (wish: Parameters<typeof hrefOf>[0]) => hrefOf({ ...wish, agreementId: listing.agreementId, forWhom: listing.forWhom })
  return (
    <TileRow
      items={[
        {
          figure: countText(counts.late),
          label: say.late,
          href: of({ list: 'mine', due: 'late' }),
          ...(counts.late > 0 ? { tone: 'late' } : {}),
        },
        {
          figure: countText(counts.soon),
          label: say.soon,
          href: of({ list: 'mine', due: 'soon' }),
          ...(counts.soon > 0 ? { tone: 'due' } : {}),
        },
        { figure: countText(counts.unassigned), label: say.unassigned, href: of({ list: 'unassigned' }) },
        { figure: countText(counts.open), label: say.all, href: of({ list: 'open' }) },
      ]}
    />
  )
}

function Phases(props: { call: Call; facts: FrontFacts }) {
  const { call, facts } = props
  const { listing } = facts
  const say = texts(call.lang)
  if (listing.list === 'ended') return null
  const one = (phase: Listing['phase'], label: string) => ({ label, href: hrefOf({ ...listing, phase }), current: listing.phase === phase })
  return (
    <Filter
      id="phases"
      label={say.phase}
      items={[one(null, say.allPhases), ...phases.filter((phase) => phase !== 'ended').map((phase) => one(phase, say.phases[phase]))]}
      end={listing.due === null ? say.mostUrgentFirst : <a href={hrefOf({ ...listing, due: null })}>{say.only[listing.due]}</a>}
    />
  )
}

function Rows(props: { call: Call; facts: FrontFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const { listing, rows, next } = facts
  if (rows.length === 0) return <NoRows call={call} facts={facts} />
  return (
    <>
      <DataTable id="worklist" caption={say.tabs[listing.list]} hideCaption phone="work" rows={rows} columns={columnsOf(call, facts)} />
      {next === null && listing.after === null ? null : (
        <nav class="g-form-buttons" aria-label={say.pages}>
          {listing.after === null ? null : <ButtonLink href={hrefOf({ ...listing, after: null })}>{say.firstPage}</ButtonLink>}
          {next === null ? null : <ButtonLink href={hrefOf({ ...listing, after: next })}>{say.nextPage}</ButtonLink>}
        </nav>
      )}
    </>
  )
}

function NoRows(props: { call: Call; facts: FrontFacts }) {
  const { counts, listing } = props.facts
  const { agreementId, forWhom } = listing
  const say = texts(props.call.lang)
  const toTake = listing.list === 'mine' && counts.unassigned > 0
  return (
    <Empty
      title={say.empties[listing.list]}
      action={
        toTake ? (
          <ButtonLink href={hrefOf({ list: 'unassigned', agreementId, forWhom })}>
            {say.seeUnassigned(countText(counts.unassigned))}
          </ButtonLink>
        ) : listing.list === 'mine' && counts.open > 0 ? (
          <ButtonLink href={hrefOf({ list: 'open', agreementId, forWhom })}>{say.seeOpen}</ButtonLink>
        ) : undefined
      }
    >
      {say.emptyTexts[listing.list]}
    </Empty>
  )
}
