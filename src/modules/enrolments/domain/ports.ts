/** What the first phase demands of one kind of activity, and what is missing of it. Counts of attendances. */
export type Owed = { code: string; name: { da: string; en: string }; demanded: number; attended: number; missing: number }
