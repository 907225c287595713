import type { Child } from 'hono/jsx'
import { day } from '#kernel/days.ts'
import type { Lang } from '#ui/lang.ts'
import { Page, type PageProps } from '#ui/page.tsx'
import { renderPage } from '#ui/render-page.ts'

/** Says one of two texts: the gallery's own words need no module of texts. */
export type Say = (da: string, en: string) => string

/** A page of the gallery: what it shows in a language. */
export type GalleryPage = (lang: Lang, say: Say) => string

/** The gallery's day. */
export const galleryDay = day('2016-04-12')

/** A request id for forms that are never sent. */
export const requestId = '00000000-0000-4000-8000-000000000000'

function staffNav(say: Say): PageProps['nav'] {
  return [
    {
      heading: say('Dagen', 'The day'),
      items: [
        { href: '/worklist', label: say('Arbejdsliste', 'Worklist'), icon: 'checklist', count: 15 },
        { href: '/proposals', label: say('Forslag', 'Proposals'), icon: 'forum', count: 3 },
        { href: '/calendar', label: say('Kalender', 'Calendar'), icon: 'calendar-month' },
      ],
    },
    {
      heading: say('Programmet', 'The programme'),
      items: [
        { href: '/cases', label: say('Sager', 'Cases'), icon: 'folder-open' },
        { href: '/intakes', label: say('Visitation', 'Intake'), icon: 'assignment', count: 2 },
        { href: '/places', label: say('Pladser', 'Places'), icon: 'view-in-list' },
        { href: '/registers', label: say('Fremmøde', 'Attendance'), icon: 'groups' },
        { href: '/loans', label: say('Lån', 'Loans'), icon: 'payments', count: 2 },
      ],
    },
    {
      heading: say('Viden', 'Knowledge'),
      items: [{ href: '/evaluation', label: say('Evaluering', 'Evaluation'), icon: 'analytics' }],
    },
  ]
}

/** A staff page of the gallery. */
export function staffPage(
  lang: Lang,
  say: Say,
  facts: { title: string; path: string; hasErrors?: boolean; flash?: PageProps['flash'] },
  children: Child,
): string {
  return renderPage(
    <Page
      title={facts.title}
      lang={lang}
      kind="staff"
      user={{ name: 'Mette Holm', initials: 'MH', roleText: say('Programleder', 'Programme manager'), organisation: 'Næstved Kommune' }}
      nav={staffNav(say)}
      currentPath={facts.path}
      clockDay={galleryDay}
      alternateHref="?lang=en"
      flash={facts.flash}
      hasErrors={facts.hasErrors ?? false}
      footer={[{ href: '/accessibility', label: say('Tilgængelighedserklæring', 'Accessibility statement') }]}
    >
      {children}
    </Page>,
  )
}

/** A page of the gallery outside the staff's shell. */
export function otherPage(
  lang: Lang,
  say: Say,
  facts: { title: string; kind: 'citizen' | 'bare'; wide?: boolean },
  children: Child,
): string {
  const citizen = facts.kind === 'citizen'
  return renderPage(
    <Page
      title={facts.title}
      lang={lang}
      kind={facts.kind}
      user={citizen ? { name: 'Amina Yıldız', initials: 'AY', roleText: say('Borger', 'Citizen'), organisation: '' } : null}
      nav={
        citizen
          ? [
              {
                heading: '',
                items: [
                  { href: '/my-way', label: say('Min vej', 'My way'), icon: 'home' },
                  { href: '/my-messages', label: say('Beskeder', 'Messages'), icon: 'email', count: 1 },
                ],
              },
            ]
          : []
      }
      currentPath="/my-way"
      clockDay={galleryDay}
      alternateHref="?lang=en"
      wide={facts.wide ?? false}
      footer={[{ href: '/accessibility', label: say('Tilgængelighedserklæring', 'Accessibility statement') }]}
    >
      {children}
    </Page>,
  )
}
