import type { Authority, Listed } from '#modules/caseload/index.ts'
import type { StandingWords, WordsReader } from '#platform/case.ts'
import { placeStates, placeStepNames } from '../../domain/place-machine.ts'
import { texts } from '../../texts/texts.ts'

/** A run's row of the worklist in the reader's words: its state, what the reader's authority does next, and where. */
export function standingWords({ caseId, state, paused, next }: Listed, authority: Authority | null, { lang }: WordsReader): StandingWords {
  const say = texts(lang)
  const known = placeStates.find((one) => one === state)
  const step = authority === null ? null : placeStepNames.find((one) => one === next[authority])
  const phase = known === undefined ? state : say.states[known]
  return {
    phase: paused ? `${phase} · ${say.paused}` : phase,
    next: step ? { label: say.steps[step].label, href: `/cases/${caseId}` } : null,
  }
}
