import type { Actor } from '#kernel/actor.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { Frame, Lang } from '#platform/http/call.ts'
import type { Module, NavEntry } from '#platform/module.ts'
import { accessTexts, mayEver, organisations } from '#modules/access/index.ts'
import { type IconName, iconNames } from '#ui/icon-names.ts'
import { otherLang } from '#ui/lang.ts'
import type { NavGroup } from '#ui/nav.tsx'

const headings: Record<NavEntry['group'], Record<Lang, string>> = {
  day: { da: 'Dagen', en: 'The day' },
  own: { da: 'Dit forløb', en: 'Your way' },
  programme: { da: 'Programmet', en: 'The programme' },
  knowledge: { da: 'Viden', en: 'Knowledge' },
  system: { da: 'System', en: 'System' },
}

/** The shell's facts for one page: who is signed in, and the menu of what they may do. */
export async function frameOf(
  parts: { db: Db; clock: Clock; modules: readonly Module[] },
  facts: { actor: Actor | null; lang: Lang; path: string; url: URL; flash: string | undefined },
): Promise<Frame> {
  const { actor, lang, path, url, flash } = facts
  const today = parts.clock.today()
  return {
    lang,
    kind: actor === null ? 'bare' : actor.kind === 'citizen' ? 'citizen' : 'staff',
    user: actor === null ? null : await userOf(parts, actor, lang),
    nav: actor === null ? [] : navOf(parts.modules, actor, lang),
    currentPath: path,
    clockDay: today,
    alternateHref: `/language/${otherLang(lang)}?back=${encodeURIComponent(path + url.search)}`,
    flash: flash === undefined || flash === '' ? undefined : { kind: 'done', text: flash },
  }
}

async function userOf({ db, clock }: { db: Db; clock: Clock }, actor: Actor, lang: Lang): Promise<NonNullable<Frame['user']>> {
  const say = accessTexts(lang)
  if (actor.kind === 'system') return { name: actor.job, initials: '', roleText: '', organisation: '' }
  const initials = actor.name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
  if (actor.kind === 'citizen') return { name: actor.name, initials, roleText: say.citizen, organisation: '' }
  const all = await db.read(contextOf(actor, clock.today()), (tx) => organisations(tx))
  const organisation = all.find((one) => one.id === actor.organisationId)?.name ?? ''
  return { name: actor.name, initials, roleText: actor.roles.map((role) => say.roleNames[role]).join(', '), organisation }
}

function navOf(modules: readonly Module[], actor: Actor, lang: Lang): NavGroup[] {
  const entries = modules
    .flatMap((module) => module.nav ?? [])
    .filter((entry) => mayEver(actor, entry.action) && (entry.when?.(actor) ?? true))
  return (Object.keys(headings) as NavEntry['group'][]).flatMap((group) => {
    const items = entries
      .filter((entry) => entry.group === group)
      .toSorted((a, b) => (a.order ?? 10) - (b.order ?? 10))
      .map((entry) => ({ href: entry.href, label: entry.label[lang], icon: iconOf(entry.icon) }))
    return items.length === 0 ? [] : [{ heading: headings[group][lang], items }]
  })
}

function iconOf(name: string): IconName {
  return iconNames.find((known) => known === name) ?? 'document'
}
