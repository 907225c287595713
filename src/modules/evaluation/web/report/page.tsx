import { isOnOrBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type ShownFigure, type Version, shownFigures } from '../../domain/open/open-version.ts'
import { sections } from '../../domain/report/sections.ts'
import { texts } from '../../texts/texts.ts'
import { ChangedCard } from './changed.tsx'
import { ComparisonCard } from './comparison-card.tsx'
import { Definitions } from './definitions.tsx'
import { narrativeText } from './figure-text.ts'
import { HeadFigures } from './head-figures.tsx'
import { Prose, SectionPart } from './section-card.tsx'
import { LearningCard } from './learning-card.tsx'
import { InWordsCard } from './in-words.tsx'
import { LinesCard } from './lines-card.tsx'
import { TargetsCard } from './targets-card.tsx'
import { ReportTabs } from './tabs.tsx'

type Lang = Call['lang']

/** A report with its figures, in the open or the closed version. `problem` is why the last act was refused. */
export function ReportPage(props: { call: Call; read: ReadReport; version: Version; problem?: string }) {
  const { call, read, version } = props
  const { lang } = call
  const say = texts(lang)
  const { report, dataset } = read
  return (
    <Page {...call.frame} title={report.title} hasErrors={props.problem !== undefined}>
      <ReportTabs read={read} current="report" lang={lang} />
      <PageHead
        title={report.title}
        intro={say.intro(dataset.agreementName[lang], dayText(report.cutoffOn))}
        chips={
          <>
            <Chip kind={report.frozen === null ? 'wait' : 'done'}>{report.frozen === null ? say.draft : say.published}</Chip>
            <Chip kind="none">{version === 'open' ? say.openVersion : say.closedVersion}</Chip>
          </>
        }
        actions={<Actions read={read} version={version} lang={lang} />}
      />
      <Stack>
        {props.problem === undefined ? null : <Notice kind="error">{props.problem}</Notice>}
        <Notice kind={version === 'open' ? 'info' : 'warn'}>{version === 'open' ? say.openText : say.closedText}</Notice>
        <ReportBody read={read} version={version} lang={lang} />
        {read.isPublishing ? <Notice kind="info">{say.publishing}</Notice> : null}
        {read.maySecretary && !read.isPublishing && report.frozen === null && isOnOrBefore(report.cutoffOn, call.today) ? (
          <PublishCard call={call} read={read} />
        ) : null}
      </Stack>
    </Page>
  )
}

/** What a report says, from its first figures to its hash: the same on the page of staff and behind a link. */
export function ReportBody({ read, version, lang }: { read: ReadReport; version: Version; lang: Lang }) {
  const { report, dataset } = read
  const figures = shownFigures(dataset, version)
  const targets = dataset.targets ?? read.agreed.targets
  const narrative = narrativeText(figures, lang)
  const query = version === 'closed' ? '&version=closed' : ''
  const rowsHref =
    read.mayRows && version === 'closed' ? (code: string) => `/evaluation/${report.id}/rows?code=${encodeURIComponent(code)}${query}` : null
  return (
    <>
      <DecisionCard read={read} lang={lang} />
      <HeadFigures figures={figures} targets={targets} lang={lang} />
      <SummaryCard figures={figures} narrative={narrative} lang={lang} />
      {sections.map((section) => (
        <>
          <SectionPart
            section={section}
            dataset={dataset}
            targets={targets}
            figures={figures}
            version={version}
            lang={lang}
            rowsHref={rowsHref}
            isDraft={report.frozen === null}
          />
          {section === 'experience' && version === 'closed' ? <InWordsCard read={read} lang={lang} /> : null}
          {section === 'learning' ? <LearningCard dataset={dataset} version={version} lang={lang} /> : null}
          {section === 'results' ? <TargetsCard targets={targets} figures={figures} lang={lang} /> : null}
          {section === 'results' ? <LinesCard dataset={dataset} targets={targets} figures={figures} version={version} lang={lang} /> : null}
          {section === 'results' ? <ComparisonCard read={read} version={version} lang={lang} /> : null}
        </>
      ))}
      <CommentsCard read={read} lang={lang} />
      <ChangedCard read={read} version={version} lang={lang} />
      <Definitions figures={figures} lang={lang} />
      <Footer read={read} lang={lang} />
    </>
  )
}

function Actions({ read, version, lang }: { read: ReadReport; version: Version; lang: Lang }) {
  const say = texts(lang)
  const base = `/evaluation/${read.report.id}`
  const other = version === 'open' ? { href: `${base}?version=closed`, text: say.toClosed } : { href: base, text: say.toOpen }
  const decides = read.maySecretary && read.report.frozen !== null && read.decision === null
  return (
    <>
      {read.mayClosed ? <ButtonLink href={other.href}>{other.text}</ButtonLink> : null}
      <ButtonLink href={`${base}.pdf${version === 'closed' ? '?version=closed' : ''}`} icon="file-pdf">
        {say.pdf}
      </ButtonLink>
      <ButtonLink href={`${base}.xlsx${version === 'closed' ? '?version=closed' : ''}`} icon="download">
        {say.excel.get}
      </ButtonLink>
      {decides ? (
        <ButtonLink kind="primary" href={`${base}/decision`}>
          {say.decide}
        </ButtonLink>
      ) : null}
    </>
  )
}

function SummaryCard({ figures, narrative, lang }: { figures: readonly ShownFigure[]; narrative: string | null; lang: Lang }) {
  const say = texts(lang)
  const early = figures.some((shown) => shown.figure.code === 'completed_of_due' && shown.value.kind === 'too_early')
  return (
    <Card title={say.summary} id="in-short">
      {narrative === null ? null : <p class="prose">{narrative}</p>}
      <p class="prose">
        {early ? `${say.summaryEarly} ` : ''}
        {say.summaryNoEffect}
      </p>
    </Card>
  )
}

function CommentsCard({ read, lang }: { read: ReadReport; lang: Lang }) {
  const { comments } = read.dataset
  if (comments.length === 0) return null
  return (
    <Card title={texts(lang).report.comments} id="comments">
      {comments.map(({ organisation, words, at }) => (
        <>
          <h3>{organisation}</h3>
          <p class="soft">{momentText(Temporal.Instant.from(at), lang)}</p>
          <Prose text={words} />
        </>
      ))}
    </Card>
  )
}

function DecisionCard({ read, lang }: { read: ReadReport; lang: Lang }) {
  const { decision } = read
  if (decision === null) return null
  const say = texts(lang)
  const period = decision.periodNumber === null ? [] : [{ name: say.kinds.extend, value: say.periodMade(decision.periodNumber) }]
  return (
    <Card title={say.decision} id="decision" next>
      <Facts
        items={[
          { name: say.kind, value: say.kinds[decision.kind] },
          { name: say.decidedOn, value: dayText(decision.decidedOn) },
          { name: say.caseNumber, value: decision.caseNumber },
          { name: say.words, value: decision.words },
          ...period,
        ]}
      />
    </Card>
  )
}

function PublishCard({ call, read }: { call: Call; read: ReadReport }) {
  const say = texts(call.lang)
  return (
    <Card title={say.publish} id="publish">
      <p>{say.publishText}</p>
      <Form
        action={`/evaluation/${read.report.id}/publication`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.publish}</Button>}
      />
    </Card>
  )
}

function Footer({ read, lang }: { read: ReadReport; lang: Lang }) {
  const say = texts(lang)
  const { frozen } = read.report
  const known = say.knownAt(momentText(Temporal.Instant.from(read.dataset.knownAt), lang))
  return (
    <p class="soft">
      {known} {frozen === null ? say.footerDraft : `${say.publishedOn(momentText(frozen.at, lang))} ${say.footer}: ${frozen.sha256}`}
    </p>
  )
}
