import { ore } from '#kernel/money.ts'
import { type SheetCell, type SheetContent, spreadsheet } from '#platform/spreadsheet.ts'
import { dayText, momentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type ShownFigure, type Version, shownFigures } from '../../domain/open/open-version.ts'
import { texts } from '../../texts/texts.ts'
import { assumptionLines, ruleLines } from '../report/assumption-list.tsx'
import { definedOf, shareOf, shownText } from '../report/figure-text.ts'

/** A report's figures as a spreadsheet with its data dictionary: the same version and the same gaps as its page. */
export function workbookOf(read: ReadReport, version: Version, lang: Lang): Promise<Uint8Array> {
  const figures = shownFigures(read.dataset, version)
  return spreadsheet([figureSheet(figures, lang), dictionary(figures, lang), about(read, version, lang)])
}

const heading = (text: string): SheetCell => ({ heading: text })

function figureSheet(figures: readonly ShownFigure[], lang: Lang): SheetContent {
  const say = texts(lang)
  return {
    name: say.excel.figures,
    widths: [34, 52, 30, 24, 16, 14, 12, 12, 12],
    stickyRows: 1,
    rows: [
      [
        say.excel.part,
        say.measure,
        say.report.code,
        say.excel.definition,
        say.value,
        say.excel.unit,
        'n',
        say.excel.denominator,
        say.share,
      ].map(heading),
      ...figures.map((shown): SheetCell[] => {
        const { figure, value, n, denominator } = shown
        const share = shareOf(shown)
        const cell: SheetCell =
          value.kind !== 'known'
            ? shownText(value, figure.unit, lang)
            : figure.unit === 'ore'
              ? { amount: ore(value.value) }
              : Number(value.value)
        const percent: SheetCell = share === null ? null : { percentBp: Math.round((share.part * 10_000) / share.whole) }
        const named = [say.groups[figure.group], figure.name[lang], figure.code, figure.key]
        return [...named, cell, say.excel.units[figure.unit], n, denominator, percent]
      }),
    ],
  }
}

function dictionary(figures: readonly ShownFigure[], lang: Lang): SheetContent {
  const say = texts(lang)
  return {
    name: say.excel.dictionary,
    widths: [24, 34, 40, 70, 46, 46, 10],
    stickyRows: 1,
    rows: [
      [
        say.excel.definition,
        say.report.question,
        say.measure,
        say.report.formula,
        say.report.population,
        say.report.rule,
        say.excel.version,
      ].map(heading),
      ...definedOf(figures).map(({ figure }): SheetCell[] => [
        figure.key,
        say.groups[figure.group],
        say.figures[figure.key].name,
        figure.definition[lang],
        say.indicators[figure.group].population,
        say.indicators[figure.group].rule,
        figure.definitionVersion,
      ]),
    ],
  }
}

function about({ report, dataset }: ReadReport, version: Version, lang: Lang): SheetContent {
  const say = texts(lang)
  const { frozen } = report
  return {
    name: say.excel.about,
    widths: [34, 90],
    rows: [
      [heading(report.title)],
      [say.agreement, dataset.agreementName[lang]],
      [say.cutoff, dayText(report.cutoffOn)],
      [say.excel.known, momentText(Temporal.Instant.from(dataset.knownAt), lang)],
      [say.excel.versionShown, version === 'open' ? say.openVersion : say.closedVersion],
      [say.footer, frozen === null ? say.footerDraft : frozen.sha256],
      [say.excel.note, version === 'open' ? say.openText : say.closedText],
      [say.excel.columns, say.excel.columnsText],
      [heading(say.report.assumptionsTitle)],
      ...[...assumptionLines(dataset, lang), ...ruleLines(dataset, lang)].map(({ name, value }): SheetCell[] => [name, value]),
    ],
  }
}
