import { readFile } from 'node:fs/promises'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { expect, test } from 'vitest'
import { makeFikPaymentId } from '#kernel/fik.ts'
import { assert } from '#kernel/result.ts'
import { readBankFile } from './index.ts'

const fik = makeFikPaymentId('2016001')
assert(fik.ok, 'seven digits')
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readBankFile(bytes(text))

type Version = '02' | '08'
const entry = (
  version: Version,
  amount: string,
  { currency = 'DKK', direction = 'CRDT', status = 'BOOK', day = '<Dt>2016-05-02</Dt>', ref = 'R1', details = '' } = {},
) =>
  `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>${version === '02' ? status : `<Cd>${status}</Cd>`}</Sts>
   <BookgDt>${day}</BookgDt>${ref === '' ? '' : `<AcctSvcrRef>${ref}</AcctSvcrRef>`}<BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd>${details === '' ? '' : `<NtryDtls>${details}</NtryDtls>`}</Ntry>`
const detail = (version: Version, amount: string, name: string, reference: string) => {
  const paid = `<Amt Ccy="DKK">${amount}</Amt>`
  const party = version === '02' ? `<Nm>${name}</Nm>` : `<Pty><Nm>${name}</Nm></Pty>`
  return `<TxDtls>${version === '02' ? `<AmtDtls><TxAmt>${paid}</TxAmt></AmtDtls>` : `${paid}<CdtDbtInd>CRDT</CdtDbtInd>`}<RltdPties><Dbtr>${party}</Dbtr></RltdPties>
    <RmtInf><Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`
}
const camt = (kind: '053' | '054', version: Version, accounts: readonly string[], entries: string) => {
  const [message, report] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn']
  const balance = `<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="DKK">0</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2016-05-02</Dt></Dt></Bal>`
  const reports = accounts.map(
    (account, at) =>
      `<${report}><Id>S${at}</Id><CreDtTm>2016-05-02T08:00:00</CreDtTm><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>${kind === '053' ? balance : ''}${entries}</${report}>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.${version}"><${message}><GrpHdr><MsgId>M</MsgId><CreDtTm>2016-05-02T08:00:00</CreDtTm></GrpHdr>${reports.join('')}</${message}></Document>`
}
const forms = (['053', '054'] as const).flatMap((kind) => (['02', '08'] as const).map((version) => [kind, version] as const))

test.each(forms)('camt.%s version %s: details that add up become a line each, with payer and payment id', async (kind, version) => {
  const details = detail(version, '100.00000', 'Karim Haddad', `71 ${fik.value}`) + detail(version, '23.5', 'Ukendt', 'tekst')
  const text = camt(kind, version, ['12345678901234'], entry(version, '123.50', { details }))
  await valid(text, `camt.${kind}.001.${version}`)
  expect(await read(text)).toMatchObject({
    ok: true,
    value: {
      lines: [
        { account: '12345678901234', amount: 10_000n, paymentId: fik.value, name: 'Karim Haddad' },
        { amount: 2_350n, paymentId: null, name: 'Ukendt', text: 'tekst' },
      ],
    },
  })
})

async function valid(text: string, schema: string): Promise<void> {
  const folder = process.env['ISO20022_XSD']
  if (folder === undefined) return
  const xsd = XmlDocument.fromBuffer(await readFile(`${folder}/${schema}.xsd`))
  const validator = XsdValidator.fromDoc(xsd)
  const document = XmlDocument.fromString(text)
  validator.validate(document)
  document.dispose()
  validator.dispose()
  xsd.dispose()
}

test('details that do not add up leave the entry whole, and a payment out is negative', async () => {
  const details = detail('08', '100', 'A', 'a') + detail('08', '20', 'B', 'b')
  const answer = await read(
    camt('053', '08', ['1'], entry('08', '123.50', { details }) + entry('08', '7', { direction: 'DBIT', ref: 'R2' })),
  )
  expect(answer).toMatchObject({ ok: true, value: { lines: [{ amount: 12_350n }, { amount: -700n }] } })
})

test('what is not booked, zero, not kroner, finer than øre or without a day is left out and counted', async () => {
  const entries = [
    entry('02', '1', { status: 'PDNG' }),
    entry('02', '0.00000'),
    entry('02', '1', { currency: 'EUR' }),
    entry('02', '1.00100'),
    entry('02', '1', { day: '' }),
  ]
  const leftOut = { not_booked: 1, zero: 1, other_currency: 1, parts_of_ore: 1, no_day: 1 }
  expect(await read(camt('053', '02', ['1'], entries.join('')))).toMatchObject({ ok: true, value: { lines: [], leftOut } })
})

test('a moment counts on its Danish day, and several accounts in a file are kept apart', async () => {
  const answer = await read(camt('053', '08', ['1', '2'], entry('08', '1', { day: '<DtTm>2016-05-01T23:30:00+00:00</DtTm>' })))
  assert(answer.ok, 'read')
  expect(answer.value.lines.map((line) => [line.account, line.bookedOn.toString()])).toEqual([
    ['1', '2016-05-02'],
    ['2', '2016-05-02'],
  ])
  expect(new Set(answer.value.lines.map((line) => line.key)).size).toBe(2)
})

test('a movement has the same key in notice and statement; two alike without a reference have two', async () => {
  const keys = async (text: string) => {
    const answer = await read(text)
    assert(answer.ok, 'read')
    return answer.value.lines.map((line) => line.key)
  }
  expect(await keys(camt('054', '08', ['1'], entry('08', '1')))).toEqual(await keys(camt('053', '02', ['1'], entry('02', '1.00'))))
  const twins = camt('053', '08', ['1'], entry('08', '1', { ref: '' }).repeat(2))
  expect(new Set(await keys(twins)).size).toBe(2)
  expect(await keys(twins)).toEqual(await keys(twins))
})

test('equal payments with one reference are two lines on two days, and one line when told twice on a day', async () => {
  const on = (day: string) => entry('02', '100', { day: `<Dt>${day}</Dt>` })
  const keysOf = async (entries: string) => {
    const answer = await read(camt('053', '02', ['1'], entries))
    assert(answer.ok, 'read')
    return answer.value.lines.map((line) => line.key)
  }
  const [first, second] = await keysOf(on('2016-05-02') + on('2016-05-03'))
  expect(first).not.toBe(second)
  expect(await keysOf(on('2016-05-03'))).toEqual([second])
})

test('an account is the same as IBAN and as bank number and account, and every account of a file is told', async () => {
  const answer = await read(camt('053', '02', ['0040 0440116243', 'X-1'], entry('02', '1')))
  assert(answer.ok, 'read')
  expect(answer.value.accounts).toEqual(['00400440116243', 'X1'])
})

test.each([
  ['', 'columns_missing'],
  ['<Document', 'not_xml'],
  ['<html/>', 'not_a_bank_statement'],
  ['<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>', 'not_a_bank_statement'],
  ['<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.12"><BkToCstmrStmt/></Document>', 'unknown_version'],
  ['<!DOCTYPE d [<!ENTITY a "b">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&a;</Document>', 'not_xml'],
  ['<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>', 'not_xml'],
  ['konto;dato;tekst\n', 'columns_missing'],
  ['konto;dato;beløb;tekst\n1;31.2.2016;5;x\n', 'row_malformed'],
])('a wrong file is refused by name: %s', async (text, kind) => {
  expect(await read(text)).toMatchObject({ ok: false, refusal: { kind } })
})

test.each([
  ['dato', '1;31.2.2016;5;x;'],
  ['beløb', '1;2.5.2016;fem;x;'],
  ['konto', ';2.5.2016;5;x;'],
  ['betalings-id', '1;2.5.2016;5;x;000000020160010'],
])('a row of CSV is refused with its number and the column %s', async (column, row) => {
  expect(await read(`konto;dato;beløb;tekst;betalings-id\n1;2.5.2016;5;x;\n${row}\n`)).toEqual({
    ok: false,
    refusal: { kind: 'row_malformed', row: 3, column },
  })
})

test('a CSV saved by a Danish spreadsheet, in Windows-1252, is read as it was written', async () => {
  const text = Buffer.from('konto;dato;beløb;tekst;navn\r\n1;02.05.2016;100,00;Rødgrød;Åse Bæk\r\n', 'latin1')
  expect(await readBankFile(text)).toMatchObject({ ok: true, value: { lines: [{ amount: 10_000n, text: 'Rødgrød', name: 'Åse Bæk' }] } })
})

test('the CSV form: columns in any order, quoted cells, Danish amounts, the payment slip found', async () => {
  const text = `\uFEFFDato;Beløb;Tekst;Konto;Navn\r\n02.05.2016;"1.389,50";"Afdrag; ""maj"" +71<${fik.value}+12345678<";1;Karim\r\n\r\n03-05-2016;-5;Gebyr;1;\r\n`
  expect(await read(text)).toMatchObject({
    ok: true,
    value: {
      lines: [{ amount: 138_950n, paymentId: fik.value, creditor: '12345678', text: expect.stringContaining('"maj"') }, { amount: -500n }],
    },
  })
})
