import { type Day, type Instant, formatDay, zone } from '#kernel/days.ts'
import { type Ore, formatOre } from '#kernel/money.ts'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** A day as it stands in tables and fields, `12.04.2016`, in both languages. */
export function dayText(day: Day): string {
  return formatDay(day)
}

/** A day in running text: `12. april 2016`, English `12 April 2016`. */
export function longDayText(day: Day, lang: Lang): string {
  const month = words(lang).months[day.month - 1] ?? ''
  return lang === 'da' ? `${day.day}. ${month} ${day.year}` : `${day.day} ${month} ${day.year}`
}

/** The name of the day's weekday: `tirsdag`, `Tuesday`. */
export function weekdayText(day: Day, lang: Lang): string {
  return words(lang).weekdays[day.dayOfWeek - 1] ?? ''
}

/** A month and its year: `april 2016`. */
export function monthText(day: Pick<Day, 'month' | 'year'>, lang: Lang): string {
  return `${words(lang).months[day.month - 1] ?? ''} ${day.year}`
}

/** A time of day: `kl. 13.05` is written by the caller, this gives `13.05`, English `13:05`. */
export function timeText(time: Temporal.PlainTime, lang: Lang): string {
  const parts = [time.hour, time.minute].map((part) => String(part).padStart(2, '0'))
  return parts.join(lang === 'da' ? '.' : ':')
}

/** A moment by Danish clock: `12.04.2016 kl. 13.05`, English `12.04.2016 at 13:05`. */
export function momentText(instant: Instant, lang: Lang): string {
  const local = instant.toZonedDateTimeISO(zone)
  return `${dayText(local.toPlainDate())} ${lang === 'da' ? 'kl.' : 'at'} ${timeText(local.toPlainTime(), lang)}`
}

/** An amount with its unit: `1.389 kr.`, `1.389,50 kr.`, English `DKK 1,389.50`. Øre are left out when they are zero. */
export function kronerText(amount: Ore, lang: Lang): string {
  const figure = formatOre(amount, lang, 'short')
  if (lang === 'da') return `${figure}\u00a0kr.`
  return figure.startsWith('-') ? `-DKK\u00a0${figure.slice(1)}` : `DKK\u00a0${figure}`
}

/** An amount of nought or more as a form's field takes it: `1389,50`. */
export function kronerTyped(amount: Ore): string {
  return `${amount / 100n},${(amount % 100n).toString().padStart(2, '0')}`
}

/** A whole number with separators: `1.389`, English `1,389`. */
export function countText(count: number, lang: Lang): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, lang === 'da' ? '.' : ',')
}

/** A share in basis points (1/100 of a per cent) as `2,5 %`, English `2.5%`; decimals only where needed. */
export function percentText(shareBp: number, lang: Lang): string {
  const [whole, part = ''] = (shareBp / 100).toFixed(2).split('.')
  const decimals = part.replace(/0+$/, '')
  const figure = decimals === '' ? `${whole}` : `${whole}${lang === 'da' ? ',' : '.'}${decimals}`
  return lang === 'da' ? `${figure}\u00a0%` : `${figure}%`
}

/** The size of a file in the unit that keeps it short: `840 B`, `12 kB`, `1,4 MB`; counted in 1,024s, rounded up to what is shown. */
export function sizeText(bytes: number, lang: Lang): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${countText(Math.ceil(bytes / 1024), lang)} kB`
  const tenths = Math.ceil((bytes * 10) / (1024 * 1024))
  const rest = tenths % 10
  return `${countText((tenths - rest) / 10, lang)}${rest === 0 ? '' : `${lang === 'da' ? ',' : '.'}${rest}`} MB`
}

/** Somebody's own words, in the quotation marks of the language. */
export function quoted(words: string, lang: Lang): string {
  return lang === 'da' ? `»${words}«` : `“${words}”`
}
