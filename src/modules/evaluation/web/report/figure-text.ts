import { ore } from '#kernel/money.ts'
import type { StateKind } from '#ui/state.tsx'
import { countText, kronerText, percentText } from '#ui/format.ts'
import { wilson } from '../../domain/figures/interval.ts'
import type { Lang } from '#ui/lang.ts'
import type { Shown, ShownFigure, Version } from '../../domain/open/open-version.ts'
import { texts } from '../../texts/texts.ts'

/** A shown count in words: the figure, `1–4`, withheld, or too early to tell. */
export function shownText(shown: Shown, unit: ShownFigure['figure']['unit'], lang: Lang): string {
  const say = texts(lang)
  switch (shown.kind) {
    case 'known':
      if (unit === 'days') return say.days(countText(Number(shown.value), lang))
      if (unit === 'minutes') return say.minutes(Math.trunc(Number(shown.value) / 60), Number(shown.value) % 60)
      return unit === 'ore' ? kronerText(ore(shown.value), lang) : countText(Number(shown.value), lang)
    case 'small':
      return say.small
    case 'large':
    case 'hidden':
    case 'untold':
      return say.hidden
    case 'too_early':
      return say.tooEarly
  }
}

/** Part and whole of a share that may be shown; null when one of them is withheld, or the whole is nothing. */
export function shareOf({ value, denominator }: ShownFigure): { part: number; whole: number } | null {
  if (value.kind !== 'known' || denominator === null || denominator === 0) return null
  return { part: Number(value.value), whole: denominator }
}

/** The share in per cent; of fewer than ten people in their number, for a per cent would promise more than it can keep. */
export function shareText(shown: ShownFigure, lang: Lang): string {
  const share = shareOf(shown)
  if (share === null) return '–'
  const { part, whole } = share
  if (whole < 10 && shown.figure.unit !== 'days') return `${countText(part, lang)} / ${countText(whole, lang)}`
  return percentText(Math.round((part * 100) / whole) * 100, lang)
}

/** What must be said of the figure besides; the open version does not say how many are not over, for they may be few. */
export function noteText({ figure }: ShownFigure, version: Version, lang: Lang): string | null {
  if (figure.note === null) return null
  const say = texts(lang)
  return version === 'closed' && figure.note.notOver > 0 ? say.notOverCount(figure.note.notOver) : say.notOver
}

/** The state a value is shown with, where it is no plain figure. */
export function stateOf(shown: Shown): StateKind | null {
  return shown.kind === 'too_early' ? 'wait' : null
}

/** The first figure of each definition, in the report's order. */
export function definedOf(figures: readonly ShownFigure[]): ShownFigure[] {
  return figures.filter(({ figure }, at) => figures.findIndex((one) => one.figure.key === figure.key) === at)
}

/** What stands for a figure's code in the words of a report: the figure, or its share. */
export function namedText(figures: readonly ShownFigure[], lang: Lang): (code: string, share: boolean) => string {
  return (code, share) => {
    const found = figures.find((shown) => shown.figure.code === code)
    if (found === undefined) return tellsOfNobody(figures) ? texts(lang).report.hiddenNumber : texts(lang).notKnown.toLowerCase()
    if (share) return shareText(found, lang)
    if (found.value.kind === 'large' || found.value.kind === 'hidden') return texts(lang).report.hiddenNumber
    return shownText(found.value, found.figure.unit, lang).toLowerCase()
  }
}

// Every report counts the referred, unless its open version may tell no count at all.
function tellsOfNobody(figures: readonly ShownFigure[]): boolean {
  return !figures.some(({ figure }) => figure.code === 'referred')
}

/** While fewer than ten have begun: that the figures are to be read as an account of them; that their number may not be shown; null when there are more. */
export function narrativeText(figures: readonly ShownFigure[], lang: Lang): string | null {
  const [referred, started] = ['referred', 'started'].map((code) => figures.find((shown) => shown.figure.code === code))
  if (referred === undefined || started === undefined) return tellsOfNobody(figures) ? texts(lang).report.narrativeUntold : null
  const { value } = started
  const say = texts(lang).report
  // decided by what is shown, for else the words would bound a number that is withheld
  if (value.kind === 'small') return say.narrativeHidden
  if (value.kind !== 'known') return value.kind === 'too_early' ? null : say.narrativeWithheld
  if (value.value >= 10n) return null
  if (referred.value.kind !== 'known') return say.narrativeWithheld
  return say.narrative(shownText(referred.value, 'people', lang), shownText(started.value, 'people', lang))
}

const outcomes: ReadonlySet<string> = new Set(['completed_of_due', 'self', 'part', 'alive', 'alive_after', 'trading_after'])

/** The interval of a share, or the words for one of too few: only people's shares have one, and only those that say how it went. */
export function certaintyText(shown: ShownFigure, lang: Lang): string | null {
  const share = shareOf(shown)
  if (share === null || !outcomes.has(shown.figure.key)) return null
  const say = texts(lang).report
  if (share.whole < 10) return say.fewEffect(countText(share.part, lang), countText(share.whole, lang))
  const { lowBp, highBp } = wilson(share.part, share.whole)
  const whole = (bp: number) => percentText(Math.round(bp / 100) * 100, lang)
  return say.interval(whole(lowBp), whole(highBp))
}
