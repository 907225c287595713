import { refuse } from '#kernel/result.ts'
import { savedText } from '#kernel/saved-text.ts'
import type { ReadBankFile } from '#modules/loans/index.ts'
import { readCamt } from './camt.ts'
import { readCsv } from './csv.ts'

export { writePaymentFile } from './payment-file.ts'
export { readPaymentStatus } from './payment-status.ts'

/** The largest file that is read; a statement of 5,000 lines with every detail is some 8 MiB. */
const maxBytes = 12 * 1024 * 1024

/** Reads a bank's file by what it is, not by its name: camt.053 and camt.054 (02, 08), or the documented CSV. */
export const readBankFile: ReadBankFile = (bytes) => {
  if (bytes.length > maxBytes) return Promise.resolve(refuse({ kind: 'file_too_large' }))
  const text = new TextDecoder('utf-8')
  const head = text.decode(bytes.subarray(0, 200)).trimStart()
  // XML may also come as UTF-16, whose first bytes are a mark.
  const isXml = head.startsWith('<') || bytes[0] === 0xfe || bytes[0] === 0xff
  return isXml ? readCamt(bytes) : Promise.resolve(readCsv(savedText(bytes)))
}
