import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** An entry of the side menu; the count is what waits there for the reader. */
export type NavItem = { href: string; label: string; icon: IconName; count?: number | undefined }

/** Entries under one heading. */
export type NavGroup = { heading: string; items: readonly NavItem[] }

/**
 * The entry whose address is the longest beginning of the current one: a case's page lights up "Cases". A part of one thing that has an
 * entry of its own lights up that: the places of an agreement are "Places", not "Agreements".
 */
export function currentHref(items: readonly { href: string }[], path: string): string | undefined {
  const part = path.replace(/^\/agreements\/[^/]+(?=\/)/, '')
  return (part === path ? undefined : longestBeginning(items, part)) ?? longestBeginning(items, path)
}

function longestBeginning(items: readonly { href: string }[], path: string): string | undefined {
  const fits = items.map((item) => item.href).filter((href) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
  return fits.toSorted((a, b) => b.length - a.length)[0]
}

/** The side menu; on a phone the same `nav` opens as a popover. */
export function SideNav(props: { lang: Lang; groups: readonly NavGroup[]; currentPath: string }) {
  const current = currentHref(
    props.groups.flatMap((group) => group.items),
    props.currentPath,
  )
  return (
    <nav class="g-nav" id="menu" popover="auto" aria-label={words(props.lang).mainMenu}>
      {props.groups.map((group) => (
        <>
          <h2>{group.heading}</h2>
          <ul>
            {group.items.map((item) => (
              <li>
                <a href={item.href} aria-current={item.href === current ? 'page' : undefined}>
                  <Icon name={item.icon} />
                  {item.label}
                  {item.count === undefined || item.count === 0 ? null : <span class="g-count">{item.count}</span>}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </nav>
  )
}
