/** What an entry is about, as its module knows it: a name without a person's, and where it is read. `personId` for the log of reading. */
export type Subject = { label: string; href: string; personId: string }
