import { expect, test } from 'vitest'
import { noticeKinds } from '../src/modules/notices/domain/kinds.ts'
import { noticesPage, untold } from './notices-table.ts'

test('the page has a row for every kind, with who, when and whether the mail can be chosen', () => {
  const page = noticesPage()
  expect(page.match(/^\| .* \| (always|by choice) \|$/gm)).toHaveLength(noticeKinds.length)
  expect(page).toContain('8 months, 6 months, 3 months, 14 days, 7 days before the end')
  expect(page).toContain('| caseworker, programme manager |  | at once | by choice |')
})

test('no row of the table is told by nobody', () => {
  expect(untold()).toEqual([])
})
