import type { Ore } from '#kernel/money.ts'
import type { LoanId } from './loan.ts'

/** A loan that a payment may be for. `due` is what is left of its next instalment, øre; null when nothing is. */
export type Candidate = { loanId: LoanId; number: string; caseNumber: string; borrower: string | null; due: Ore | null }

/** What points from a payment to a loan, the strongest first. */
export const signs = ['number', 'case', 'name', 'amount'] as const
/** One of them. */
export type Sign = (typeof signs)[number]

/** A loan proposed for a payment, and what points to it. */
export type Proposal = { candidate: Candidate; signs: Sign[] }

const weights = { number: 8, case: 4, name: 2, amount: 1 } as const

/** At most three loans that a payment may be for, the likeliest first; `loanNumber` is the one its payment id names. An amount alone points to a loan only when it points to no other. */
export function proposalsFor(
  line: { amount: Ore; name: string; text: string; loanNumber?: string | null },
  candidates: readonly Candidate[],
): Proposal[] {
  const said = folded(`${line.name} ${line.text} ${line.loanNumber ?? ''}`)
  const found = candidates
    .map((candidate) => ({ candidate, signs: signs.filter((sign) => points(sign, said, line.amount, candidate)) }))
    .filter((proposal) => proposal.signs.length > 0)
    .toSorted((a, b) => weight(b) - weight(a) || (a.candidate.number < b.candidate.number ? -1 : 1))
  const strong = found.filter((proposal) => weight(proposal) > weights.amount)
  return (strong.length > 0 ? strong : found.length === 1 ? found : []).slice(0, 3)
}

function points(sign: Sign, said: string, amount: Ore, candidate: Candidate): boolean {
  switch (sign) {
    case 'number':
      return said.includes(folded(candidate.number))
    case 'case':
      return said.includes(folded(candidate.caseNumber))
    case 'name':
      return candidate.borrower !== null && wordsOf(candidate.borrower).every((word) => said.includes(word))
    case 'amount':
      return candidate.due === amount
  }
}

function weight(proposal: Proposal): number {
  return proposal.signs.reduce((sum, sign) => sum + weights[sign], 0)
}

// Banks write names in capitals and without accents.
function folded(text: string): string {
  return ` ${text.toLowerCase().replaceAll('ı', 'i').normalize('NFD').replaceAll(/\p{M}/gu, '')} `
}

function wordsOf(name: string): string[] {
  return folded(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1)
}
