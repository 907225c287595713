import pg from 'pg'
import { expect, test } from 'vitest'
import { createLog } from './log.ts'

/** What stands in the log after an error was written to it. */
function logged(error: unknown): string {
  const lines: string[] = []
  createLog('error', { write: (line) => lines.push(line) }).error({ err: error }, 'request failed')
  return lines.join('')
}

/** An error as the database sends it. */
function databaseError(message: string, more: Partial<pg.DatabaseError>): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(message, message.length, 'error'), more)
}

test.each([
  [
    'the row that broke a constraint',
    databaseError('null value in column "name"', { code: '23502', detail: 'Failing row contains (Erna Sletmig).' }),
  ],
  [
    'the key that was there already',
    databaseError('duplicate key value', { code: '23505', detail: 'Key (email)=(Erna Sletmig) already exists.' }),
  ],
  ['the value that could not be read', databaseError('invalid input syntax for type uuid: "Erna Sletmig"', { code: '22P02' })],
  [
    'where in a function it happened',
    databaseError('division by zero', { code: '22012', where: 'SQL statement "select \'Erna Sletmig\'"' }),
  ],
  [
    'what another error was caused by',
    new Error('saving failed', { cause: databaseError('x', { code: '23505', detail: 'Erna Sletmig' }) }),
  ],
  ['what a library hung on its error', Object.assign(new Error('refused'), { response: { name: 'Erna Sletmig' } })],
  ['several errors at once', new AggregateError([databaseError('x', { code: '23505', detail: 'Erna Sletmig' })], 'both failed')],
])('the log does not hold %s', (_, error) => {
  expect(logged(error)).not.toContain('Sletmig')
})

test('the log holds what an operator needs: kind, code, constraint, table and the place in the program', () => {
  const line = logged(databaseError('duplicate key value', { code: '23505', constraint: 'account_email_once', table: 'account' }))
  for (const part of ['"type":"DatabaseError"', '"code":"23505"', '"constraint":"account_email_once"', '"table":"account"', 'log.test.ts'])
    expect(line).toContain(part)
  expect(logged(new Error('saving failed', { cause: new Error('disk full') }))).toContain('disk full')
})
