import type { create as creation } from 'xmlbuilder2'
import { ibanOf } from '#kernel/bank-account.ts'
import { type Ore, sumOre } from '#kernel/money.ts'
import type { WritePaymentFile } from '#modules/loans/index.ts'

type Node = ReturnType<ReturnType<typeof creation>['ele']>

/**
 * Writes pain.001.001.03 or .09 as the Danish guideline of Common Global Implementation asks: transfers in kroner to a NemKonto (NKS), whose
 * owner is named by CPR number (SOSE) or CVR number (COID). What goes in has been approved; the same batch always gives the same bytes.
 */
export const writePaymentFile: WritePaymentFile = async (file) => {
  const { create } = await import('xmlbuilder2')
  const nine = file.format === 'pain.001.001.09'
  const sum = decimal(sumOre(file.payments.map((one) => one.amount)))
  const count = String(file.payments.length)
  const document = create({ version: '1.0', encoding: 'UTF-8' }).ele(`urn:iso:std:iso:20022:tech:xsd:${file.format}`, 'Document')
  const root = document.ele('CstmrCdtTrfInitn')
  const header = root.ele('GrpHdr')
  leaf(header, 'MsgId', file.messageId)
  leaf(header, 'CreDtTm', file.at.toString({ smallestUnit: 'second' }))
  leaf(header, 'NbOfTxs', count)
  leaf(header, 'CtrlSum', sum)
  leaf(header.ele('InitgPty'), 'Nm', plain(file.debtor.name, 70))
  const group = root.ele('PmtInf')
  leaf(group, 'PmtInfId', file.messageId)
  leaf(group, 'PmtMtd', 'TRF')
  leaf(group, 'BtchBookg', 'false')
  leaf(group, 'NbOfTxs', count)
  leaf(group, 'CtrlSum', sum)
  leaf(group.ele('PmtTpInf').ele('SvcLvl'), 'Cd', 'NURG')
  if (nine) leaf(group.ele('ReqdExctnDt'), 'Dt', file.executeOn.toString())
  else leaf(group, 'ReqdExctnDt', file.executeOn.toString())
  leaf(group.ele('Dbtr'), 'Nm', plain(file.debtor.name, 70))
  const account = group.ele('DbtrAcct')
  leaf(account.ele('Id'), 'IBAN', ibanOf(file.debtor.account))
  leaf(account, 'Ccy', 'DKK')
  const bank = group.ele('DbtrAgt').ele('FinInstnId')
  if (file.debtor.bic === null) leaf(bank.ele('Othr'), 'Id', 'NOTPROVIDED')
  else leaf(bank, nine ? 'BICFI' : 'BIC', file.debtor.bic)
  leaf(group, 'ChrgBr', 'SHAR')
  for (const payment of file.payments) writePayment(group, payment)
  return new TextEncoder().encode(document.end({ prettyPrint: true }))
}

function writePayment(group: Node, payment: Parameters<WritePaymentFile>[0]['payments'][number]): void {
  const { endToEnd, amount, name, payee, text } = payment
  const one = group.ele('CdtTrfTxInf')
  const ids = one.ele('PmtId')
  leaf(ids, 'InstrId', endToEnd)
  leaf(ids, 'EndToEndId', endToEnd)
  one.ele('Amt').ele('InstdAmt', { Ccy: 'DKK' }).txt(decimal(amount))
  const creditor = one.ele('Cdtr')
  leaf(creditor, 'Nm', plain(name, 70))
  const owner = creditor
    .ele('Id')
    .ele(payee.kind === 'cpr' ? 'PrvtId' : 'OrgId')
    .ele('Othr')
  leaf(owner, 'Id', payee.number)
  leaf(owner.ele('SchmeNm'), 'Cd', payee.kind === 'cpr' ? 'SOSE' : 'COID')
  const account = one.ele('CdtrAcct').ele('Id').ele('Othr')
  leaf(account, 'Id', payee.number)
  leaf(account.ele('SchmeNm'), 'Prtry', 'NKS')
  leaf(one.ele('RmtInf'), 'Ustrd', plain(text, 140))
}

function leaf(parent: Node, name: string, text: string): void {
  parent.ele(name).txt(text)
}

/** Øre as ISO decimal text. */
function decimal(amount: Ore): string {
  return `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`
}

// Letters are those of the Latin set that Danish banks take; any other sign becomes a dot rather than a rejected file.
function plain(text: string, max: number): string {
  const folded = text.normalize('NFC').replaceAll('ı', 'i')
  const kept = folded.replaceAll(/[^A-Za-z0-9À-ÖØ-öø-ÿ /?:().,'+-]/gu, (sign) => {
    const bare = sign.normalize('NFD').replaceAll(/\p{M}/gu, '')
    return /^[A-Za-z]$/.test(bare) ? bare : '.'
  })
  return kept.trim().slice(0, max)
}
