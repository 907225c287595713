import { day } from '#kernel/days.ts'
import { kroner } from '#kernel/money.ts'
import { Ball } from '#ui/ball.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import type { Lang } from '#ui/lang.ts'
import { Buttons, Stack } from '#ui/layout.tsx'
import { State, type StateKind } from '#ui/state.tsx'
import { Filter, Tabs } from '#ui/tabs.tsx'
import { TileRow, Tiles } from '#ui/tiles.tsx'
import { Moved, Vs } from '#ui/vs.tsx'
import { type Say, galleryDay, staffPage } from './frame.tsx'

type Work = {
  name: string
  number: string
  next: string
  phase: string
  held: number
  of: number
  mine: boolean
  state: StateKind
  due: string
}

function workRows(say: Say): Work[] {
  const phase = say('Opkvalificering', 'Qualifying phase')
  return [
    {
      name: 'Henning Krabbe',
      number: 'N-2015-022',
      next: say('Godkend forretningsplan, version 3', 'Approve business plan, version 3'),
      phase,
      held: 14,
      of: 10,
      mine: true,
      state: 'late',
      due: '2016-04-08',
    },
    {
      name: 'Ane Frost',
      number: 'N-2016-003',
      next: say('Ryk jobcentret for oplysninger', 'Remind the job centre'),
      phase,
      held: 12,
      of: 10,
      mine: false,
      state: 'due',
      due: '2016-04-13',
    },
    {
      name: 'Amina Yıldız',
      number: 'I-2015-001',
      next: say('Besvar forslag om 14 dage mere', 'Answer the proposal'),
      phase,
      held: 4,
      of: 10,
      mine: true,
      state: 'due',
      due: '2016-04-18',
    },
    {
      name: 'Lis Bruun',
      number: 'N-2015-013',
      next: say('Udbetal 2. del af lånet', 'Pay out the 2nd part'),
      phase: say('Lån', 'Loan'),
      held: 2,
      of: 10,
      mine: true,
      state: 'none',
      due: '2016-04-20',
    },
  ]
}

/** The worklist: tiles, tabs, filter, table. */
export function worklistPage(lang: Lang, say: Say): string {
  const stateWords = { late: say('Over frist', 'Overdue'), due: say('Snart', 'Soon'), none: say('I god tid', 'In good time') } as Record<
    StateKind,
    string
  >
  const columns: Column<Work>[] = [
    { heading: say('Borger', 'Person'), cell: (row) => row.name },
    { heading: say('Sag', 'Case'), cell: (row) => row.number, nowrap: true, bare: true },
    { heading: say('Næste handling', 'Next action'), cell: (row) => <a href="/x">{row.next}</a>, wide: true },
    { heading: say('Fase', 'Phase'), cell: (row) => row.phase, nowrap: true },
    {
      heading: say('Hvem har bolden', 'Who has the ball'),
      cell: (row) => (
        <Ball
          lang={lang}
          letter={row.mine ? 'N' : 'V'}
          holder={row.mine ? say('Hos dig', 'With you') : say('Hos Vallensbæk', 'With Vallensbæk')}
          mine={row.mine}
          day={{ number: row.held, of: row.of }}
        />
      ),
    },
    { heading: say('Tilstand', 'State'), cell: (row) => <State kind={row.state}>{stateWords[row.state]}</State> },
    { heading: say('Frist', 'Due'), cell: (row) => <DayTime day={day(row.due)} />, num: true, sort: { href: '/x', now: 'ascending' } },
  ]
  return staffPage(
    lang,
    say,
    { title: say('Arbejdsliste', 'Worklist'), path: '/worklist' },
    <>
      <PageHead
        title={say('Arbejdsliste', 'Worklist')}
        actions={
          <>
            <ButtonLink href="/x" icon="download">
              {say('Hent som regneark', 'Download')}
            </ButtonLink>
            <ButtonLink kind="primary" href="/y" icon="plus">
              {say('Ny henvisning', 'New referral')}
            </ButtonLink>
          </>
        }
      />
      <TileRow
        items={[
          { figure: 2, label: say('over frist', 'overdue'), href: '/a', tone: 'late' },
          { figure: 8, label: say('frist inden for 7 dage', 'due within 7 days'), href: '/b', tone: 'due' },
          { figure: 3, label: say('forslag venter på svar', 'proposals await an answer'), href: '/c' },
          { figure: say('1 af 2', '1 of 2'), label: say('pladser optaget, Ishøj', 'places taken, Ishøj'), href: '/d' },
        ]}
      />
      <Tabs
        label={say('Lister', 'Lists')}
        items={[
          { label: say('Mine', 'Mine'), href: '/a', count: 15, current: true },
          { label: say('Ufordelte', 'Unassigned'), href: '/b', count: 2 },
          { label: say('Venter på andre', 'Waiting for others'), href: '/c', count: 9 },
        ]}
      />
      <Filter
        id="news"
        label={say('Nyt på sagen:', 'News:')}
        items={[
          { label: say('Alt', 'All'), href: '/a', count: 15, current: true },
          { label: say('Forslag', 'Proposals'), href: '/b', count: 1 },
        ]}
        end={say('Viser 4 af 15', 'Showing 4 of 15')}
      />
      <DataTable id="work" caption={say('Mine sager', 'My cases')} hideCaption columns={columns} rows={workRows(say)} phone="work" />
      <Empty
        title={say('Der er ikke flere sager', 'There are no more cases')}
        action={<ButtonLink href="/x">{say('Se afsluttede', 'See closed')}</ButtonLink>}
      >
        {say('Nye sager kommer her, når de bliver fordelt til dig.', 'New cases come here when they are assigned to you.')}
      </Empty>
    </>,
  )
}

type Instalment = { number: number; due: string; paid: string; state: StateKind; word: string }

function instalments(say: Say): Instalment[] {
  return Array.from({ length: 12 }, (_, index) => {
    const state: StateKind = index < 7 ? 'done' : index === 7 ? 'late' : index === 8 ? 'now' : 'none'
    const word = {
      done: say('Betalt', 'Paid'),
      late: say('Mangler', 'Missing'),
      now: say('Næste', 'Next'),
      none: say('Kommer', 'To come'),
      wait: '',
      due: '',
      stop: '',
    }[state]
    return {
      number: index + 1,
      due: day('2015-08-15').add({ months: index }).toString(),
      paid: state === 'done' ? '1.000' : state === 'late' ? '600' : '',
      state,
      word,
    }
  })
}

function plans(lang: Lang, say: Say) {
  const plan = (moved: boolean): Column<number>[] => [
    { heading: 'Nr.', cell: (row) => row },
    {
      heading: say('Betales senest', 'Pay by'),
      num: true,
      cell: (row) =>
        moved ? (
          <Moved before={<DayTime day={galleryDay.add({ months: row })} />} after={<DayTime day={galleryDay.add({ months: row + 2 })} />} />
        ) : (
          <DayTime day={galleryDay.add({ months: row })} />
        ),
    },
    { heading: say('Beløb', 'Amount'), num: true, cell: () => kronerText(kroner(1000), lang), total: kronerText(kroner(3000), lang) },
  ]
  return (
    <Card title={say('Anmodning om henstand', 'Request for deferral')} id="deferral">
      <Vs
        before={
          <DataTable id="plan-now" caption={say('Plan i dag', 'Plan today')} columns={plan(false)} rows={[1, 2, 3]} mini phone="scroll" />
        }
        after={
          <DataTable
            id="plan-then"
            caption={say('Plan efter henstand', 'Plan after deferral')}
            columns={plan(true)}
            rows={[1, 2, 3]}
            mini
            phone="scroll"
          />
        }
      />
      <Buttons>
        <ButtonLink kind="primary" href="/x">
          {say('Bevilg to måneder', 'Grant two months')}
        </ButtonLink>
        <ButtonLink href="/y">{say('Afslå med begrundelse', 'Refuse with reasons')}</ButtonLink>
      </Buttons>
    </Card>
  )
}

/** A loan: four questions, the deferral side by side, the plan with what is to come folded on a phone. */
export function loanPage(lang: Lang, say: Say): string {
  const columns: Column<Instalment>[] = [
    { heading: 'Nr.', cell: (row) => row.number, num: true, total: say('I alt', 'Total') },
    { heading: say('Betales senest', 'Pay by'), cell: (row) => <DayTime day={day(row.due)} />, num: true },
    { heading: say('Beløb', 'Amount'), cell: () => '1.000', num: true, total: '12.000' },
    { heading: say('Betalt', 'Paid'), cell: (row) => row.paid, num: true, total: '7.600' },
    { heading: say('Tilstand', 'State'), cell: (row) => <State kind={row.state}>{row.word}</State> },
  ]
  return staffPage(
    lang,
    say,
    { title: say('Lån til Karim Haddad', 'Loan to Karim Haddad'), path: '/loans/1' },
    <>
      <PageHead title={say('Lån til Karim Haddad', 'Loan to Karim Haddad')} />
      <Tiles
        items={[
          {
            label: say('Hvor meget er tilbage?', 'How much is left?'),
            figure: kronerText(kroner(16400), lang),
            note: say('7.600 kr. af 24.000 kr. betalt', 'DKK 7,600 of 24,000 paid'),
          },
          {
            label: say('Hvad er det næste?', 'What is next?'),
            figure: kronerText(kroner(1000), lang),
            note: (
              <>
                {say('Rate 9, senest', 'No. 9, by')} <DayTime day={day('2016-04-15')} />
              </>
            ),
          },
          {
            label: say('Er noget for sent?', 'Is anything late?'),
            figure: kronerText(kroner(400), lang),
            note: say('Rate 8, 28 dage for sent', 'No. 8, 28 days late'),
            tone: 'late',
          },
          { label: say('Hvem skal handle?', 'Who must act?'), figure: say('Dig', 'You') },
        ]}
      />
      <Stack>
        {plans(lang, say)}
        <section aria-labelledby="plan-h">
          <div class="g-card-head">
            <h2 id="plan-h">{say('Afdragsplan', 'Plan')}</h2>
          </div>
          <DataTable
            id="plan"
            caption={say('Rater', 'Instalments')}
            hideCaption
            columns={columns}
            rows={instalments(say)}
            tone={(row) => (row.state === 'late' ? 'late' : row.state === 'now' ? 'now' : undefined)}
            isLater={(row) => row.state === 'none'}
            laterText={say('Vis eller skjul de 3 kommende rater', 'Show or hide the 3 to come')}
            phone="tight"
          />
        </section>
      </Stack>
    </>,
  )
}
