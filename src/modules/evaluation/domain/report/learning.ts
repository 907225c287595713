import type { Gap } from './gaps.ts'

/** What a lesson is about (collaboration.learned). */
export const lessonSubjects = ['criterion', 'reason', 'activity', 'loan', 'cooperation'] as const
/** One of them. */
export type LessonSubject = (typeof lessonSubjects)[number]

/** A lesson the parties wrote down; it names no person. `learnedOn` is an ISO text, `organisation` who wrote it. */
export type Lesson = { about: LessonSubject; title: string; words: string; learnedOn: string; organisation: string }

/** What was changed in what is bought (agreements.changes); `on` is an ISO text, `reason` empty for a new period. */
export const changeKinds = ['period', 'places'] as const
/** One such change. */
export type MethodChange = { kind: (typeof changeKinds)[number]; on: string; before: number | null; after: number; reason: string }

/** What was learned by the cut-off: lessons, changes, and what the figures lack. */
export type Learning = { lessons: readonly Lesson[]; changes: readonly MethodChange[]; gaps: readonly Gap[] }
