import { type Ore, ore } from '#kernel/money.ts'
import type { ExportContent, ExportFormat } from '#modules/ledger/index.ts'

function decimal(amount: Ore): string {
  return `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
}

async function write({ book, number, until, madeAt, debit, entries }: ExportContent): Promise<Uint8Array> {
  const { create } = await import('xmlbuilder2')
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('Journal', {
    book,
    number: String(number),
    until: until.toString(),
    madeAt: madeAt.toString({ smallestUnit: 'second' }),
    currency: 'DKK',
    entries: String(entries.length),
    debitTotal: decimal(debit),
    creditTotal: decimal(debit),
  })
  for (const entry of entries) {
    const element = root.ele('Entry', {
      id: String(entry.id),
      postingDate: entry.postedOn.toString(),
      valueDate: entry.valueOn.toString(),
      event: entry.reason,
      ...(entry.reversesId === null ? {} : { reverses: String(entry.reversesId) }),
    })
    const source = element.ele('Source', { fund: entry.fund })
    if (entry.purchaser !== null) source.att('purchaser', entry.purchaser)
    if (entry.programme !== null) source.att('programme', entry.programme)
    for (const { line, account, municipalAccount, amount } of entry.lines)
      element
        .ele('Line', { number: String(line), account: municipalAccount, internalAccount: account, side: amount > 0n ? 'debit' : 'credit' })
        .txt(decimal(amount > 0n ? amount : ore(0n - amount)))
  }
  return new TextEncoder().encode(root.end({ prettyPrint: true }))
}

/** A journal as XML with its control totals on top: for systems that load whole vouchers and compare the sums. */
export const journalXml: ExportFormat = {
  code: 'xml',
  name: { da: 'XML, hele bilag med kontrolsummer', en: 'XML, whole entries with control totals' },
  extension: 'xml',
  mediaType: 'application/xml',
  write,
}
