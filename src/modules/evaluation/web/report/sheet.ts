import { countText, dayText, momentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type Dataset, measures } from '../../domain/report/dataset.ts'
import { shownLearning } from '../../domain/open/open-learning.ts'
import { reachedTargets } from '../../domain/report/targets.ts'
import { type Section, fill, groupsOf, sections, wordsIn } from '../../domain/report/sections.ts'
import { type ShownFigure, type Version, shownComparison, shownFigures } from '../../domain/open/open-version.ts'
import type { Sheet, SheetPart } from '../../pdf/render-report.ts'
import { texts } from '../../texts/texts.ts'
import { certaintyText, definedOf, namedText, narrativeText, noteText, shareText, shownText } from './figure-text.ts'
import { assumptionLines, ruleLines } from './assumption-list.tsx'
import { changeText, lessonText } from './learning-card.tsx'
import { measureName } from './comparison-card.tsx'
import { inWordsParts } from './in-words.tsx'
import { linesTold } from './lines-card.tsx'
import { aimText, reachedText } from './targets-card.tsx'
import { pictureParts } from './sheet-pictures.ts'
import { supportTable } from './support-table.ts'

/** The report's paper in a version and a language: the same figures and words as its page. */
export function sheetOf(read: ReadReport, version: Version, lang: Lang): Sheet {
  const say = texts(lang)
  const { report, dataset } = read
  const figures = shownFigures(dataset, version)
  const narrative = narrativeText(figures, lang)
  const parts: SheetPart[] = [
    { kind: 'paragraph', text: say.intro(dataset.agreementName[lang], dayText(report.cutoffOn)) },
    { kind: 'paragraph', text: version === 'open' ? `${say.openVersion}. ${say.openText}` : `${say.closedVersion}. ${say.closedText}` },
    ...(narrative === null ? [] : [{ kind: 'paragraph', text: narrative } as const]),
    { kind: 'paragraph', text: say.summaryNoEffect },
    ...sections.flatMap((section) => [
      ...sectionParts(section, { read, figures, version, lang }),
      ...(section === 'experience' && version === 'closed' ? inWordsParts(read, lang) : []),
      ...(section === 'learning' ? learningParts(read, version, lang) : []),
      ...(section === 'results' ? targetParts(read, figures, lang) : []),
      ...(section === 'results' ? lineParts(read, { figures, version, lang }) : []),
      ...(section === 'results' ? comparisonParts(read, version, lang) : []),
    ]),
    ...commentParts(read, lang),
    { kind: 'heading', text: say.definitions },
    ...definedOf(figures).map(({ figure }): SheetPart => {
      return {
        kind: 'small',
        text: `${say.figures[figure.key].name}: ${figure.definition[lang]} (${say.version(figure.definitionVersion)})`,
      }
    }),
    { kind: 'small', text: footerOf(read, lang) },
  ]
  const at = report.frozen?.at ?? Temporal.Instant.from(dataset.knownAt)
  return { lang, title: report.title, author: dataset.agreementName[lang], at, pageOf: say.report.pageOf, parts }
}

type Given = { read: ReadReport; figures: readonly ShownFigure[]; version: Version; lang: Lang }

// A heading stands when something is written under it or figures belong there.
function sectionParts(section: Section, { read, figures, version, lang }: Given): SheetPart[] {
  const say = texts(lang)
  const words = wordsIn(read.dataset.words[section] ?? '', version)
  const groups = groupsOf[section].filter((group) => figures.some((shown) => shown.figure.group === group))
  if (words === '' && groups.length === 0) return []
  return [
    { kind: 'heading', text: say.report.sections[section] },
    ...paragraphs(fill(words, namedText(figures, lang))),
    ...groups.flatMap((group): SheetPart[] => {
      const rows = figures.filter((shown) => shown.figure.group === group)
      const notes = [...new Set(rows.flatMap((shown) => noteText(shown, version, lang) ?? []))]
      return [
        { kind: 'subheading', text: say.groups[group] },
        ...(group === 'support' ? supportParts(rows, lang) : figureParts(rows, lang)),
        ...pictureParts(group, {
          dataset: read.dataset,
          targets: read.dataset.targets ?? read.agreed.targets,
          figures: rows,
          version,
          lang,
        }),
        ...(group === 'economy' ? assumptionParts(read.dataset, lang) : []),
        ...notes.map((text): SheetPart => ({ kind: 'small', text })),
      ]
    }),
  ]
}

function assumptionParts(dataset: Dataset, lang: Lang): SheetPart[] {
  const say = texts(lang).report
  return [
    { kind: 'subheading', text: say.assumptionsTitle },
    {
      kind: 'table',
      headings: [say.tabsTitle, texts(lang).value],
      rows: assumptionLines(dataset, lang).map(({ name, value }) => [name, value]),
    },
    ...ruleLines(dataset, lang).map(({ name, value }): SheetPart => ({ kind: 'small', text: `${name}: ${value}` })),
  ]
}

function paragraphs(text: string): SheetPart[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph', text: part.trim() }))
}

function commentParts({ dataset }: ReadReport, lang: Lang): SheetPart[] {
  if (dataset.comments.length === 0) return []
  return [
    { kind: 'heading', text: texts(lang).report.comments },
    ...dataset.comments.flatMap((comment): SheetPart[] => [
      { kind: 'subheading', text: comment.organisation },
      ...paragraphs(comment.words),
    ]),
  ]
}

// What tells nothing takes no row of the paper: figures that are withheld with all they rest on, and those it is too early for, are named.
function figureParts(figures: readonly ShownFigure[], lang: Lang): SheetPart[] {
  const say = texts(lang)
  const early = figures.filter(({ value }) => value.kind === 'too_early')
  const withheld = figures.filter(({ value, n }) => value.kind !== 'known' && value.kind !== 'too_early' && n === null)
  const rows = figures.filter((shown) => !early.includes(shown) && !withheld.includes(shown))
  const named = (state: string, some: readonly ShownFigure[]): SheetPart[] =>
    some.length === 0 ? [] : [{ kind: 'small', text: `${state}: ${some.map(({ figure }) => figure.name[lang]).join('; ')}.` }]
  return [...(rows.length === 0 ? [] : [figureTable(rows, lang)]), ...named(say.hidden, withheld), ...named(say.tooEarly, early)]
}

function figureTable(rows: readonly ShownFigure[], lang: Lang): SheetPart {
  const say = texts(lang)
  return {
    kind: 'table',
    headings: [say.measure, say.value, say.basis, say.share],
    rows: rows.map((shown) => {
      const certainty = certaintyText(shown, lang)
      return [
        certainty === null ? shown.figure.name[lang] : `${shown.figure.name[lang]} (${certainty})`,
        shownText(shown.value, shown.figure.unit, lang),
        shown.n === null ? say.hidden : countText(shown.n, lang),
        shareText(shown, lang),
      ]
    }),
  }
}

function supportParts(figures: readonly ShownFigure[], lang: Lang): SheetPart[] {
  const say = texts(lang)
  const { headings, rows } = supportTable(figures, lang)
  const flows = figures.filter(({ figure }) => figure.key === 'flow')
  return [
    { kind: 'table', headings: [say.supportBasis, ...headings], rows: rows.map(({ name, cells }) => [name, ...cells]) },
    ...(flows.length === 0 ? [] : [{ kind: 'paragraph', text: say.flows } as const, ...figureParts(flows, lang)]),
  ]
}

function targetParts({ dataset, agreed }: ReadReport, figures: readonly ShownFigure[], lang: Lang): SheetPart[] {
  const targets = reachedTargets(dataset.targets ?? agreed.targets, figures)
  if (targets.length === 0) return []
  const say = texts(lang)
  const { targets: words } = say.report
  const rows = targets.map((row) => [
    row.target.name[lang],
    aimText(row.target, lang),
    reachedText(row, lang),
    row.met === null ? '–' : row.met ? say.aimMet : say.aimMissed,
  ])
  return [
    { kind: 'subheading', text: words.title },
    { kind: 'table', headings: [words.target, words.atLeast, words.reached, say.state], rows },
  ]
}

function lineParts({ dataset, agreed }: ReadReport, given: Omit<Given, 'read'>): SheetPart[] {
  const told = linesTold({ dataset, targets: dataset.targets ?? agreed.targets, ...given })
  if (told === null) return []
  const all = texts(given.lang)
  const say = all.report.lines
  return [
    { kind: 'subheading', text: say.title },
    { kind: 'lines', alt: told.label, bars: told.bars, keys: told.keys },
    { kind: 'small', text: say.intro },
    {
      kind: 'table',
      headings: [say.line, say.own, say.at],
      rows: told.rows.map(({ figure, own, at, line, source }) => [`${figure}: ${line} (${source})`, own, at]),
    },
  ]
}

function learningParts({ dataset }: ReadReport, version: Version, lang: Lang): SheetPart[] {
  const shown = shownLearning(dataset, version)
  if (shown === null) return []
  const all = texts(lang).report
  const say = all.learned
  const dayOf = (iso: string) => dayText(Temporal.PlainDate.from(iso))
  const lessons = shown.lessons.map((lesson) => [
    `${lessonText(lesson)} (${say.subjects[lesson.about]}, ${lesson.organisation})`,
    dayOf(lesson.learnedOn),
  ])
  const changes = shown.changes.map((change) => [changeText(change, lang), dayOf(change.on)])
  const gaps = shown.gaps.map((gap) => [all.gaps[gap.kind], all.owners[gap.owner]])
  const part = (title: string, none: string, headings: string[], rows: string[][]): SheetPart[] =>
    rows.length === 0
      ? [{ kind: 'paragraph', text: none }]
      : [
          { kind: 'subheading', text: title },
          { kind: 'table', headings, rows },
        ]
  return [
    ...part(say.lessons, say.noLessons, [say.lesson, say.on], lessons),
    ...part(say.changes, say.noChanges, [say.change, say.from], changes),
    ...part(say.gaps, say.noGaps, [all.gap, all.gapOwner], gaps),
  ]
}

function comparisonParts({ dataset }: ReadReport, version: Version, lang: Lang): SheetPart[] {
  const say = texts(lang)
  const { comparison } = dataset
  const name = dataset.comparedName[lang]
  const heading: SheetPart = { kind: 'heading', text: say.comparison }
  if (comparison === null) return [heading, { kind: 'paragraph', text: say.comparisonMissing(name) }]
  const theirs = shownComparison(comparison.figures, version)
  const ours = shownFigures(dataset, version)
  const rows = measures.map((measure) => {
    const other = theirs.get(measure)
    const own = ours.find((shown) => shown.figure.code === measure)
    return [
      measureName(measure, lang),
      own === undefined ? say.notKnown : shownText(own.value, 'people', lang),
      other === undefined ? say.notKnown : shownText(other, 'people', lang),
    ]
  })
  const caveat: SheetPart[] = comparison.caveat === '' ? [] : [{ kind: 'small', text: comparison.caveat }]
  const references = comparison.references.map(
    (line): SheetPart => ({ kind: 'small', text: `${line.name}: ${line.value} (${line.source})` }),
  )
  return [
    heading,
    { kind: 'table', headings: [say.measure, say.keyOwn, name], rows },
    { kind: 'small', text: `${say.source}: ${comparison.source}` },
    ...caveat,
    ...references,
    { kind: 'small', text: say.noEffect },
  ]
}

function footerOf({ report, dataset }: ReadReport, lang: Lang): string {
  const say = texts(lang)
  const known = say.knownAt(momentText(Temporal.Instant.from(dataset.knownAt), lang))
  const { frozen } = report
  return frozen === null
    ? `${known} ${say.footerDraft}`
    : `${known} ${say.publishedOn(momentText(frozen.at, lang))} ${say.footer}: ${frozen.sha256}`
}
