import type { Child } from 'hono/jsx'
import type { Day } from '#kernel/days.ts'
import { type ScriptName, assetUrl } from './assets.ts'
import { BareShell } from './shell-bare.tsx'
import { CitizenShell } from './shell-citizen.tsx'
import { StaffShell } from './shell-staff.tsx'
import type { Lang } from './lang.ts'
import type { NavGroup } from './nav.tsx'
import { words } from './words.ts'

/** Who is signed in, as the page's head shows it. */
export type PageUser = { name: string; initials: string; roleText: string; organisation: string }

/** What happened before this page was shown. */
export type Flash = { kind: 'done' | 'error'; text: string }

/** What every page says about itself. */
export type PageProps = {
  title: string
  lang: Lang
  kind: 'staff' | 'citizen' | 'bare'
  user: PageUser | null
  nav: readonly NavGroup[]
  currentPath: string
  clockDay: Day
  /** This page in the other language. */
  alternateHref: string
  flash?: Flash | undefined
  /** True when a form came back with errors: the title says so first. */
  hasErrors?: boolean
  /** Lets tables use the whole width of the screen. */
  wide?: boolean
  /** What stands in the search field. */
  searchText?: string | undefined
  /** Whether the reader may search; the field is shown to them alone. */
  searchable?: boolean
  /** Links at the page's end: accessibility statement, privacy. */
  footer?: readonly { href: string; label: string }[] | undefined
  /** Scripts of the page's own custom elements; every page works without them. */
  scripts?: readonly ScriptName[]
  children: Child
}

/** A whole page: head, shell of its kind, content. */
export function Page(props: PageProps) {
  const say = words(props.lang)
  return (
    <html lang={props.lang}>
      <Head
        title={`${props.hasErrors === true ? say.errorTitle(props.title) : props.title} – ${say.brand}`}
        scripts={props.scripts ?? []}
      />
      <body class={props.kind === 'citizen' ? 'citizen' : 'staff'}>
        <a class="skipnav" href="#content">
          {say.skipToContent}
        </a>
        <Shell {...props} />
      </body>
    </html>
  )
}

function Shell(props: PageProps) {
  switch (props.kind) {
    case 'staff':
      return <StaffShell {...props} />
    case 'citizen':
      return <CitizenShell {...props} />
    case 'bare':
      return <BareShell {...props} />
  }
}

function Head(props: { title: string; scripts: readonly ScriptName[] }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{props.title}</title>
      <link rel="preload" href={assetUrl('plex-400.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="preload" href={assetUrl('plex-600.woff2')} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assetUrl('grobund.css')} />
      <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" />
      {props.scripts.map((script) => (
        <script type="module" src={assetUrl(script)}></script>
      ))}
    </head>
  )
}
