import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Stack } from '#ui/layout.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'
import type { RegisterFacts } from './facts.ts'

/** The citizen's open goals in the register of an individual session: each is left alone, or it is said how it stands. */
export function GoalsCard({ call, facts }: { call: Call; facts: RegisterFacts }) {
  const say = texts(call.lang)
  const { goals, standings } = facts.goals
  if (goals.length === 0) return null
  return (
    <Card title={say.goals} id="goals" aside={<p>{say.goalsIntro}</p>}>
      <Stack>
        {goals.map((goal) => {
          const mark = facts.marks.find(({ goalId }) => goalId === goal.id)
          return (
            <>
              <Radios
                lang={call.lang}
                name={`g_${goal.id}`}
                label={goal.words}
                hint={goal.note}
                value={mark?.standing ?? ''}
                inline
                required={false}
                options={[{ value: '', label: say.goalNotDiscussed }, ...standings]}
              />
              <TextField
                lang={call.lang}
                name={`w_${goal.id}`}
                label={say.goalWords(goal.words)}
                value={mark?.words}
                width="full"
                required={false}
              />
            </>
          )
        })}
      </Stack>
    </Card>
  )
}
