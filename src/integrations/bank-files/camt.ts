import { sameAccount } from '#kernel/bank-account.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { BankFile, BankFileRefusal, BankLine, LeftOut } from '#modules/loans/index.ts'
import { dayFrom, fikIn, oreOf, withKeys } from './line.ts'
import { type Element, all, at, parseTree, textAt, textsBelow } from '#platform/xml-tree.ts'

type Found = Omit<BankLine, 'key'> & { reference: string }

const messages = /^urn:iso:std:iso:20022:tech:xsd:camt\.05[34]\.001\.(?:02|08)$/

/**
 * Reads camt.053 (statement) and camt.054 (notice), versions 02 and 08, any number of accounts in a file. An entry whose details carry
 * amounts that add up to it becomes a line for each detail, any other one line. Elements that are not known are passed over.
 */
export async function readCamt(bytes: Uint8Array): Promise<Result<BankFile, BankFileRefusal>> {
  const tree = await parseTree(bytes)
  if (tree === null) return refuse({ kind: 'not_xml' })
  if (tree.root.name !== 'Document' || !tree.namespace.includes('camt.05')) return refuse({ kind: 'not_a_bank_statement' })
  if (!messages.test(tree.namespace)) return refuse({ kind: 'unknown_version', found: tree.namespace.split(':').at(-1) ?? '' })
  const [message] = tree.root.children
  const reports = (message?.children ?? []).filter((child) => child.name === 'Stmt' || child.name === 'Ntfctn')
  if (reports.length === 0) return refuse({ kind: 'not_a_bank_statement' })
  const lines: Found[] = []
  const accounts = new Set<string>()
  const leftOut: Partial<Record<LeftOut, number>> = {}
  for (const report of reports) {
    const account = sameAccount(textAt(report, 'Acct/Id/IBAN', 'Acct/Id/Othr/Id')).slice(0, 60)
    if (account === '') return refuse({ kind: 'no_account' })
    accounts.add(account)
    for (const entry of all(report, 'Ntry')) {
      const read = linesOf(entry, account)
      if (typeof read === 'string') leftOut[read] = (leftOut[read] ?? 0) + 1
      else lines.push(...read)
    }
  }
  return ok({ accounts: [...accounts], lines: withKeys(lines), leftOut })
}

function linesOf(entry: Element, account: string): Found[] | LeftOut {
  if (textAt(entry, 'Sts/Cd', 'Sts') !== 'BOOK') return 'not_booked'
  if (at(entry, 'Amt')?.attributes.get('Ccy') !== 'DKK') return 'other_currency'
  const amount = oreOf(textAt(entry, 'Amt'))
  if (amount === null) return 'parts_of_ore'
  if (amount === 0n) return 'zero'
  const bookedOn = dayFrom(textAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm', 'ValDt/Dt', 'ValDt/DtTm'))
  if (bookedOn === null) return 'no_day'
  const details = all(entry, 'NtryDtls').flatMap((group) => all(group, 'TxDtls'))
  const direction = textAt(entry, 'CdtDbtInd')
  const parts = details.map((detail) => amountOf(detail, direction))
  const addsUp =
    parts.reduce<bigint>((sum, part) => sum + (part ?? 0n), 0n) === amount && parts.every((part) => part !== null && part !== 0n)
  const base = { account, bookedOn }
  if (!addsUp || details.length < 2) {
    const only = details.length === 1 ? (details[0] ?? null) : null
    return [
      {
        ...base,
        amount: signed(amount, direction),
        ...toldBy(entry, only, direction),
        reference: referenceOf(entry, only, 0, details.length),
      },
    ]
  }
  return details.map((detail, index) => ({
    ...base,
    amount: signed(ore(parts[index] ?? 0n), direction),
    ...toldBy(entry, detail, direction),
    reference: referenceOf(entry, detail, index, details.length),
  }))
}

// Against the entry's own direction a detail counts down, so that a fee taken from a batch still adds up.
function amountOf(detail: Element, direction: string): Ore | null {
  const found = at(detail, 'Amt') ?? at(detail, 'AmtDtls/TxAmt/Amt')
  if (found === null || found.attributes.get('Ccy') !== 'DKK') return null
  const amount = oreOf(found.text)
  const own = textAt(detail, 'CdtDbtInd')
  return amount === null ? null : ore(own === '' || own === direction ? amount : 0n - amount)
}

function signed(amount: Ore, direction: string): Ore {
  return ore(direction === 'CRDT' ? amount : 0n - amount)
}

// A notice and the statement that follows it tell the same movement with the same reference of the bank's.
function referenceOf(entry: Element, detail: Element | null, index: number, count: number): string {
  const own = textAt(detail, 'Refs/AcctSvcrRef')
  if (own !== '' && count > 1) return own
  const ofEntry = textAt(entry, 'AcctSvcrRef')
  return ofEntry === '' ? own : count > 1 ? `${ofEntry} ${index}` : ofEntry
}

function toldBy(
  entry: Element,
  detail: Element | null,
  direction: string,
): Pick<BankLine, 'paymentId' | 'creditor' | 'endToEnd' | 'name' | 'text'> {
  const remittance = at(detail, 'RmtInf')
  const structured = all(remittance, 'Strd').flatMap((one) => textsBelow(at(one, 'CdtrRefInf')))
  const free = all(remittance, 'Ustrd').map((one) => one.text)
  const more = [textAt(entry, 'AddtlNtryInf'), textAt(detail, 'AddtlTxInf')]
  const endToEnd = textAt(detail, 'Refs/EndToEndId')
  const party = direction === 'CRDT' ? 'Dbtr' : 'Cdtr'
  return {
    endToEnd: endToEnd === '' || endToEnd === 'NOTPROVIDED' ? null : endToEnd.slice(0, 60),
    ...fikIn([...structured, ...free, ...more]),
    name: textAt(detail, `RltdPties/${party}/Nm`, `RltdPties/${party}/Pty/Nm`).slice(0, 200),
    text: [...new Set([...free, ...structured, ...more].filter((one) => one !== ''))].join(' ').slice(0, 1000),
  }
}
