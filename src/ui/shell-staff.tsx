import { Brand } from './brand.tsx'
import { DayTime } from './day-time.tsx'
import { Icon } from './icon.tsx'
import { SideNav } from './nav.tsx'
import { FlashMessage, LanguageLink, PageFooter, SignOut } from './page-parts.tsx'
import type { PageProps } from './page.tsx'
import { shellPaths } from './paths.ts'
import { words } from './words.ts'

/** The staff's shell: menu at the side, search and user on top. */
export function StaffShell(props: PageProps) {
  const say = words(props.lang)
  return (
    <div class="g-shell">
      <header class="g-side">
        <Brand href={shellPaths.home} name={say.brand} line={say.brandLine} />
        <button class="button button-secondary compact g-menubtn" type="button" popovertarget="menu">
          <Icon name="menu" />
          {say.menu}
        </button>
        <SideNav lang={props.lang} groups={props.nav} currentPath={props.currentPath} />
      </header>
      <div class="g-body">
        <TopBar {...props} />
        <main class={`g-main${props.wide === true ? ' g-wide' : ''}`} id="content">
          <FlashMessage flash={props.flash} />
          {props.children}
        </main>
        <PageFooter lang={props.lang} links={props.footer} />
      </div>
    </div>
  )
}

function TopBar(props: PageProps) {
  const say = words(props.lang)
  return (
    <section class="g-top" aria-label={say.searchAndUser}>
      {props.searchable === false ? null : <Search {...props} />}
      <div class="g-top-end">
        <span class="g-clock">
          <span class="g-clock-words">{say.todayIs} </span>
          <DayTime day={props.clockDay} />
        </span>
        <LanguageLink lang={props.lang} href={props.alternateHref} />
        <UserBadge {...props} />
      </div>
    </section>
  )
}

function Search(props: PageProps) {
  const say = words(props.lang)
  return (
    <form class="g-search" role="search" method="post" action={shellPaths.search}>
      <label class="sr-only" for="search-text">
        {say.search}
      </label>
      <input
        class="form-input"
        id="search-text"
        name="q"
        type="search"
        autocomplete="off"
        placeholder={say.searchHint}
        value={props.searchText}
      />
      <button type="submit">
        <Icon name="search" />
        <span class="sr-only">{say.search}</span>
      </button>
    </form>
  )
}

function UserBadge(props: PageProps) {
  if (props.user === null) return null
  const place = `${props.user.roleText}, ${props.user.organisation}`
  return (
    <>
      <span class="g-user">
        <span class="g-face" aria-hidden="true">
          {props.user.initials}
        </span>
        <span>
          {props.user.name}
          <small title={place}>{place}</small>
        </span>
      </span>
      <SignOut lang={props.lang} compact />
    </>
  )
}
