import type { Lang } from '#ui/lang.ts'
import { type Moment, moments } from '../../domain/figures/support.ts'
import type { ShownFigure } from '../../domain/open/open-version.ts'
import { texts } from '../../texts/texts.ts'
import { shownText } from './figure-text.ts'

/** Support basis by moment: a row for each basis with a text for each moment; the first row is all, the last those not recorded. */
export type SupportTable = { headings: readonly string[]; rows: readonly { name: string; cells: readonly string[] }[] }

/** Lays the figures of support basis out by moment; a moment that has come for nobody says so in the first row. */
export function supportTable(figures: readonly ShownFigure[], lang: Lang): SupportTable {
  const say = texts(lang)
  const own = figures.filter(({ figure }) => figure.group === 'support' && figure.variant !== null)
  const names = new Map<string, string>()
  for (const { figure } of own.filter((shown) => shown.figure.code.includes(':'))) names.set(basisOf(figure.code), figure.name[lang])
  const at = (moment: Moment, code: string) => {
    const found = own.find(({ figure }) => figure.code === code.replace('*', moment))
    return found === undefined ? '–' : shownText(found.value, 'people', lang)
  }
  const row = (name: string, code: string) => ({ name, cells: moments.map((moment) => at(moment, code)) })
  const unknown = own.some(({ figure }) => figure.key === 'unknown') ? [row(say.notStated, 'unknown_*')] : []
  return {
    headings: moments.map((moment) => say.moments[moment]),
    rows: [row(say.recorded, 'basis_*'), ...[...names].map(([code, name]) => row(name, `basis_*:${code}`)), ...unknown],
  }
}

function basisOf(code: string): string {
  return code.slice(code.indexOf(':') + 1)
}
