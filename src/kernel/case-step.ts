/** Something the reader can do in a case; a step that cannot be taken yet stays, and says why in a sentence. */
export type CaseStep = { label: string; href: string; consequence: string; primary: boolean; disabledReason?: string }

/** A row of the worklist: an open case, what is next in it, who has the ball and until when. */
export type WorkRow = {
  personId: string
  caseNumber: string
  href: string
  nextAction: string
  phase: string
  /** The organisation that has the ball, `both`, or `citizen`. */
  ball: string
  dueOn: Temporal.PlainDate | null
  since: Temporal.PlainDate
}

/** What a module shows of a case beside the timeline: a few facts under a heading, and where there is more. */
export type CaseCard = { title: string; facts: { label: string; value: string }[]; href?: string; hrefLabel?: string }
