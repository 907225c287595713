import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day as theDay } from '#kernel/days.ts'
import { kroner as ofKroner } from '#kernel/money.ts'
import { rawChoices, readForm, summaryOf } from './form-data.ts'
import { choice, choices, day, email, flag, id, kroner, optional, percent, text, time, whole } from './form-fields.ts'

const fields = {
  name: text({ max: 5 }),
  due: day({ min: theDay('2016-01-01'), max: theDay('2016-12-31') }),
  amount: kroner({ min: ofKroner(1000), max: ofKroner(50000), whole: true }),
  purpose: choice(['stock', 'machines']),
  days: choices(['mon', 'tue', 'wed']),
  terms: flag({ required: true }),
  note: optional(text({ max: 10 })),
}

test('a form filled well gives values of the right kinds', () => {
  const reading = readForm(fields, {
    name: ' Ane ',
    due: '29.2.2016',
    amount: '1.389',
    purpose: 'stock',
    days: ['wed', 'mon'],
    terms: 'yes',
    note: '',
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusal))
  expect(reading.value).toMatchObject({ name: 'Ane', amount: 138900n, purpose: 'stock', days: ['mon', 'wed'], terms: true, note: null })
  expect(reading.value.due.toString()).toBe('2016-02-29')
})

test('every problem is told at once, and what was typed is kept', () => {
  const reading = readForm(fields, {
    name: 'for langt',
    due: '29.02.2015',
    amount: '75.000',
    purpose: 'gold',
    days: 'sun',
    note: 'x'.repeat(11),
  })
  expect(reading.ok).toBe(false)
  if (reading.ok) return
  expect(reading.refusal).toEqual({
    name: { kind: 'too_long', max: 5, length: 9 },
    due: { kind: 'day_unreal' },
    amount: { kind: 'amount_above', max: ofKroner(50000) },
    purpose: { kind: 'not_in_list' },
    days: { kind: 'not_in_list' },
    terms: { kind: 'not_confirmed' },
    note: { kind: 'too_long', max: 10, length: 11 },
  })
  expect(reading.raw).toMatchObject({ name: 'for langt', due: '29.02.2015', amount: '75.000' })
})

test('nothing sent is told as missing in the words of its kind', () => {
  const reading = readForm(fields, new FormData())
  expect(reading.ok ? {} : reading.refusal).toEqual({
    name: { kind: 'missing' },
    due: { kind: 'missing_day' },
    amount: { kind: 'missing_amount' },
    purpose: { kind: 'missing_choice' },
    terms: { kind: 'not_confirmed' },
  })
})

test('the summary follows the order of the form and names each field', () => {
  const reading = readForm({ due: fields.due, amount: fields.amount }, { due: '', amount: '500' })
  if (reading.ok) throw new Error('read')
  expect(summaryOf(reading.refusal, { amount: 'Beløb', due: 'Dato' }, 'da')).toEqual([
    { field: 'amount', label: 'Beløb', text: 'Beløbet skal være mindst 1.000\u00a0kr.' },
    { field: 'due', label: 'Dato', text: 'Skriv en dato' },
  ])
})

const cases: [string, { read: (texts: readonly string[]) => { ok: boolean } }, string, unknown][] = [
  ['a day before the first', day({ min: theDay('2016-04-12') }), '11.04.2016', { kind: 'day_before', min: theDay('2016-04-12') }],
  ['øre where only kroner go', kroner({ whole: true }), '10,50', { kind: 'amount_not_whole' }],
  ['words where only kroner go', kroner({ whole: true }), 'ti tusind', { kind: 'amount_not_whole' }],
  ['a negative amount', kroner(), '-5', { kind: 'amount_below', min: 0n }],
  ['half a number', whole({ min: 1, max: 60 }), '2,5', { kind: 'number_malformed' }],
  ['a number too great', whole({ min: 1, max: 60 }), '61', { kind: 'number_above', max: 60 }],
  ['a per cent above the highest', percent({ min: 0, max: 1000 }), '10,01', { kind: 'number_above', max: 10 }],
  ['a time that is none', time(), '24.00', { kind: 'time_malformed' }],
  ['an id that is none', id(), 'abc', { kind: 'id_malformed' }],
  ['an address without a domain', email(), 'navn@eksempel', { kind: 'email_malformed' }],
]

test.each(cases)('%s is refused', (_, field, typed, refusal) => {
  expect(field.read([typed])).toEqual({ ok: false, refusal })
})

test('percent and time read as people write them', () => {
  expect(percent({ min: 0, max: 10000 }).read(['2,5 %'])).toEqual({ ok: true, value: 250 })
  expect(time().read(['9.05'])).toMatchObject({ ok: true })
})

test('text keeps no NUL and counts characters, not code units', () => {
  expect(text({ max: 2 }).read(['\u{1F331}\u{1F331}\0'])).toEqual({ ok: true, value: '\u{1F331}\u{1F331}' })
  expect(text({ max: 9 }).read(['a\r\nb'])).toEqual({ ok: true, value: 'a\nb' })
})

test('whatever is sent, reading never throws and always keeps what was typed', () => {
  const anything = fc.dictionary(
    fc.constantFrom(...Object.keys(fields), '__proto__', 'constructor'),
    fc.oneof(fc.string(), fc.array(fc.string()), fc.integer(), fc.constant(null)),
  )
  fc.assert(
    fc.property(anything, (body) => {
      const reading = readForm(fields, body)
      return Object.keys(reading.raw).length === Object.keys(fields).length
    }),
  )
})

test('ticked values come back from what was typed', () => {
  const reading = readForm({ days: fields.days }, new URLSearchParams('days=mon&days=tue'))
  expect(rawChoices(reading.raw.days)).toEqual(['mon', 'tue'])
  expect(rawChoices(undefined)).toEqual([])
})
