/** A reason of the programme's list, as much of it as a letter says; `needsText` marks "other". */
type Named = { name: { da: string; en: string }; needsText: boolean }

/** The reason as a letter gives it: the list's name and the words, and the words alone where "other" says nothing by itself. */
export function reasonWords(named: Named | null, words: string, lang: 'da' | 'en'): string {
  return named === null || named.needsText ? words : `${named.name[lang]}. ${words}`
}
