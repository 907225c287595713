import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner, ore } from '#kernel/money.ts'
import { countText, dayText, kronerText, longDayText, momentText, percentText, timeText, weekdayText } from './format.ts'
import { currentHref } from './nav.tsx'

test('amounts stand as each language writes them', () => {
  expect(kronerText(kroner(1389), 'da')).toBe('1.389\u00a0kr.')
  expect(kronerText(ore(138950n), 'da')).toBe('1.389,50\u00a0kr.')
  expect(kronerText(kroner(1389), 'en')).toBe('DKK\u00a01,389')
  expect(kronerText(ore(-138950n), 'en')).toBe('-DKK\u00a01,389.50')
})

test('days stand short in tables and in words in letters', () => {
  const leap = day('2016-02-29')
  expect(dayText(leap)).toBe('29.02.2016')
  expect(longDayText(leap, 'da')).toBe('29. februar 2016')
  expect(longDayText(leap, 'en')).toBe('29 February 2016')
  expect(weekdayText(leap, 'da')).toBe('mandag')
})

test('a moment is told by Danish clock, in summer and in winter', () => {
  expect(momentText(Temporal.Instant.from('2016-07-01T22:30:00Z'), 'da')).toBe('02.07.2016 kl. 00.30')
  expect(momentText(Temporal.Instant.from('2016-01-01T22:30:00Z'), 'en')).toBe('01.01.2016 at 23:30')
  expect(timeText(new Temporal.PlainTime(9, 5), 'da')).toBe('09.05')
})

test('shares and counts', () => {
  expect(percentText(250, 'da')).toBe('2,5\u00a0%')
  expect(percentText(8300, 'en')).toBe('83%')
  expect(countText(1234567, 'da')).toBe('1.234.567')
})

test('the menu lights up the entry nearest to the page', () => {
  const items = [{ href: '/' }, { href: '/loans' }, { href: '/loans/arrears' }, { href: '/loan' }]
  expect(currentHref(items, '/loans/12')).toBe('/loans')
  expect(currentHref(items, '/loans/arrears/3')).toBe('/loans/arrears')
  expect(currentHref(items, '/')).toBe('/')
  expect(currentHref(items, '/people')).toBeUndefined()
  const ofAgreements = [{ href: '/agreements' }, { href: '/places' }]
  expect(currentHref(ofAgreements, '/agreements/7/places')).toBe('/places')
  expect(currentHref(ofAgreements, '/agreements/7/months')).toBe('/agreements')
  expect(currentHref(ofAgreements, '/agreements/7')).toBe('/agreements')
})
