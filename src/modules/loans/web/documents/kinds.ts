/** What a quote or a signed note may be. */
export const loanFileKinds = ['pdf', 'png', 'jpeg'] as const
