import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Buttons } from '#ui/layout.tsx'
import { portfolioTexts } from '../../texts/portfolio/texts.ts'

/** The way to the page before and the page after, counted from 1; nothing when all stands on one page. */
export function PageLinks(props: { call: Call; page: number; more: boolean; href: (page: number) => string }) {
  const { page, more, href } = props
  const say = portfolioTexts(props.call.lang)
  if (page === 1 && !more) return null
  return (
    <nav aria-label={say.pages}>
      <Buttons>
        {page === 1 ? null : (
          <ButtonLink kind="secondary" href={href(page - 1)}>
            {say.previous}
          </ButtonLink>
        )}
        {more ? (
          <ButtonLink kind="secondary" href={href(page + 1)}>
            {say.following}
          </ButtonLink>
        ) : null}
      </Buttons>
    </nav>
  )
}
