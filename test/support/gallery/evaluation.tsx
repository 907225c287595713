import { Bar, HiddenBar } from '#ui/bar.tsx'
import { Card } from '#ui/card.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Figure, Keys } from '#ui/figure.tsx'
import { PageHead } from '#ui/head.tsx'
import type { Lang } from '#ui/lang.ts'
import { Stack, Thirds } from '#ui/layout.tsx'
import { State } from '#ui/state.tsx'
import { type Say, staffPage } from './frame.tsx'

type Funnel = { step: string; own: number | null; other: number }

/** The evaluation: figures with what they rest on, bars in the table, suppressed figures without a length. */
export function evaluationPage(lang: Lang, say: Say): string {
  const columns: Column<Funnel>[] = [
    { heading: say('Trin', 'Step'), cell: (row) => row.step, wide: true },
    { heading: 'Mikrolån', cell: (row) => row.own ?? '1–4', num: true },
    {
      heading: say('Andel', 'Share'),
      cell: (row) => (row.own === null ? <HiddenBar /> : <Bar part={row.own} whole={12} square />),
      bar: true,
    },
    { heading: 'Iværksætterhuset', cell: (row) => row.other, num: true },
    { heading: say('Andel der', 'Share there'), cell: (row) => <Bar part={row.other} whole={64} series="other" square />, bar: true },
  ]
  const rows = [
    { step: say('Henvist', 'Referred'), own: 12, other: 64 },
    { step: say('Egnet', 'Suitable'), own: null, other: 52 },
    { step: say('Gennem overgangen', 'Through the transition'), own: 0, other: 36 },
  ]
  return staffPage(
    lang,
    say,
    { title: say('Evaluering', 'Evaluation'), path: '/evaluation' },
    <>
      <PageHead
        title={say('Evaluering', 'Evaluation')}
        intro={say('Aftalen udløber 30.09.2016.', 'The agreement expires on 30.09.2016.')}
      />
      <Stack>
        <Thirds>
          <Figure
            title={say('Henvist', 'Referred')}
            figure="12"
            basis="n = 12"
            state={<State kind="done">{say('Målet er nået', 'Target met')}</State>}
          />
          <Figure
            title={say('Pladser brugt', 'Places used')}
            figure="83 %"
            basis="n = 324 / 390"
            state={<State kind="due">{say('Under målet', 'Below target')}</State>}
          />
          <Figure
            title={say('Fri af ydelse', 'Free of benefits')}
            figure="–"
            basis="n = 0"
            state={<State kind="wait">{say('For tidligt at sige', 'Too early to say')}</State>}
          />
        </Thirds>
        <Card
          title={say('Hvor mange kommer hvor langt?', 'How many come how far?')}
          id="funnel"
          aside={
            <Keys
              label={say('Signaturer', 'Key')}
              items={[
                { series: 'own', label: 'Mikrolån' },
                { series: 'hidden', label: say('Mellem 1 og 4', 'Between 1 and 4') },
                { series: 'other', label: 'Iværksætterhuset' },
              ]}
            />
          }
        >
          <DataTable
            id="funnel-table"
            caption={say('Tragten', 'The funnel')}
            hideCaption
            columns={columns}
            rows={rows}
            inCard
            phone="funnel"
          />
        </Card>
      </Stack>
    </>,
  )
}
