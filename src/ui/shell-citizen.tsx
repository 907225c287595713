import { Brand } from './brand.tsx'
import { currentHref } from './nav.tsx'
import { FlashMessage, LanguageLink, PageFooter, SignOut } from './page-parts.tsx'
import type { PageProps } from './page.tsx'
import { shellPaths } from './paths.ts'
import { words } from './words.ts'

/** The citizen's shell: one column, large text, few links. A `wide` page with a table of many columns gets the width of a desk. */
export function CitizenShell(props: PageProps) {
  const say = words(props.lang)
  return (
    <>
      <header class="g-citizen-top">
        <div>
          <Brand href={shellPaths.home} name={say.brand} line={say.citizenLine} />
          <div class="g-citizen-end">
            <LanguageLink lang={props.lang} href={props.alternateHref} />
            {props.user === null ? null : <SignOut lang={props.lang} />}
          </div>
        </div>
        <CitizenNav {...props} />
      </header>
      <main class={`g-citizen${props.wide === true ? ' g-citizen-wide' : ''}`} id="content">
        <FlashMessage flash={props.flash} />
        {props.children}
      </main>
      <PageFooter lang={props.lang} links={props.footer} />
    </>
  )
}

function CitizenNav(props: PageProps) {
  const items = props.nav.flatMap((group) => group.items)
  if (items.length === 0) return null
  const current = currentHref(items, props.currentPath)
  return (
    <nav class="g-citizen-nav" aria-label={words(props.lang).mainMenu}>
      <ul class="g-tabs">
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.href === current ? 'page' : undefined}>
              {item.label}
              {item.count === undefined || item.count === 0 ? null : <span class="g-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
