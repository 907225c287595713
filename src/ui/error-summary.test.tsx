import { expect, test } from 'vitest'
import { drawn } from './drawn.ts'
import { ErrorSummary } from './error-summary.tsx'

const said = (errors: Parameters<typeof ErrorSummary>[0]['errors']) =>
  drawn(<ErrorSummary lang="da" errors={errors} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

test('an error is told with the label of its field, one whose label is a sentence of its own by itself', () => {
  expect(said([{ field: 'on', label: 'Dag', text: 'Skriv en dato' }])).toContain('Dag: Skriv en dato')
  expect(said([{ field: 'who', label: 'Hvem?', text: 'Vælg en mulighed' }])).toContain('Hvem? Vælg en mulighed')
  expect(said([{ field: 'gone', label: '', text: 'Gå sagerne igennem' }])).not.toContain(':')
})
