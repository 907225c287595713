import { Alert } from './notice.tsx'
import { otherLang, languageNames, type Lang } from './lang.ts'
import type { Flash } from './page.tsx'
import { shellPaths } from './paths.ts'
import { words } from './words.ts'

/** The link to this page in the other language, named in that language. */
export function LanguageLink(props: { lang: Lang; href: string }) {
  const other = otherLang(props.lang)
  return (
    <a href={props.href} lang={other} hreflang={other}>
      {languageNames[other]}
    </a>
  )
}

/** Signing out changes something, so it is a form. */
export function SignOut(props: { lang: Lang; compact?: boolean }) {
  return (
    <form method="post" action={shellPaths.signOut}>
      <button class={`button button-secondary${props.compact === true ? ' compact' : ''}`} type="submit">
        {words(props.lang).signOut}
      </button>
    </form>
  )
}

/** What just happened, if anything did. */
export function FlashMessage(props: { flash: Flash | undefined }) {
  return props.flash === undefined ? null : <Alert kind={props.flash.kind}>{props.flash.text}</Alert>
}

/** The links at a page's end. */
export function PageFooter(props: { lang: Lang; links: readonly { href: string; label: string }[] | undefined }) {
  if (props.links === undefined || props.links.length === 0) return null
  return (
    <footer class="g-footer">
      <nav aria-label={words(props.lang).footer}>
        <ul>
          {props.links.map((link) => (
            <li>
              <a href={link.href}>{link.label}</a>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  )
}
