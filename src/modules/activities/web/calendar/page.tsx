import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { dayOf } from '#kernel/days.ts'
import type { CalendarKind, CalendarLink } from '../../store/calendar-links.ts'
import { texts } from '../../texts/texts.ts'

/** A calendar one can have a link to, with the link it has now. */
export type OfferedCalendar = { kind: CalendarKind; subjectId: string; name: string; link: CalendarLink | null }

/** The links to one's calendars: made, shown once, revoked. `path` is where its forms go, `fresh` a link just made. */
export function CalendarPage(props: {
  call: Call
  path: string
  calendars: readonly OfferedCalendar[]
  fresh: { name: string; url: string } | null
}) {
  const { call, path, fresh } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.calendarTitle}>
      <PageHead title={say.calendarTitle} intro={say.calendarIntro} />
      <Stack>
        {fresh === null ? null : (
          <Notice kind="done" title={say.calendarFresh(fresh.name)}>
            <p>
              <code class="g-break">{fresh.url}</code>
            </p>
            <p>{say.calendarOnce}</p>
          </Notice>
        )}
        {props.calendars.map((calendar) => (
          <Card title={calendar.name} id={`calendar-${calendar.subjectId}`}>
            <p>{calendar.link === null ? say.calendarNone : say.calendarSince(dayText(dayOf(calendar.link.madeAt)))}</p>
            <div class="g-actions">
              <Form
                action={path}
                requestId={call.newRequestId()}
                hidden={{ kind: calendar.kind, subject: calendar.subjectId }}
                inline
                label={calendar.name}
              >
                <Button kind={calendar.link === null ? 'primary' : 'secondary'}>
                  {calendar.link === null ? say.calendarMake : say.calendarRemake}
                </Button>
              </Form>
              {calendar.link === null ? null : (
                <Form action={`${path}/${calendar.link.id}/revoke`} requestId={call.newRequestId()} inline label={say.calendarRevoke}>
                  <Button kind="secondary">{say.calendarRevoke}</Button>
                </Form>
              )}
            </div>
          </Card>
        ))}
      </Stack>
    </Page>
  )
}
