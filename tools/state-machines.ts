/**
 * Prints the five state machines, as the program reads them, into `docs/state-machines.md`: `npx tsx tools/state-machines.ts`.
 * With `--check` it writes nothing and fails when the page says something else, so that a changed step shows in review.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agreementEventNames, agreementSteps } from '../src/modules/agreements/domain/agreement-machine.ts'
import { businessSteps, milestones, stateAfter } from '../src/modules/business/domain/business-machine.ts'
import { placeStepNames, stepOf } from '../src/modules/enrolments/domain/place-machine.ts'
import { loanEvents, loanSteps } from '../src/modules/loans/domain/loan-machine.ts'
import { transitions } from '../src/modules/referrals/domain/referral-machine.ts'

const page = join(import.meta.dirname, '..', 'docs', 'state-machines.md')

type By = 'self' | 'system' | { readonly role: string; readonly as: string }
/** A step as it is printed: from where, by what, to where, who may take it, and what else must hold. */
type Row = { from: string; event: string; to: string; by: readonly string[]; holds: string }
/** A machine as it is printed. */
type Machine = { title: string; source: string; about: string; rows: readonly Row[] }

const words = (code: string) => code.replaceAll('_', ' ')
const who = (by: By) => (by === 'self' ? 'citizen' : by === 'system' ? 'the calendar' : `${words(by.role)} of the ${words(by.as)}`)
const sources = (from: readonly string[]) => (from.length === 0 ? ['[*]'] : from)

const machines: readonly Machine[] = [
  {
    title: 'Referral',
    source: 'src/modules/referrals/domain/referral-machine.ts',
    about: 'From a draft to a decision by two authorities, with the complaint that may follow.',
    rows: [
      {
        from: '[*]',
        event: 'start',
        to: 'draft',
        by: ['caseworker of the acting job centre', 'job centre lead of the acting job centre'],
        holds: '',
      },
      ...transitions.map((one) => ({ ...one, by: one.who.map(who), holds: one.guards.map(words).join(', ') })),
    ],
  },
  {
    title: 'Place',
    source: 'src/modules/enrolments/domain/place-machine.ts',
    about: 'A person’s run, from the waiting list to after-care. A pause lies over a state and is none itself.',
    rows: placeStepNames.flatMap((event) => {
      const { from, to, by, paused } = stepOf(event)
      const holds = { either: '', never: 'not paused', only: 'paused' }[paused]
      return sources(from).map((state) => ({ from: state, event, to: to === 'same' ? state : to, by: by.map(who), holds }))
    }),
  },
  {
    title: 'Loan',
    source: 'src/modules/loans/domain/loan-machine.ts',
    about: 'The loan outlives the run. After money has moved, the balance decides the state.',
    rows: loanEvents.flatMap((event) => {
      const { from, to, by } = loanSteps[event]
      return sources(from).map((state) => ({ from: state, event, to: to === 'same' ? state : to, by: by.map(who), holds: '' }))
    }),
  },
  {
    title: 'Business',
    source: 'src/modules/business/domain/business-machine.ts',
    about:
      'Milestones with evidence, in any phase of the run. A milestone is a state of its own, but for those that only mark one and the approval of a plan after the registration.',
    rows: milestones.flatMap((event) => {
      const { from, by } = businessSteps[event]
      return from.map((state) => ({
        from: state === 'none' ? '[*]' : state,
        event,
        to: state === 'none' ? event : stateAfter(event, state),
        by: by.map(who),
        holds: '',
      }))
    }),
  },
  {
    title: 'Agreement',
    source: 'src/modules/agreements/domain/agreement-machine.ts',
    about: 'What one municipality buys of another. When it expires, those enrolled run on.',
    rows: agreementEventNames.flatMap((event) => {
      const { from, to, by, needsReason } = agreementSteps[event]
      const taker = by === 'calendar' ? 'the calendar' : 'whoever the access matrix permits'
      return from.map((state) => ({ from: state, event, to, by: [taker], holds: needsReason ? 'a reason' : '' }))
    }),
  },
]

/** Arrows between different states, one for each pair, with the events that lead along it. */
function drawing(rows: readonly Row[]): string[] {
  const edges = new Map<string, Set<string>>()
  for (const { from, event, to } of rows) {
    if (from === to) continue
    const edge = `${from} --> ${to}`
    edges.set(edge, (edges.get(edge) ?? new Set()).add(words(event)))
  }
  return [...edges].map(([edge, events]) => `  ${edge}: ${[...events].join(', ')}`)
}

function printed({ title, source, about, rows }: Machine): string[] {
  if (rows.length === 0) throw new Error(`${title} has no steps: nothing was examined`)
  const state = (name: string) => (name === '[*]' ? 'the start' : words(name))
  const lines = rows.map(
    ({ from, event, to, by, holds }) => `| ${state(from)} | ${words(event)} | ${state(to)} | ${by.join(', ')} | ${holds} |`,
  )
  return [
    `## ${title}`,
    '',
    `${about} Read from [\`${source}\`](../${source}).`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...drawing(rows),
    '```',
    '',
    '| From | Step | To | Who | Must hold |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ]
}

/** The whole page as it is kept. */
export function statesPage(): string {
  const intro =
    'What may follow what, in each of the five machines. Pages, actions and tests read the same tables. The drawings leave out steps that stay where they are.'
  return ['# State machines', '', '<!-- Printed by tools/state-machines.ts; do not edit. -->', '', intro, '', ...machines.flatMap(printed)]
    .join('\n')
    .trimEnd()
    .concat('\n')
}

/** Writes the page, or with `check` compares it; answers the exit code. */
function main(check: boolean): number {
  const fresh = statesPage()
  if (!check) writeFileSync(page, fresh)
  const same = existsSync(page) && readFileSync(page, 'utf8') === fresh
  const count = machines.reduce((sum, { rows }) => sum + rows.length, 0)
  console.log(
    same
      ? `state machines: ${machines.length} machines, ${count} steps; as printed in docs/state-machines.md`
      : 'docs/state-machines.md is not what the machines say: print it anew with npx tsx tools/state-machines.ts',
  )
  return same ? 0 : 1
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--check'))
