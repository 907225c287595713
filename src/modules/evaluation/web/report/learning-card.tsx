import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { countText, dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type ShownGap, shownLearning } from '../../domain/open/open-learning.ts'
import type { Version } from '../../domain/open/open-version.ts'
import type { Dataset } from '../../domain/report/dataset.ts'
import type { Lesson, MethodChange } from '../../domain/report/learning.ts'
import { texts } from '../../texts/texts.ts'

const dayOf = (iso: string) => dayText(Temporal.PlainDate.from(iso))

/** A lesson in one text. */
export function lessonText(lesson: Lesson): string {
  return lesson.words === '' ? lesson.title : `${lesson.title}. ${lesson.words}`
}

/** What was changed, in words. */
export function changeText({ kind, before, after, reason }: MethodChange, lang: Lang): string {
  const say = texts(lang).report.learned
  const what = kind === 'period' ? say.newPeriod(after) : say.otherPlaces(before ?? 0, after)
  return reason === '' ? what : `${what}: ${reason}`
}

/** What the parties have learned and changed, and what the figures lack, by who has it in hand. */
export function LearningCard({ dataset, version, lang }: { dataset: Dataset; version: Version; lang: Lang }) {
  const shown = shownLearning(dataset, version)
  if (shown === null) return null
  const all = texts(lang).report
  const say = all.learned
  return (
    <Card title={say.title} id="learned">
      {shown.lessons.length === 0 ? (
        <p>{say.noLessons}</p>
      ) : (
        <DataTable<Lesson>
          id="lessons-table"
          caption={say.lessons}
          inCard
          rows={shown.lessons}
          columns={[
            { heading: say.lesson, cell: (lesson) => lessonText(lesson), wide: true },
            { heading: say.about, cell: (lesson) => say.subjects[lesson.about] },
            { heading: say.by, cell: (lesson) => lesson.organisation },
            { heading: say.on, cell: (lesson) => dayOf(lesson.learnedOn) },
          ]}
        />
      )}
      {shown.changes.length === 0 ? (
        <p>{say.noChanges}</p>
      ) : (
        <DataTable<MethodChange>
          id="changes-table"
          caption={say.changes}
          inCard
          rows={shown.changes}
          columns={[
            { heading: say.change, cell: (change) => changeText(change, lang), wide: true },
            { heading: say.from, cell: (change) => dayOf(change.on) },
          ]}
        />
      )}
      {shown.gaps.length === 0 ? (
        <p>{say.noGaps}</p>
      ) : (
        <DataTable<ShownGap>
          id="lacks-table"
          caption={say.gaps}
          inCard
          rows={shown.gaps}
          columns={[
            { heading: all.gap, cell: (gap) => all.gaps[gap.kind], wide: true },
            { heading: all.gapOwner, cell: (gap) => all.owners[gap.owner] },
            ...(version === 'closed'
              ? [
                  {
                    heading: all.gapCount,
                    cell: ({ cases }: ShownGap) => (cases === null || cases === 0 ? '–' : countText(cases, lang)),
                    num: true,
                  },
                ]
              : []),
          ]}
        />
      )}
    </Card>
  )
}
