import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { type RecordFacts, hoursText, recordSheet } from './sheet.ts'

const run: RecordFacts['run'] = {
  caseNumber: 'I-2015-001',
  state: 'after_care',
  run: { startsOn: day('2015-10-05'), endedOn: day('2015-12-18'), outcome: 'ended_early' },
}
const facts: RecordFacts = {
  name: 'Jonas Bech',
  run,
  attended: [
    { phase: 'qualifying', activity: 'vat_class', times: 2, minutes: 330 },
    { phase: 'qualifying', activity: 'business_coaching', times: 1, minutes: 60 },
  ],
  names: new Map([['vat_class', 'Moms']]),
  plan: { approvedOn: null, idea: 'Cykler hjemme hos kunden' },
  business: [],
  sender: 'Næstved Kommune',
  on: day('2016-01-04'),
  lang: 'da',
}

test('whoever ended early takes along what they took part in, hours added up, and their idea', () => {
  const { blocks } = recordSheet(facts)
  expect(blocks[0]).toEqual({ kind: 'paragraph', text: 'Jonas Bech har deltaget i et mikrolånsforløb fra 05.10.2015 til 18.12.2015.' })
  expect(blocks[1]).toEqual({ kind: 'paragraph', text: 'Forløbet sluttede før tid.' })
  expect(blocks.find(({ kind }) => kind === 'terms')).toMatchObject({
    rows: [
      ['Opkvalificering: Moms', '2 gange, 5,5 timer'],
      ['Opkvalificering: business_coaching', '1 gang, 1 time'],
      ['I alt', '3 gange, 6,5 timer'],
    ],
  })
  expect(blocks).toContainEqual({ kind: 'paragraph', text: 'Cykler hjemme hos kunden' })
})

test('how a run ended is said, whichever way, and nothing while it goes on', () => {
  const said = (outcome: RecordFacts['run']['run']['outcome']) => {
    const ended = recordSheet({ ...facts, run: { ...run, run: { ...run.run, outcome } } }).blocks[1]
    return ended?.kind === 'paragraph' ? ended.text : ended?.kind
  }
  expect(said('completed')).toBe('Hele forløbet er gennemført.')
  expect(said('completed_first_phase')).toBe('Den første del, opkvalificeringen, er gennemført.')
  expect(said(null)).toBe('heading')
})

test('hours are told to the quarter', () => {
  expect([0, 45, 60, 90, 100].map((minutes) => hoursText(minutes, 'da'))).toEqual(['0', '0,75', '1', '1,5', '1,75'])
})

test('whoever ended without a register is not told that there is none yet', () => {
  const told = (endedOn: RecordFacts['run']['run']['endedOn']) =>
    recordSheet({ ...facts, attended: [], run: { ...run, run: { ...run.run, endedOn } } }).blocks
  expect(told(day('2015-12-18'))).toContainEqual({ kind: 'paragraph', text: 'Der blev ikke registreret fremmøde.' })
  expect(told(null)).toContainEqual({ kind: 'paragraph', text: 'Der er ikke registreret fremmøde endnu.' })
})
