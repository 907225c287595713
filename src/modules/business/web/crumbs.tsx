import type { Actor } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { homeOf } from '#modules/access/index.ts'
import { type Crumb, Crumbs } from '#ui/crumbs.tsx'
import { texts } from '../texts/texts.ts'

/** Whose page it is and who reads it. */
export type CrumbFacts = { referralId: string; caseNumber: string; person: string | null; reader: Actor }

/** The way to a page of a run: the citizen's own page, or the case for staff. */
export function CaseCrumbs(props: { call: Call; facts: CrumbFacts; between?: Crumb; here: string }) {
  const { call, facts, between, here } = props
  const say = texts(call.lang)
  const start =
    facts.reader.kind === 'citizen'
      ? { label: say.ownPage, href: homeOf(facts.reader) }
      : { label: `${facts.person ?? say.masked}, ${facts.caseNumber}`, href: `/cases/${facts.referralId}` }
  return <Crumbs lang={call.lang} items={[start, ...(between === undefined ? [] : [between]), { label: here }]} />
}
