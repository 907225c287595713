import { parseBankAccount } from '#kernel/bank-account.ts'
import { day } from '#kernel/days.ts'
import { parseFikCreditor } from '#kernel/fik.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { contextOf } from '#platform/http/context.ts'
import { readBankFile } from '#integrations/bank-files/index.ts'
import { exportFormats } from '#integrations/erp/index.ts'
import { exportEntries, stepPeriod } from '#modules/ledger/index.ts'
import {
  type LoanId,
  answerGrant,
  approveBatch,
  bookLines,
  decideOwnAccount,
  enterGrant,
  importLines,
  linesIn,
  loan,
  makeBatch,
  parkLine,
  paymentIdOf,
  paymentsOfLoan,
  proposeAccount,
  releasePayout,
  settlePayment,
} from '#modules/loans/index.ts'
import { type Play, act } from './play.ts'

const konto = '0040 0440116243'
// The own account's identity is that of the request that proposed it.
const accountId = newId<'own_account'>()

/** The account money is lent from is opened: Gitte enters it, Poul confirms. */
export async function accountIsOpened({ db, clock, stage }: Play): Promise<void> {
  const { gitte, poul } = stage.actors
  const at = clock.now()
  const [account, creditor] = [parseBankAccount(konto), parseFikCreditor('81234567')]
  assert(account.ok && creditor.ok, 'the demo has an account')
  const facts = {
    account: account.value,
    holder: 'Næstved Kommune, mikrolån',
    bic: null,
    creditor: creditor.value,
    format: 'pain.001.001.09',
  } as const
  await act(db, clock, gitte, (tx) => proposeAccount(tx, { actor: gitte, requestId: accountId, at, facts, closes: false }))
  await act(db, clock, poul, (tx) => decideOwnAccount(tx, { actor: poul, id: accountId, decision: 'confirmed', at }))
}

/** The purchaser's money is granted: Gitte enters it, Poul confirms. */
export async function moneyIsGranted({ db, clock, stage }: Play, amount: number): Promise<void> {
  const { gitte, poul } = stage.actors
  const at = clock.now()
  const grantId = newId()
  const grant = { purchaserId: stage.agreement.parties.purchaser, fund: 'own', amount: kroner(amount), validFrom: day('2016-01-01') }
  await act(db, clock, gitte, (tx) => enterGrant(tx, { actor: gitte, at, requestId: grantId, grant }))
  await act(db, clock, poul, (tx) => answerGrant(tx, { actor: poul, at, grantId, confirm: true }))
}

/** A loan paid out through the bank: Gitte releases it and makes the batch, Poul approves, and the bank says it is paid. */
export async function payOutInBatch(play: Play, loanId: LoanId, on: string): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const { gitte, poul } = stage.actors
  const by = { on: clock.today(), at: clock.now() }
  await act(db, clock, gitte, (tx) => releasePayout(tx, { actor: gitte, ...by, loanId, requestId: newId(), payee: 'cpr' }))
  const id = newId<'payment_batch'>()
  await act(db, clock, gitte, (tx) => makeBatch(tx, { actor: gitte, ...by, id, accountId }))
  await act(db, clock, poul, (tx) => approveBatch(tx, { actor: poul, ...by, id }))
  const payments = await db.read(contextOf(gitte, clock.today()), (tx) => paymentsOfLoan(tx, loanId))
  for (const payment of payments)
    await act(db, clock, gitte, (tx) =>
      settlePayment(tx, { actor: gitte, ...by, id: payment.id, outcome: { state: 'paid', on: clock.today() } }),
    )
}

/** A movement of the demo's statement; with a loan it carries the loan's payment id. */
type Told = { amount: string; who: string; text: string; loan: LoanId | null }

/** Gitte reads today's statement in; what carries a payment id is booked. */
export async function bankTells({ db, clock, stage }: Play, told: readonly Told[]): Promise<void> {
  const actor = stage.actors.gitte
  const today = clock.today()
  const rows = await db.read(contextOf(actor, today), async (tx) => {
    const written: string[] = []
    for (const [n, line] of told.entries()) {
      const found = line.loan === null ? null : await loan(tx, line.loan)
      const paymentId = found === null ? '' : paymentIdOf(found.number)
      written.push([konto, today.toString(), line.amount, line.text, line.who, `${today.toString()}-${n + 1}`, paymentId].join(';'))
    }
    return written
  })
  const text = ['konto;dato;beløb;tekst;navn;reference;betalings-id', ...rows].join('\r\n')
  const file = await readBankFile(new TextEncoder().encode(text))
  assert(file.ok, 'the demo writes a statement that can be read')
  const by = { actor, on: today, at: clock.now() }
  await act(db, clock, actor, (tx) => importLines(tx, { ...by, requestId: newId(), file: file.value }))
  await bookLines(db, by)
}

/** Gitte puts the open movement with a text aside, and says why. */
export async function putAside({ db, clock, stage }: Play, text: string, note: string): Promise<void> {
  const actor = stage.actors.gitte
  const open = await db.read(contextOf(actor, clock.today()), (tx) =>
    linesIn(tx, { lenderId: actor.organisationId, state: 'open', page: 1, size: 100 }),
  )
  const line = open.find((one) => one.text === text)
  assert(line !== undefined, 'the bank told it')
  const command = { actor, requestId: newId(), on: clock.today(), at: clock.now(), lineId: line.id, note }
  await act(db, clock, actor, (tx) => parkLine(tx, command))
}

/** Gitte asks for months to be closed and Poul closes them, all but the last, which waits for him; what is closed is exported. */
export async function closeMonths({ db, clock, stage }: Play, closed: readonly string[], asked: string): Promise<void> {
  const { gitte, poul } = stage.actors
  const by = { on: clock.today(), at: clock.now() }
  const month = (name: string) => day(`${name}-01`)
  for (const name of closed) {
    await act(db, clock, gitte, (tx) => stepPeriod(tx, { actor: gitte, step: 'ask_close', month: month(name), ...by }))
    await act(db, clock, poul, (tx) => stepPeriod(tx, { actor: poul, step: 'close', month: month(name), ...by }))
  }
  await act(db, clock, gitte, (tx) => stepPeriod(tx, { actor: gitte, step: 'ask_close', month: month(asked), ...by }))
  const [format] = exportFormats
  assert(format !== undefined, 'there is a form to export in')
  const until = month(asked).subtract({ days: 1 })
  await act(db, clock, gitte, (tx) => exportEntries(tx, { actor: gitte, requestId: newId(), format, until, ...by }))
}
