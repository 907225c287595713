import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatBankAccount, ibanOf, parseBankAccount, sameAccount } from './bank-account.ts'

test.each([
  ['DK50 0040 0440 1162 43', '00400440116243'],
  ['0040 0440116243', '00400440116243'],
  ['0040-440116243', '00400440116243'],
  ['nl91 abna 0417 1643 00', 'NL91ABNA0417164300'],
])('%s is the account %s', (text, account) => {
  expect(parseBankAccount(text)).toEqual({ ok: true, value: account })
  expect(sameAccount(text)).toBe(account)
})

test.each([
  ['', 'account_missing'],
  ['0040', 'account_malformed'],
  ['DK5000400440', 'account_malformed'],
  ['0040 12345678901', 'account_malformed'],
  ['DK5100400440116243', 'iban_check_digits'],
])('%s is refused: %s', (text, kind) => expect(parseBankAccount(text)).toEqual({ ok: false, refusal: { kind } }))

test('what is no account is still compared', () => expect(sameAccount(' konto-1 ')).toBe('KONTO1'))

test('an account becomes an IBAN and back, and is shown in two parts', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{14}$/), (digits) => {
      const read = parseBankAccount(digits)
      return read.ok && parseBankAccount(ibanOf(read.value)).ok && sameAccount(ibanOf(read.value)) === digits
    }),
  )
  expect(formatBankAccount('00400440116243')).toBe('0040 0440116243')
  expect(formatBankAccount('NL91ABNA0417164300')).toBe('NL91 ABNA 0417 1643 00')
})
