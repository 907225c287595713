/** Something the reader can do in a case; a step that cannot be taken yet stays, and says why in a sentence. */
export type CaseStep = { label: string; href: string; consequence: string; primary: boolean; disabledReason?: string }

/** What a module shows of a case beside the timeline: a few facts under a heading, and where there is more. */
export type CaseCard = { title: string; facts: { label: string; value: string }[]; href?: string; hrefLabel?: string }
