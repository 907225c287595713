import { expect, test } from 'vitest'
import { statesPage } from './state-machines.ts'

test('the page names every machine, draws it, and says who may take a step', () => {
  const page = statesPage()
  for (const title of ['Referral', 'Place', 'Loan', 'Business', 'Agreement']) expect(page).toContain(`## ${title}\n`)
  expect(page.match(/```mermaid/g)).toHaveLength(5)
  expect(page).toContain('  refusal_proposed --> refused: refuse\n')
  expect(page).toContain(
    '| refused | complain | refused | caseworker of the acting job centre, job centre lead of the acting job centre, citizen |',
  )
  // A step that stays where it is has a row and no arrow.
  expect(page).not.toContain('refused --> refused')
})
