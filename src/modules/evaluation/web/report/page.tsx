import { isOnOrBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, momentText, percentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Fold, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { ReadReport } from '../../actions/read-report.ts'
import { measures } from '../../domain/report/dataset.ts'
import { groups } from '../../domain/figures/definitions.ts'
import { type ShownFigure, type Version, shownComparison, shownFigures } from '../../domain/open/open-version.ts'
import { texts } from '../../texts/texts.ts'
import { definedOf, shareOf, shownText } from './figure-text.ts'
import { GroupCard } from './group-card.tsx'

/** What was typed into a draft's words when something is wrong with them. */
type Typed = { raw: RawForm<'title' | 'assessment'>; errors: FieldErrors<'title' | 'assessment'> }

/** A report with its figures, in the open or the closed version. `problem` is why the last act was refused. */
export function ReportPage(props: { call: Call; read: ReadReport; version: Version; problem?: string; typed?: Typed }) {
  const { call, read, version, typed = { raw: {}, errors: {} } } = props
  const { lang } = call
  const say = texts(lang)
  const { report, dataset } = read
  const figures = shownFigures(dataset, version)
  const summary = summaryOf(typed.errors, { title: say.title, assessment: say.assessment }, lang)
  return (
    <Page {...call.frame} title={report.title} hasErrors={props.problem !== undefined || summary.length > 0}>
      <Crumbs lang={lang} items={[{ label: say.list, href: '/evaluation' }, { label: report.title }]} />
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
      <ErrorSummary lang={lang} errors={summary} />
      <Stack>
        {props.problem === undefined ? null : <Notice kind="error">{props.problem}</Notice>}
        <Notice kind={version === 'open' ? 'info' : 'warn'}>{version === 'open' ? say.openText : say.closedText}</Notice>
        <Summary figures={figures} lang={lang} />
        {groups.map((group) => (
          <GroupCard group={group} figures={figures.filter((shown) => shown.figure.group === group)} version={version} lang={lang} />
        ))}
        <ComparisonCard read={read} version={version} lang={lang} />
        {report.assessment === '' ? null : (
          <Card title={say.assessment} id="assessment">
            {report.assessment.split('\n').map((line) => (
              <p class="prose">{line}</p>
            ))}
          </Card>
        )}
        <DecisionCard read={read} lang={lang} />
        {read.maySecretary && report.frozen === null ? <DraftForms call={call} read={read} typed={typed} /> : null}
        <Definitions figures={figures} lang={lang} />
        <Footer read={read} lang={lang} />
      </Stack>
    </Page>
  )
}

type Lang = Call['lang']

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
      {decides ? (
        <ButtonLink kind="primary" href={`${base}/decision`}>
          {say.decide}
        </ButtonLink>
      ) : null}
    </>
  )
}

function Summary({ figures, lang }: { figures: readonly ShownFigure[]; lang: Lang }) {
  const say = texts(lang)
  const used = figures.find((shown) => shown.figure.code === 'place_days_used')
  const share = used === undefined ? null : shareOf(used)
  const early = figures.some((shown) => shown.figure.code === 'completed_of_due' && shown.value.kind === 'too_early')
  return (
    <Card title={say.summary} id="summary" next>
      <p class="prose">
        {share === null ? '' : `${say.summaryUsed(percentText(Math.round((share.part * 100) / share.whole) * 100, lang))} `}
        {early ? `${say.summaryEarly} ` : ''}
        {say.summaryNoEffect}
      </p>
    </Card>
  )
}

function ComparisonCard({ read, version, lang }: { read: ReadReport; version: Version; lang: Lang }) {
  const say = texts(lang)
  const { comparison, dataset, report } = read
  const name = dataset.comparedName[lang]
  const enter = read.maySecretary && report.frozen === null
  const link = enter ? <ButtonLink href={`/evaluation/${report.id}/comparison`}>{say.comparisonEnter(name)}</ButtonLink> : null
  if (comparison === null)
    return (
      <Card title={say.comparison} id="comparison">
        <p>{say.comparisonMissing(name)}</p>
        {link}
      </Card>
    )
  const [theirs, ours] = [shownComparison(comparison.figures, version), shownFigures(dataset, version)]
  const rows = measures.map((measure) => ({ measure, other: theirs.get(measure), own: ours.find((one) => one.figure.code === measure) }))
  return (
    <Card title={say.comparison} id="comparison">
      <DataTable
        id="comparison-table"
        caption={say.comparisonOf(name)}
        hideCaption
        inCard
        rows={rows}
        columns={[
          { heading: say.measure, cell: (row) => say.figures[row.measure].name, wide: true },
          { heading: say.keyOwn, cell: (row) => (row.own === undefined ? '' : shownText(row.own.value, 'people', lang)), num: true },
          { heading: name, cell: (row) => (row.other === undefined ? say.notKnown : shownText(row.other, 'people', lang)), num: true },
        ]}
      />
      <Facts
        items={[
          { name: say.source, value: comparison.source },
          ...(comparison.caveat === '' ? [] : [{ name: say.caveat, value: comparison.caveat }]),
        ]}
      />
      {link}
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

function DraftForms({ call, read, typed }: { call: Call; read: ReadReport; typed: Typed }) {
  const { lang } = call
  const say = texts(lang)
  const { report } = read
  const field = (name: 'title' | 'assessment') => ({
    lang,
    name,
    label: say[name],
    value: typed.raw[name] ?? report[name],
    error: errorText(typed.errors[name], lang),
  })
  return (
    <>
      <Card title={say.edit} id="edit">
        <Form action={`/evaluation/${report.id}`} requestId={call.newRequestId()} buttons={<Button>{say.save}</Button>}>
          <TextField {...field('title')} width="full" />
          <TextArea {...field('assessment')} hint={say.assessmentHint} max={8000} required={false} />
        </Form>
      </Card>
      {isOnOrBefore(report.cutoffOn, call.today) ? (
        <Card title={say.publish} id="publish">
          <p>{say.publishText}</p>
          <Form
            action={`/evaluation/${report.id}/publication`}
            requestId={call.newRequestId()}
            buttons={<Button kind="primary">{say.publish}</Button>}
          />
        </Card>
      ) : null}
    </>
  )
}

function Definitions({ figures, lang }: { figures: readonly ShownFigure[]; lang: Lang }) {
  const say = texts(lang)
  const defined = definedOf(figures)
  return (
    <Fold summary={say.definitions}>
      <Facts
        wide
        items={defined.map(({ figure }) => ({
          name: say.figures[figure.key].name,
          value: `${figure.definition[lang]} (${say.version(figure.definitionVersion)})`,
        }))}
      />
    </Fold>
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
