import { expect, test } from 'vitest'
import { agreementSteps } from '../src/modules/agreements/domain/agreement-machine.ts'
import { type PlaceStep, placeMachine, placeStates, ballOf } from '../src/modules/enrolments/domain/place-machine.ts'

const who = (by: PlaceStep['by']) => by.map((one) => (typeof one === 'string' ? one : `${one.role} (${one.as})`)).join(', ')

/** The arrows of a machine as a Mermaid drawing; steps that stay where they are go into the table only. */
function drawing(arrows: readonly (readonly [string, string, string])[]): string[] {
  return ['```mermaid', 'stateDiagram-v2', ...arrows.map(([from, to, name]) => `  ${from} --> ${to}: ${name}`), '```']
}

function placeLines(): string[] {
  const steps = Object.entries<PlaceStep>(placeMachine)
  const arrows = steps.flatMap(([name, step]) =>
    step.to === 'same' || step.to === 'before' || name === 'record_death' ? [] : step.from.map((from) => [from, step.to, name] as const),
  )
  const rows = steps.map(([name, step]) => {
    const paused = { either: 'also', never: 'no', only: 'only' }[step.paused]
    return `| \`${name}\` | ${step.from.join(', ') || '–'} | ${step.to} | ${who(step.by)} | ${paused} | ${step.reason ?? '–'} |`
  })
  const balls = placeStates.map((state) => `| \`${state}\` | ${ballOf(state, false) ?? 'nobody'} |`)
  return [
    '## Place',
    '',
    'A death (`record_death`) may be recorded in every state but the last two and leads to `deceased`; `before` is the state an ending came from.',
    '',
    ...drawing([['[*]', 'waiting', 'admit'], ...arrows]),
    '',
    '| Step | From | To | Who | In a pause | Reason |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'The pause lies over the state and is none itself; while it lasts the job centre has the ball.',
    '',
    '| State | Who has the ball |',
    '| --- | --- |',
    ...balls,
  ]
}

function agreementLines(): string[] {
  const steps = Object.entries(agreementSteps)
  return [
    '## Agreement',
    '',
    ...drawing(steps.flatMap(([name, step]) => step.from.map((from) => [from, step.to, name] as const))),
    '',
    '| Step | From | To | By | Reason |',
    '| --- | --- | --- | --- | --- |',
    ...steps.map(
      ([name, { from, to, by, needsReason }]) => `| \`${name}\` | ${from.join(', ')} | ${to} | ${by} | ${needsReason ? 'yes' : '–'} |`,
    ),
  ]
}

test('the document of the machines is what the tables say', async () => {
  const lines = [
    '# Places and agreements as machines',
    '',
    'Printed from the tables that pages, actions and tests read: `src/modules/enrolments/domain/place-machine.ts` and',
    '`src/modules/agreements/domain/agreement-machine.ts`. Changed there, printed here by `npx vitest run test/machines.test.ts -u`.',
    '',
    ...placeLines(),
    '',
    ...agreementLines(),
  ]
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../docs/machines.md')
})
