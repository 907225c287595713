import { ok, refuse } from '#kernel/result.ts'
import type { PaymentStatus, ReadPaymentStatus } from '#modules/loans/index.ts'
import { type Element, all, at, parseTree, textAt } from '#platform/xml-tree.ts'

const maxBytes = 12 * 1024 * 1024

/**
 * Reads pain.002 of any version by what has been stable in all: the message it answers, and a status for the whole, for a group or for a
 * payment. A rejected group rejects each payment told under it; a status of a payment wins over that of what is around it.
 */
export const readPaymentStatus: ReadPaymentStatus = async (bytes) => {
  if (bytes.length > maxBytes) return refuse({ kind: 'file_too_large' })
  const tree = await parseTree(bytes)
  if (tree === null) return refuse({ kind: 'not_xml' })
  const report = at(tree.root, 'CstmrPmtStsRpt')
  const group = at(report, 'OrgnlGrpInfAndSts')
  const messageId = textAt(group, 'OrgnlMsgId')
  if (!tree.namespace.includes('pain.002') || messageId === '') return refuse({ kind: 'not_a_status_report' })
  const statuses: PaymentStatus[] = []
  for (const info of all(report, 'OrgnlPmtInfAndSts')) {
    for (const one of all(info, 'TxInfAndSts')) {
      const endToEnd = textAt(one, 'OrgnlEndToEndId')
      if (endToEnd !== '') statuses.push({ endToEnd, ...said(one, textAt(one, 'TxSts')) })
    }
    // A batch has one group of payments, so its status is the file's.
    const whole = textAt(info, 'PmtInfSts')
    if (whole !== '' && whole !== 'PART') statuses.push({ endToEnd: null, ...said(info, whole) })
  }
  const whole = textAt(group, 'GrpSts')
  if (whole !== '' && whole !== 'PART') statuses.push({ endToEnd: null, ...said(group, whole) })
  return ok({ messageId, statuses })
}

function said(from: Element | null, code: string): Omit<PaymentStatus, 'endToEnd'> {
  const reason = all(from, 'StsRsnInf')
    .flatMap((info) => [textAt(info, 'Rsn/Cd', 'Rsn/Prtry'), ...all(info, 'AddtlInf').map((more) => more.text)])
    .filter((text) => text !== '')
    .join(' ')
    .slice(0, 140)
  return { status: statusOf(code), reason: reason === '' ? code : reason }
}

// ACSC and ACCC: settled on the debtor's or the creditor's account. Everything else that is not a no is on its way.
function statusOf(code: string): PaymentStatus['status'] {
  if (code === 'RJCT' || code === 'CANC') return 'rejected'
  return code === 'ACSC' || code === 'ACCC' ? 'paid' : 'under_way'
}
