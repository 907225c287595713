import { Brand } from './brand.tsx'
import { FlashMessage, LanguageLink, PageFooter } from './page-parts.tsx'
import type { PageProps } from './page.tsx'
import { shellPaths } from './paths.ts'
import { words } from './words.ts'

/** The shell of pages outside the work: sign-in, errors, the demo's start. `wide` gives it the width of a desk. */
export function BareShell(props: PageProps) {
  const say = words(props.lang)
  return (
    <>
      <header class={`g-bare-top${props.wide === true ? ' g-bare-wide' : ''}`}>
        <div>
          <Brand href={shellPaths.home} name={say.brand} line={say.brandLine} />
          <LanguageLink lang={props.lang} href={props.alternateHref} />
        </div>
      </header>
      <main class={props.wide === true ? 'g-start' : 'g-bare'} id="content">
        <FlashMessage flash={props.flash} />
        {props.children}
      </main>
      <PageFooter lang={props.lang} links={props.footer} />
    </>
  )
}
