import { type Result, ok, refuse } from '#kernel/result.ts'

/** A password that one who knows its owner, or a list of common passwords, would soon guess. */
export type GuessableRefusal = { kind: 'password_guessable' }

/** What a password is for: whose words a guesser would try first. */
export type PasswordOwner = { name: string; email: string }

// The estimator knows English lists; these are what a Dane would try, and what the pages themselves say.
const wordsHere = 'adgangskode kodeord password hemmelig velkommen sommer vinter efterår forår danmark fodbold grobund mikrolån'.split(' ')

// Of the estimator's five grades only the best is taken: what a stolen list of hashes does not give away (NIST SP 800-63B asks that common,
// repeated and expected passwords are refused; a length alone does not).
const demandedScore = 4

/** Refuses a password that is easily guessed: a common one, a pattern, or little beside the owner's own name and address. A few words in a row pass. */
export async function notGuessable(password: string, owner: PasswordOwner): Promise<Result<true, GuessableRefusal>> {
  const estimator = await (known ??= estimating())
  const rest = partsOf(`${owner.name} ${owner.email}`).reduce((left, part) => left.replaceAll(part, ''), password.toLowerCase())
  const { score } = estimator.check(rest === password.toLowerCase() ? password : rest, wordsHere)
  return score < demandedScore ? refuse({ kind: 'password_guessable' }) : ok(true)
}

// Loaded when the first password is chosen: most processes never need the lists.
let known: ReturnType<typeof estimating> | undefined

async function estimating() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}

/** The words of a name or address as one would type them, with their accents and without. */
function partsOf(words: string): string[] {
  const parts = words.toLowerCase().split(/[^\p{L}\d]+/u)
  return [...new Set(parts.flatMap((part) => [part, part.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i')]))].filter(
    (part) => part.length > 2,
  )
}
