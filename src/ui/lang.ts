/** The two languages every screen, letter and message exists in. Danish is the first. */
export type Lang = 'da' | 'en'

/** The languages in the order they are offered. */
export const langs = ['da', 'en'] as const satisfies readonly Lang[]

/** Each language's name in itself, for the link that changes to it. */
export const languageNames: Record<Lang, string> = { da: 'Dansk', en: 'English' }

/** The other language: what the link in the page's head leads to. */
export function otherLang(lang: Lang): Lang {
  return lang === 'da' ? 'en' : 'da'
}

/** Reads a language from outside (a cookie, a query); Danish when it is none of ours. */
export function parseLang(text: string | undefined | null): Lang {
  return text === 'en' ? 'en' : 'da'
}
