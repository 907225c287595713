import type { Actor, OrganisationId } from '#kernel/actor.ts'
import { type Clock, realClock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import type { Frame, Lang } from '#platform/http/call.ts'
import type { Module, NavEntry } from '#platform/module.ts'
import { accessTexts, mayEver, organisations } from '#modules/access/index.ts'
import { workbenchActions } from '#modules/workbench/index.ts'
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

type FooterLink = { href: string; label: Record<Lang, string> }
const deadlines: FooterLink = { href: '/deadlines', label: { da: 'Sagsbehandlingsfrister', en: 'Published deadlines' } }
const preCheck: FooterLink = { href: '/pre-check', label: { da: 'Kan en borger henvises?', en: 'Can a citizen be referred?' } }

/** What anyone may read, also without signing in; staff have it in their menu, and a citizen with pages is referred already. */
function publicPages(actor: Actor | null): readonly FooterLink[] | undefined {
  if (actor?.kind === 'staff') return undefined
  return actor === null ? [deadlines, preCheck] : [deadlines]
}

type Parts = { clock: Clock; modules: readonly Module[]; nameOf: (id: OrganisationId) => Promise<string> }
type Facts = { actor: Actor | null; lang: Lang; path: string; url: URL; flash: string | undefined }

/** The shell's facts for each page: who is signed in, and the menu of what they may do. */
export function frames({ db, clock, modules }: { db: Db; clock: Clock; modules: readonly Module[] }): (facts: Facts) => Promise<Frame> {
  const parts = { clock, modules, nameOf: organisationNames(db) }
  return (facts) => frameOf(parts, facts)
}

const namesHoldMs = 60_000

// Every page of staff shows its organisation's name: it is read once a minute, not once a page.
function organisationNames(db: Db): (id: OrganisationId) => Promise<string> {
  let known = new Map<OrganisationId, string>()
  let readAt = Number.NEGATIVE_INFINITY
  return async (id) => {
    if (!known.has(id) || performance.now() - readAt > namesHoldMs) {
      const all = await db.read(nobody(realClock.today()), (tx) => organisations(tx))
      known = new Map(all.map((one) => [one.id, one.name]))
      readAt = performance.now()
    }
    return known.get(id) ?? ''
  }
}

async function frameOf(parts: Parts, facts: Facts): Promise<Frame> {
  const { actor, lang, path, url, flash } = facts
  const today = parts.clock.today()
  return {
    lang,
    kind: actor === null ? 'bare' : actor.kind === 'citizen' ? 'citizen' : 'staff',
    user: actor === null ? null : await userOf(parts, actor, lang),
    nav: actor === null ? [] : navOf(parts.modules, actor, lang),
    currentPath: path,
    searchable: actor !== null && mayEver(actor, workbenchActions.see_worklist),
    footer: publicPages(actor)?.map(({ href, label }) => ({ href, label: label[lang] })),
    clockDay: today,
    alternateHref: `/language/${otherLang(lang)}?back=${encodeURIComponent(path + url.search)}`,
    flash: flash === undefined || flash === '' ? undefined : { kind: 'done', text: flash },
  }
}

async function userOf({ nameOf }: Parts, actor: Actor, lang: Lang): Promise<NonNullable<Frame['user']>> {
  const say = accessTexts(lang)
  if (actor.kind === 'system') return { name: actor.job, initials: '', roleText: '', organisation: '' }
  const initials = actor.name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
  if (actor.kind === 'citizen') return { name: actor.name, initials, roleText: say.citizen, organisation: '' }
  return {
    name: actor.name,
    initials,
    roleText: actor.roles.map((role, index) => (index === 0 ? say.roleNames[role] : lowerFirst(say.roleNames[role]))).join(', '),
    organisation: await nameOf(actor.organisationId),
  }
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

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)
