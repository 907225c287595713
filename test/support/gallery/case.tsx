import { day } from '#kernel/days.ts'
import { ActionMenu } from '#ui/action-menu.tsx'
import { Ball } from '#ui/ball.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DaySpan, DayTime } from '#ui/day-time.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import type { Lang } from '#ui/lang.ts'
import { Columns, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Owed } from '#ui/owed.tsx'
import { Change, Proposal } from '#ui/proposal.tsx'
import { Chip, State } from '#ui/state.tsx'
import { Steps } from '#ui/steps.tsx'
import { Filter } from '#ui/tabs.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { TextField } from '#ui/text-field.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { type Say, requestId, staffPage } from './frame.tsx'

function menu(lang: Lang, say: Say) {
  return (
    <ActionMenu
      lang={lang}
      steps={[
        {
          kind: 'link',
          name: say('Foreslå ændring', 'Propose a change'),
          consequence: say('Jobcentret har 10 dage til at svare.', 'The job centre has 10 days to answer.'),
          href: '/x',
        },
        {
          kind: 'send',
          name: say('Sæt på pause', 'Pause'),
          consequence: say('De seks måneder står stille. Pladsen beholdes.', 'The six months stand still. The place is kept.'),
          action: '/x',
          requestId,
        },
        {
          kind: 'off',
          name: say('Åbn hovedforløbet', 'Open the main phase'),
          reason: say('Ikke muligt endnu: overgangsmødet mangler.', 'Not possible yet: the transition meeting is missing.'),
        },
      ]}
    />
  )
}

function steps(say: Say) {
  return (
    <Card label={say('Forløbets trin', 'Phases')}>
      <Steps
        items={[
          {
            name: say('Henvisning', 'Referral'),
            when: <DayTime day={day('2015-08-17')} />,
            state: <State kind="done">{say('Modtaget', 'Received')}</State>,
            progress: 'done',
          },
          {
            name: 'Visitation',
            when: <DayTime day={day('2015-09-14')} />,
            state: <State kind="done">{say('Optaget af begge', 'Accepted by both')}</State>,
            progress: 'done',
          },
          {
            name: say('Opkvalificering', 'Qualifying phase'),
            when: <DaySpan from={day('2015-10-05')} until={day('2016-04-18')} />,
            state: <State kind="now">{say('Dag 177 af 183', 'Day 177 of 183')}</State>,
            progress: 'now',
          },
          {
            name: say('Overgang', 'Transition'),
            when: (
              <>
                senest <DayTime day={day('2016-04-18')} />
              </>
            ),
            state: <State kind="due">{say('Møde ikke booket', 'Meeting not booked')}</State>,
            progress: 'next',
          },
          {
            name: say('Hovedforløb', 'Main phase'),
            state: <State kind="none">{say('Ikke startet', 'Not started')}</State>,
            progress: 'next',
          },
        ]}
      />
    </Card>
  )
}

function proposal(lang: Lang, say: Say) {
  const answer = (
    <Form
      action="/x"
      requestId={requestId}
      inline
      buttons={
        <>
          <Button name="answer" value="no">
            {say('Afvis', 'Decline')}
          </Button>
          <Button name="answer" value="yes" icon="check">
            {say('Godkend', 'Approve')}
          </Button>
        </>
      }
    >
      <TextField lang={lang} name="reason" label={say('Din begrundelse', 'Your reason')} width="full" />
    </Form>
  )
  return (
    <Proposal
      id="p1"
      title={say('Forslag: forlæng opkvalificeringen med 14 dage', 'Proposal: extend the qualifying phase by 14 days')}
      state={<Chip kind="wait">{say('Venter på dit svar', 'Waits for your answer')}</Chip>}
      change={
        <Change
          label={say('Slutdato', 'End date')}
          beforeWord={say('før', 'before')}
          afterWord={say('efter', 'after')}
          before="18.04.2016"
          after={<DayTime day={day('2016-05-02')} />}
        />
      }
      source={say('Fra Ibrahim Kaya, Jobcenter Vallensbæk, 08.04.2016.', 'From Ibrahim Kaya, Jobcenter Vallensbæk, 08.04.2016.')}
      answer={answer}
    >
      {say('Amina mangler en samtale og to undervisningsgange.', 'Amina lacks one talk and two classes.')}
    </Proposal>
  )
}

function work(lang: Lang, say: Say) {
  return (
    <>
      {proposal(lang, say)}
      <Notice kind="warn" title={say('Tjek forsørgelsen', 'Check the support basis')}>
        {say('Kontanthjælpen er ikke bekræftet siden 01.02.2016.', 'The benefit has not been confirmed since 01.02.2016.')}
      </Notice>
      <Card title={say('Næste skridt', 'Next steps')} id="next">
        <Tasks
          items={[
            {
              name: say('Finansiel rådgivning, 3. samtale', 'Financial advice, 3rd talk'),
              note: (
                <>
                  <DayTime day={day('2016-04-18')} /> · Hanne Krog
                </>
              ),
              end: <State kind="none">{say('Aftalt', 'Booked')}</State>,
            },
            {
              name: say('Book overgangsmøde', 'Book the transition meeting'),
              note: say('Begge deltager', 'Both take part'),
              end: (
                <ButtonLink href="/x" compact hidden={say('overgangsmøde', 'transition meeting')}>
                  {say('Book', 'Book')}
                </ButtonLink>
              ),
            },
          ]}
        />
      </Card>
      <Card title={say('Fremmøde i opkvalificeringen', 'Attendance')} id="owed" aside={<span class="soft small">19 / 22</span>}>
        <Owed
          lang={lang}
          items={[
            { name: say('Personlig vejledning', 'Personal guidance'), met: 6, needed: 6 },
            { name: say('Moms, undervisning', 'VAT class'), met: 1, needed: 2 },
            { name: say('Finansiel rådgivning', 'Financial advice'), met: 0, needed: 3 },
          ]}
        />
      </Card>
      <Card
        title={say('Tidslinje', 'Timeline')}
        id="timeline"
        aside={
          <Filter
            id="tl"
            plain
            label={say('Vis i tidslinjen', 'Show in the timeline')}
            items={[
              { label: say('Alt', 'All'), href: '/x', current: true },
              { label: say('Møder', 'Meetings'), href: '/y' },
            ]}
          />
        }
      >
        <Timeline
          items={[
            {
              day: day('2016-04-08'),
              icon: 'forum',
              tone: 'wait',
              title: say('Forslag modtaget', 'Proposal received'),
              text: 'Ibrahim Kaya, Jobcenter Vallensbæk',
            },
            {
              day: day('2016-04-05'),
              icon: 'person-remove',
              tone: 'due',
              title: say('Afbud: Moms i praksis', 'Sent word: VAT in practice'),
              text: say('Årsag: barns sygdom.', 'Cause: a child was ill.'),
            },
            {
              day: day('2015-09-14'),
              icon: 'assignment',
              tone: 'done',
              title: say('Afgørelse: optaget', 'Decision: accepted'),
              more: { summary: say('Vis begrundelse', 'Show reasons'), text: say('Begge nøgler drejet.', 'Both keys turned.') },
            },
          ]}
        />
      </Card>
    </>
  )
}

/** A case: phases, one proposal, next steps, what is owed, what happened. */
export function casePage(lang: Lang, say: Say): string {
  return staffPage(
    lang,
    say,
    { title: 'Amina Yıldız, I-2015-001', path: '/cases/1', flash: { kind: 'done', text: say('Notatet er gemt.', 'The note is saved.') } },
    <>
      <Crumbs
        lang={lang}
        items={[{ label: say('Arbejdsliste', 'Worklist'), href: '/worklist' }, { label: say('Sag I-2015-001', 'Case I-2015-001') }]}
      />
      <PageHead
        title="Amina Yıldız"
        chips={
          <>
            <Chip kind="now">{say('Opkvalificering', 'Qualifying phase')}</Chip>
            <Ball lang={lang} letter="N" holder={say('Hos dig', 'With you')} mine day={{ number: 4, of: 10 }} />
            <span class="soft">{say('Plads 1 af 2', 'Place 1 of 2')}, Ishøj–Næstved 2015</span>
          </>
        }
        actions={
          <>
            {menu(lang, say)}
            <ButtonLink kind="primary" href="/x">
              {say('Book overgangsmøde', 'Book transition meeting')}
            </ButtonLink>
          </>
        }
      />
      <Stack>
        {steps(say)}
        <Columns
          main={work(lang, say)}
          side={
            <Card title={say('Om borgeren', 'About the person')} id="person">
              <Facts
                items={[
                  { name: say('CPR-nummer', 'CPR number'), value: '120488-••••' },
                  {
                    name: say('Forsørgelse', 'Support'),
                    value: (
                      <>
                        {say('Kontanthjælp', 'Cash benefit')} <State kind="done">{say('Uændret', 'Unchanged')}</State>
                      </>
                    ),
                  },
                ]}
              />
            </Card>
          }
        />
      </Stack>
    </>,
  )
}
