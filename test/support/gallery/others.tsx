import { type Day, addMonths, day } from '#kernel/days.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { CalendarKey } from '#ui/calendar-key.tsx'
import { Cast } from '#ui/cast.tsx'
import { Appointments, Hero, WhoSees } from '#ui/citizen.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import type { Lang } from '#ui/lang.ts'
import { Buttons, Fold, Halves, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { type CalendarMonth, PlaceCalendar, type Slot } from '#ui/place-calendar.tsx'
import { Criterion, Key, ScorePick, View } from '#ui/score.tsx'
import { State } from '#ui/state.tsx'
import { Path } from '#ui/steps.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Say, galleryDay, otherPage, requestId, staffPage } from './frame.tsx'

/** The joint assessment: two views, one agreed score, two keys. */
export function intakePage(lang: Lang, say: Say): string {
  const view = (who: string, score: number, reason: string) => (
    <View
      lang={lang}
      who={who}
      score={score}
      of={4}
      reason={reason}
      basis={say('Bygger på samtale 06.04.2016', 'Rests on a talk on 06.04.2016')}
    />
  )
  return staffPage(
    lang,
    say,
    { title: 'Visitation', path: '/intakes/1' },
    <>
      <PageHead title={say('Fælles visitation', 'Joint assessment')} />
      <Stack>
        <Card
          title={say('Økonomi', 'Economy')}
          id="c1"
          flush
          aside={<State kind="due">{say('To point fra hinanden', 'Two points apart')}</State>}
        >
          <Form action="/x" requestId={requestId}>
            <Criterion
              one={view('Næstved · Mette Holm', 2, say('“Har to afdragsordninger i forvejen.”', '“Has two repayment plans already.”'))}
              other={view(
                'Jobcenter Vallensbæk · Ibrahim Kaya',
                4,
                say('“Har overholdt begge i to år.”', '“Has kept both for two years.”'),
              )}
              agreed={
                <>
                  <ScorePick name="agreed" legend={say('Fælles score', 'Agreed score')} scores={[1, 2, 3, 4]} value="3" />
                  <TextArea lang={lang} name="note" label={say('Hvorfor', 'Why')} rows={2} />
                </>
              }
            />
          </Form>
        </Card>
        <Halves>
          <Key
            turned
            letter="V"
            name="Jobcenter Vallensbæk"
            note={say('Ibrahim Kaya, 11.04.2016', 'Ibrahim Kaya, 11.04.2016')}
            end={<State kind="done">{say('Nøgle drejet', 'Key turned')}</State>}
          />
          <Key
            turned={false}
            letter="N"
            name="Næstved Kommune"
            note={say('Venter på dig', 'Waits for you')}
            end={<Button kind="primary">{say('Drej nøglen', 'Turn the key')}</Button>}
          />
        </Halves>
      </Stack>
    </>,
  )
}

function calendarMonth(first: Day, say: Say): CalendarMonth {
  const end = first.with({ day: first.daysInMonth })
  const taken: Slot = { from: first, until: first.with({ day: 17 }), use: 'occupied', label: say('A.Y. optaget', 'A.Y. taken') }
  const rest: Slot = { from: first.with({ day: 18 }), until: end, use: 'planned', label: say('Planlagt', 'Planned'), href: '/x' }
  const free: Slot = { from: first, until: first.with({ day: 9 }), use: 'free', label: say('Fri 9 dage', 'Free, 9 days') }
  const pause: Slot = { from: first.with({ day: 10 }), until: first.with({ day: 14 }), use: 'pause', label: 'Pause' }
  const reserved: Slot = { from: first.with({ day: 15 }), until: end, use: 'reserved', label: say('Reserveret', 'Reserved') }
  return {
    first,
    places: [
      { number: 1, slots: [taken, rest] },
      { number: 2, slots: [free, pause, reserved] },
    ],
    sums: ['9', '1.836'],
  }
}

/** The places of an agreement over some months, February among them. */
export function placesPage(lang: Lang, say: Say): string {
  return staffPage(
    lang,
    say,
    { title: say('Pladser', 'Places'), path: '/places' },
    <>
      <PageHead title={say('Pladser: Ishøj køber hos Næstved', 'Places: Ishøj buys from Næstved')} />
      <Card
        title={say('Aftaleåret, dag for dag', 'The year, day by day')}
        id="year"
        aside={
          <CalendarKey
            lang={lang}
            items={[
              { use: 'occupied', label: say('Optaget', 'Taken') },
              { use: 'planned', label: say('Planlagt', 'Planned') },
              { use: 'reserved', label: say('Reserveret', 'Reserved') },
              { use: 'pause', label: 'Pause' },
              { use: 'free', label: say('Fri', 'Free') },
              { use: 'today', label: say('I dag', 'Today') },
            ]}
          />
        }
      >
        <PlaceCalendar
          lang={lang}
          caption={say('Pladsernes brug', 'How the places are used')}
          sumHeadings={[say('Fri', 'Free'), say('Kr.', 'DKK')]}
          totals={['27', '5.508']}
          today={galleryDay}
          months={[-2, -1, 0].map((months) => calendarMonth(addMonths(day('2016-04-01'), months), say))}
        />
      </Card>
    </>,
  )
}

/** The citizen's own way. */
export function citizenPage(lang: Lang, say: Say): string {
  return otherPage(
    lang,
    say,
    { title: say('Min vej', 'My way'), kind: 'citizen' },
    <>
      <h1>{say('Hej Amina', 'Hello Amina')}</h1>
      <Hero
        id="now"
        title={say('Nu: du er i opkvalificering', 'Now: you are in the qualifying phase')}
        progress={{
          part: 177,
          whole: 183,
          start: say('Dag 177 af 183', 'Day 177 of 183'),
          end: say('Slutter 18.04.2016', 'Ends 18.04.2016'),
        }}
      >
        {say(
          'Du lærer om regnskab, skat og moms og får hjælp til din plan.',
          'You learn about accounts, tax and VAT and get help with your plan.',
        )}
      </Hero>
      <Notice kind="info">{say('Du skal ikke gøre noget lige nu.', 'You need do nothing right now.')}</Notice>
      <Card title={say('Din vej', 'Your way')} id="way">
        <Path
          items={[
            { name: say('Henvist', 'Referred'), when: say('Færdig 17.08.2015', 'Done 17.08.2015'), progress: 'done' },
            { name: say('Opkvalificering', 'Qualifying phase'), when: say('Her er du nu', 'You are here now'), progress: 'now' },
            { name: say('Hovedforløb', 'Main phase'), when: say('Seks måneder', 'Six months'), progress: 'next' },
          ]}
        />
      </Card>
      <Card title={say('Dine aftaler', 'Your appointments')} id="dates">
        <Appointments
          lang={lang}
          items={[
            {
              day: day('2016-04-14'),
              title: say('Erhvervscoaching', 'Business coaching'),
              text: say('Torsdag kl. 10.00 med Søren Bjerg.', 'Thursday at 10:00 with Søren Bjerg.'),
              action: { href: '/x', label: say('Flyt eller meld afbud', 'Move or cancel') },
            },
            { day: day('2016-04-26'), title: say('Moms i praksis', 'VAT in practice'), text: say('Tirsdag kl. 9.00.', 'Tuesday at 9:00.') },
          ]}
        />
        <Buttons>
          <ButtonLink href="/x">{say('Se alle aftaler', 'See all appointments')}</ButtonLink>
        </Buttons>
      </Card>
      <Card title={say('Hvem ser hvad om dig?', 'Who sees what about you?')} id="who">
        <WhoSees
          items={[
            { who: 'Næstved Kommune', what: say('Din plan, dit fremmøde og dine samtaler', 'Your plan, your attendance and your talks') },
            { who: say('Politikerne', 'The politicians'), what: say('Kun samlede tal', 'Totals only') },
          ]}
        />
        <Fold summary={say('Hvad betyder det?', 'What does it mean?')}>
          <p>{say('Aldrig noget om dig alene.', 'Never anything about you alone.')}</p>
        </Fold>
      </Card>
    </>,
  )
}

/** The demo's start page. */
export function startPage(lang: Lang, say: Say): string {
  const member = (id: string, name: string, note: string) => ({ id, name, initials: name.slice(0, 2).toUpperCase(), note })
  return otherPage(
    lang,
    say,
    { title: 'Demo', kind: 'bare', wide: true },
    <>
      <div class="g-intro">
        <div>
          <h1>{say('Fra første henvisning til sidste afdrag', 'From the first referral to the last instalment')}</h1>
          <p>
            {say(
              'Grobund driver mikrolånsforløb for borgere, der vil starte egen virksomhed.',
              'Grobund runs microloan programmes for people who start a business.',
            )}
          </p>
        </div>
        <Card next label={say('Demoens ur', 'The clock of the demo')}>
          <p class="soft">{say('I dag er 12. april 2016', 'Today is 12 April 2016')}</p>
        </Card>
      </div>
      <h2>{say('Hvem vil du logge ind som?', 'Whom will you sign in as?')}</h2>
      <Cast
        action="/demo/sign-in"
        field="person_id"
        groups={[
          {
            title: 'Ishøj Kommune',
            text: say('Køber op til 2 pladser.', 'Buys up to 2 places.'),
            members: [member('1', 'Birgitte Falk', say('Erhvervschef', 'Business Director'))],
          },
          {
            title: 'Jobcenter Vallensbæk',
            text: say('Henviser borgeren.', 'Refers the person.'),
            members: [member('2', 'Ibrahim Kaya', say('Sagsbehandler', 'Caseworker'))],
          },
          {
            title: 'Næstved Kommune',
            text: say('Står for forløbet.', 'Runs the programme.'),
            members: [member('3', 'Mette Holm', say('Programleder', 'Programme manager')), member('4', 'Søren Bjerg', 'Coach')],
            shape: 'tall',
          },
          {
            title: say('Borgere', 'Citizens'),
            text: say('Ser deres egen vej.', 'See their own way.'),
            members: [
              member('5', 'Amina Yıldız', say('Syværksted', 'Sewing')),
              member('6', 'Karim Haddad', say('Varekørsel', 'Deliveries')),
            ],
            shape: 'people',
          },
        ]}
      />
    </>,
  )
}

/** Signing in. */
export function signInPage(lang: Lang, say: Say): string {
  return otherPage(
    lang,
    say,
    { title: say('Log ind', 'Sign in'), kind: 'bare' },
    <>
      <h1>{say('Log ind', 'Sign in')}</h1>
      <Notice kind="error">
        {say('E-mail eller adgangskode passer ikke. Prøv igen.', 'The email or the password does not fit. Try again.')}
      </Notice>
      <Form action="/sign-in" requestId={requestId} buttons={<Button kind="primary">{say('Log ind', 'Sign in')}</Button>}>
        <TextField lang={lang} name="email" label={say('E-mail', 'Email')} type="email" autocomplete="username" />
        <TextField lang={lang} name="password" label={say('Adgangskode', 'Password')} type="password" autocomplete="current-password" />
      </Form>
    </>,
  )
}
