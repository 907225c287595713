import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Stack } from '#ui/layout.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'
import type { RegisterFacts } from './facts.ts'

/** The citizen's open goals in the register of an individual session: each is left alone, or it is said how it stands. */
export function GoalsCard({ call, facts }: { call: Call; facts: RegisterFacts }) {
  const say = texts(call.lang)
  const { goals, standings } = facts.goals
  if (goals.length === 0) return null
  return (
    <Card title={say.goals} id="goals">
      <Stack>
        {goals.map((goal) => {
          const mark = facts.marks.find(({ goalId }) => goalId === goal.id)
          return (
            <div role="group" class="g-goal" aria-label={goal.words}>
              <Select
                lang={call.lang}
                name={`g_${goal.id}`}
                label={goal.words}
                hint={goal.note}
                value={mark?.standing ?? 'untouched'}
                options={[{ value: 'untouched', label: say.goalNotDiscussed }, ...standings]}
              />
              <TextField lang={call.lang} name={`w_${goal.id}`} label={say.goalWords} value={mark?.words} width="full" required={false} />
            </div>
          )
        })}
      </Stack>
    </Card>
  )
}
