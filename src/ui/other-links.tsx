/** The way to the same page of something else the reader has, on one line; nothing where there is nothing else. */
export function OtherLinks(props: { label: string; id?: string; links: readonly { href: string; name: string; note: string }[] }) {
  const { label, id, links } = props
  if (links.length === 0) return null
  return (
    <nav class="g-others" aria-label={label} id={id}>
      <p>
        {label}:{' '}
        {links.map(({ href, name, note }, index) => (
          <>
            {index === 0 ? '' : ' · '}
            <a href={href}>{name}</a> ({note})
          </>
        ))}
      </p>
    </nav>
  )
}
