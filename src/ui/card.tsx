import type { Child } from 'hono/jsx'

/** A card: heading, something beside it, content. Without a title it needs a `label` for screen readers. */
export type CardProps = {
  title?: Child
  label?: string
  id?: string
  /** A state, a count or links at the heading's end. */
  aside?: Child
  /** No padding: rows reach the card's edge. */
  flush?: boolean
  /** Marks the card that matters now with a green edge. */
  next?: boolean
  /** One of a list, whose headings may be alike: an `article`, so that no two landmarks bear one name. */
  listed?: boolean
  children: Child
}

/** A part of a page on its own ground, a `section` named by its heading, or an `article` where it is one of a list. */
export function Card(props: CardProps) {
  const classes = `g-card${props.flush === true ? ' g-card-flush' : ''}${props.next === true ? ' g-next' : ''}`
  const headingId = props.id === undefined ? undefined : `${props.id}-h`
  const Part = props.listed === true ? 'article' : 'section'
  return (
    <Part class={classes} id={props.id} aria-labelledby={props.title === undefined ? undefined : headingId} aria-label={props.label}>
      <CardHeading title={props.title} id={headingId} aside={props.aside} flush={props.flush === true} />
      {props.children}
    </Part>
  )
}

function CardHeading(props: { title?: Child; id: string | undefined; aside?: Child; flush: boolean }) {
  if (props.title === undefined) return null
  const heading = <h2 id={props.id}>{props.title}</h2>
  if (props.aside === undefined && !props.flush) return heading
  return (
    <div class={props.flush ? 'g-card-title' : 'g-card-head'}>
      {heading}
      {props.aside}
    </div>
  )
}
