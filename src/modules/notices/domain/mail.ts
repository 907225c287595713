/** What a mail says: the case number and where to sign in. Nothing of a person or a decision ever stands in it. */
export function mailWords(link: string, reference: string | null): { subject: string; text: string } {
  const subject = reference === null ? 'Nyt til dig i Grobund' : `Nyt til dig i Grobund: sag ${reference}`
  const about = reference === null ? ['', ''] : [` i sag ${reference}`, ` in case ${reference}`]
  const text = [
    `Der er nyt til dig${about[0]}. Log ind for at se det:`,
    link,
    '',
    'Mailen kan ikke besvares. Den indeholder ingen personlige oplysninger.',
    '',
    `There is news for you${about[1]}. Sign in to see it with the link above. This mail cannot be answered.`,
    '',
  ]
  return { subject, text: text.join('\n') }
}

/** Which notices a reader also gets as mail; decisions come whatever is chosen. */
export type MailChoice = { tasks: boolean; messages: boolean }

/** How often a mail is tried: for more than a week, so that a mail server that is down over Easter loses nothing. */
export const mailAttemptsMax = 40
/** The longest wait between two tries, in minutes. */
const longestWaitMinutes = 6 * 60

/** Minutes to wait after the nth failed try: 2, 4, 8 … and then every six hours; null when it is given up until somebody sends it again. */
export function retryAfterMinutes(attempts: number): number | null {
  return attempts >= mailAttemptsMax ? null : Math.min(2 ** attempts, longestWaitMinutes)
}
