import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import type { Agreement } from '../../domain/agreement.ts'
import { texts } from '../../texts/texts.ts'
import { stateKinds } from './page.tsx'

/** The agreements the reader's organisation is a party of. */
export function AgreementsPage(props: { call: Call; agreements: readonly Agreement[]; mayLoad: boolean }) {
  const { call, agreements, mayLoad } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.agreements}>
      <PageHead
        title={say.agreements}
        intro={agreements.length === 0 ? say.noAgreements : say.agreementsIntro}
        actions={mayLoad ? <ButtonLink href="/agreements/new">{say.toFile}</ButtonLink> : undefined}
      />
      {agreements.length === 0 ? null : (
        <DataTable
          id="agreements"
          caption={say.agreements}
          hideCaption
          rows={agreements}
          columns={[
            { heading: say.name, cell: (each) => <a href={`/agreements/${each.id}`}>{each.name[call.lang]}</a> },
            { heading: say.period, cell: (each) => say.until(dayText(each.startsOn), dayText(each.endsOn)), nowrap: true },
            { heading: say.places, cell: (each) => each.places, num: true },
            { heading: say.state, cell: (each) => <State kind={stateKinds[each.state]}>{say.states[each.state]}</State> },
          ]}
        />
      )}
    </Page>
  )
}
