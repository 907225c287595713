import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { type MarkedTerm, MarkedTerms } from '#ui/marked-terms.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { type ProgrammeVersion, mayLendOn } from '../../domain/programme.ts'
import { texts } from '../../texts/texts.ts'
import { criterionTerms, loanTerms, phaseTerms, reasonTerms, ruleTerms } from './terms.ts'

/** A programme version, each figure with where it comes from. */
export function ProgrammePage(props: { call: Call; version: ProgrammeVersion; owner: string; mayLoad: boolean }) {
  const { call, version, owner, mayLoad } = props
  const { lang } = call
  const say = texts(lang)
  return (
    <Page {...call.frame} title={version.name[lang]}>
      <PageHead
        title={version.name[lang]}
        intro={say.version(version.number, owner)}
        actions={mayLoad ? <ButtonLink href="/programmes/new">{say.file.title}</ButtonLink> : undefined}
      />
      <p>
        <a href={`/eligibility/${version.key}`}>{say.eligibility.title}</a>
      </p>
      <Stack>
        {version.phases.map((phase) => (
          <TermsCard call={call} id={phase.code} title={say.phases[phase.code]} items={phaseTerms(version, phase, lang)} />
        ))}
        {mayLendOn(version.loanProduct, call.today) ? null : <Notice kind="warn">{say.legalBasisOver}</Notice>}
        <TermsCard call={call} id="loan" title={say.loan} items={loanTerms(version, lang)} />
        <TermsCard call={call} id="criteria" title={say.criteria} items={criterionTerms(version, lang)} />
        <TermsCard call={call} id="rules" title={say.rules} items={ruleTerms(version, lang)} />
        <TermsCard call={call} id="reasons" title={say.reasons} items={reasonTerms(version, lang)} />
      </Stack>
    </Page>
  )
}

function TermsCard(props: { call: Call; id: string; title: string; items: readonly MarkedTerm[] }) {
  const { call, id, title, items } = props
  return (
    <Card title={title} id={id}>
      <MarkedTerms lang={call.lang} id={`${id}-table`} caption={title} hideCaption items={items} />
    </Card>
  )
}
