/** The addresses the shell itself links to; whoever serves them keeps them. */
export const shellPaths = { home: '/', search: '/search', signOut: '/sign-out' } as const
