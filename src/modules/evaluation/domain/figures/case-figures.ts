import { survivalMonths } from './business.ts'
import { type Counts, codesUnder, countIn } from './cells.ts'
import type { DefinitionKey, Group } from './definitions.ts'
import type { Facts, Words } from './facts.ts'
import { type Reading, laterFigure, peopleFigure } from './reading.ts'
import { moments } from './support.ts'

const laid: readonly (readonly [Group, of: string, codes: readonly DefinitionKey[]])[] = [
  [
    'funnel',
    'referred',
    ['referred', 'assessed', 'accepted', 'started', 'main_reached', 'completed', 'loan_granted', 'loan_paid_out', 'registered', 'trading'],
  ],
  ['intake', 'referred', ['not_assessed', 'assessed_open', 'not_now', 'withdrawn', 'refused']],
  ['runs', 'accepted', ['waiting', 'left_before_start', 'qualifying', 'gate', 'main']],
  ['discharge', 'started', ['completed_first_phase', 'ended_first', 'ended_main']],
]

/** How far the referred came, why some did not, where the runs are and how they ended. */
export function caseFigures(facts: Facts, counts: Counts): Reading[] {
  const notOver = countIn(counts, 'running')
  const all = laid.flatMap(([group, of, codes]) =>
    codes.flatMap((code) => {
      const own = peopleFigure(counts, { group, of, code, key: code })
      const reasons = codesUnder(counts, code)
      const early = code === 'completed' && own.value === 0n && notOver > 0
      return [
        early ? { ...own, value: null, note: { kind: 'too_early', notOver } as const } : own,
        ...reasons.map((reason) => peopleFigure(counts, { group, of, code: reason, key: code, name: reasonName(facts, reason) })),
      ]
    }),
  )
  const due = laterFigure(counts, { group: 'discharge', code: 'completed_of_due', key: 'completed_of_due', of: 'due_course' })
  return [...all, due.note !== null || notOver === 0 ? due : { ...due, note: { kind: 'not_over', notOver } }]
}

function reasonName({ programme }: Facts, code: string): Words {
  const [group = '', reason = ''] = code.split(':')
  const list = group === 'refused' ? 'refusal' : 'early_end'
  return (
    programme.reasons.find((one) => one.list === list && one.code === reason)?.name ??
    programme.reasons.find((one) => one.code === reason)?.name ?? { da: 'Ikke oplyst', en: 'Not stated' }
  )
}

/** What those who began lived on at each moment, how many have become self-supporting, and the ways between start and end. */
export function supportFigures({ programme }: Facts, counts: Counts): Reading[] {
  const nameOf = (code: string): Words => programme.bases.find((one) => one.code === code)?.name ?? { da: 'Ikke oplyst', en: 'Not stated' }
  const bases = moments.flatMap((moment) => {
    const figure = { group: 'support', key: 'basis', variant: moment, of: `basis_${moment}` } as const
    const known = laterFigure(counts, { ...figure, code: `basis_${moment}`, of: `due_${moment}` })
    const unknown = peopleFigure(counts, { ...figure, key: 'unknown', code: `unknown_${moment}`, of: `due_${moment}` })
    const codes = codesUnder(counts, `basis_${moment}`)
    return [
      known,
      ...codes.map((code) => peopleFigure(counts, { ...figure, code, name: nameOf(code.slice(code.indexOf(':') + 1)) })),
      ...(unknown.value === 0n ? [] : [unknown]),
    ]
  })
  const flows = codesUnder(counts, 'flow').map((code) => {
    const [before = '', after = ''] = code
      .slice('flow:'.length)
      .split('>')
      .map(nameOf)
      .map((name) => [name.da, name.en])
    return peopleFigure(counts, {
      group: 'support',
      key: 'flow',
      code,
      of: 'due_end',
      name: { da: `${before[0]} → ${after[0]}`, en: `${before[1]} → ${after[1]}` },
    })
  })
  const free = (['self', 'part'] as const).flatMap((key) =>
    moments
      .filter((moment) => moment !== 'start')
      .map((moment) =>
        laterFigure(counts, { group: 'self_support', key, variant: moment, code: `${key}_${moment}`, of: `basis_${moment}` }),
      ),
  )
  return [...bases, ...flows, ...free]
}

/** Businesses founded by those who began, and how many of them go on. */
export function businessFigures(counts: Counts): Reading[] {
  const group = 'business'
  return [
    peopleFigure(counts, { group, code: 'registered', key: 'registered', of: 'started' }),
    peopleFigure(counts, { group, code: 'trading', key: 'trading', of: 'registered' }),
    peopleFigure(counts, { group, code: 'alive', key: 'alive', of: 'registered' }),
    ...survivalMonths.flatMap((months) => {
      const later = { group, variant: `m${months}`, of: `founded_due_${months}` } as const
      return [
        laterFigure(counts, { ...later, code: `alive_${months}`, key: 'alive_after' }),
        laterFigure(counts, { ...later, code: `trading_${months}`, key: 'trading_after' }),
      ]
    }),
  ]
}
