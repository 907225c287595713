import { readFile } from 'node:fs/promises'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { expect, test } from 'vitest'
import { parseBankAccount } from '#kernel/bank-account.ts'
import { day } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import type { PaymentFile } from '#modules/loans/index.ts'
import { writePaymentFile } from './payment-file.ts'
import { readPaymentStatus } from './payment-status.ts'
import { all, at, parseTree, textAt } from '#platform/xml-tree.ts'

const account = parseBankAccount('0040 0440116243')
assert(account.ok, 'an account')
const file = (format: PaymentFile['format'], more: Partial<PaymentFile> = {}): PaymentFile => ({
  format,
  messageId: 'B-2016-001-0123456789AB',
  at: Temporal.Instant.from('2016-04-15T09:30:00Z'),
  executeOn: day('2016-04-15'),
  debtor: { name: 'Næstved Kommune', account: account.value, bic: null },
  payments: [
    {
      endToEnd: 'A1',
      amount: ore(100_001n),
      name: 'Amina Yıldız <&>',
      payee: { kind: 'cpr', number: '0101010000' },
      text: 'Lån L-2016-001',
    },
    { endToEnd: 'A2', amount: ore(5n), name: 'Karims Kørsel', payee: { kind: 'cvr', number: '27355021' }, text: 'Lån L-2016-002' },
  ],
  ...more,
})

test.each(['pain.001.001.03', 'pain.001.001.09'] as const)('%s is valid, names each NemKonto and sums to the øre', async (format) => {
  const bytes = await writePaymentFile(file(format))
  await valid(bytes, format)
  await valid(
    await writePaymentFile(file(format, { debtor: { name: 'Næstved Kommune', account: account.value, bic: 'DABADKKK' } })),
    format,
  )
  const tree = await parseTree(bytes)
  assert(tree !== null, 'well-formed')
  expect(tree.namespace).toBe(`urn:iso:std:iso:20022:tech:xsd:${format}`)
  const root = at(tree.root, 'CstmrCdtTrfInitn')
  const group = at(root, 'PmtInf')
  for (const part of [at(root, 'GrpHdr'), group]) expect([textAt(part, 'NbOfTxs'), textAt(part, 'CtrlSum')]).toEqual(['2', '1000.06'])
  expect(textAt(group, 'DbtrAcct/Id/IBAN')).toBe('DK5000400440116243')
  expect(textAt(group, 'ReqdExctnDt/Dt', 'ReqdExctnDt')).toBe('2016-04-15')
  const told = all(group, 'CdtTrfTxInf').map((one) => [
    textAt(one, 'PmtId/EndToEndId'),
    textAt(one, 'Amt/InstdAmt'),
    textAt(one, 'Cdtr/Nm'),
    textAt(one, 'Cdtr/Id/PrvtId/Othr/Id', 'Cdtr/Id/OrgId/Othr/Id'),
    textAt(one, 'CdtrAcct/Id/Othr/Id'),
  ])
  expect(told).toEqual([
    ['A1', '1000.01', 'Amina Yildiz ...', '0101010000', '0101010000'],
    ['A2', '0.05', 'Karims Kørsel', '27355021', '27355021'],
  ])
  expect(await writePaymentFile(file(format))).toEqual(bytes)
})

async function valid(bytes: Uint8Array, schema: string): Promise<void> {
  const folder = process.env['ISO20022_XSD']
  if (folder === undefined) return
  const xsd = XmlDocument.fromBuffer(await readFile(`${folder}/${schema}.xsd`))
  const validator = XsdValidator.fromDoc(xsd)
  const document = XmlDocument.fromBuffer(bytes)
  validator.validate(document)
  document.dispose()
  validator.dispose()
  xsd.dispose()
}

const report = (body: string, version = '03') =>
  new TextEncoder().encode(
    `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}"><CstmrPmtStsRpt>${body}</CstmrPmtStsRpt></Document>`,
  )
const about = (status: string) => `<OrgnlGrpInfAndSts><OrgnlMsgId>M1</OrgnlMsgId>${status}</OrgnlGrpInfAndSts>`
const payment = (id: string, status: string, reason = '') =>
  `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason}</TxInfAndSts>`
const because = '<StsRsnInf><Rsn><Cd>AC03</Cd></Rsn><AddtlInf>No NemKonto</AddtlInf></StsRsnInf>'

test.each(['03', '10'])('a status report of version %s tells of each payment and of the whole', async (version) => {
  const body = `${about('<GrpSts>PART</GrpSts>')}<OrgnlPmtInfAndSts>${payment('A1', 'ACSC')}${payment('A2', 'RJCT', because)}${payment('A3', 'PDNG')}</OrgnlPmtInfAndSts>`
  expect(await readPaymentStatus(report(body, version))).toEqual({
    ok: true,
    value: {
      messageId: 'M1',
      statuses: [
        { endToEnd: 'A1', status: 'paid', reason: 'ACSC' },
        { endToEnd: 'A2', status: 'rejected', reason: 'AC03 No NemKonto' },
        { endToEnd: 'A3', status: 'under_way', reason: 'PDNG' },
      ],
    },
  })
  expect(await readPaymentStatus(report(about(`<GrpSts>RJCT</GrpSts>${because}`)))).toMatchObject({
    value: { statuses: [{ endToEnd: null, status: 'rejected' }] },
  })
})

test.each([
  ['', 'not_xml'],
  ['<html/>', 'not_a_status_report'],
  ['<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt/></Document>', 'not_a_status_report'],
])('what is no status report is refused by name: %s', async (text, kind) => {
  expect(await readPaymentStatus(new TextEncoder().encode(text))).toEqual({ ok: false, refusal: { kind } })
})
