/** What a value is called, by the name the checking gives it. */
const values: Record<string, string> = {
  string: 'en tekst',
  number: 'et tal',
  int: 'et helt tal',
  boolean: 'true eller false',
  array: 'en liste',
  object: 'et objekt',
  record: 'et objekt',
  null: 'null',
  undefined: 'intet',
}

const value = (name = '') => values[name] ?? name
const either = (options = '') => options.replaceAll('|', ' eller ')

/** What is wrong in a document, as the checking says it and as a Dane reads it. */
const faults: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^Invalid input: expected (\w+), received undefined$/, (wanted) => `mangler: skal være ${value(wanted)}`],
  [/^Invalid input: expected int, received number$/, () => 'skal være et helt tal'],
  [/^Invalid input: expected (\w+), received (\w+)$/, (wanted, got) => `skal være ${value(wanted)}, ikke ${value(got)}`],
  [/^Invalid input: expected (.+)$/, (wanted) => `skal være ${wanted}`],
  [/^Invalid option: expected one of (.+)$/, (options) => `skal være ${either(options)}`],
  [/^Too big: expected \w+ to have <=(\d+) \w+$/, (most) => `må højst være ${most} lang`],
  [/^Too small: expected string to have >=1 characters$/, () => 'skal udfyldes'],
  [/^Too small: expected array to have >=(\d+) items$/, (least) => `skal have mindst ${least}`],
  [/^Too big: expected number to be <=?(\d+)$/, (most) => `må højst være ${most}`],
  [/^Too small: expected number to be >=?(-?\d+)$/, (least) => `skal være mindst ${least}`],
  [/^Unrecognized keys?: (.+)$/, (keys) => `kender ikke ${keys}`],
  [/^Invalid URL$/, () => 'skal være en adresse, der begynder med https://'],
  [/^is not a JSON object$/, () => 'er ikke et JSON-objekt'],
  [/^is missing: say memo or assumption, and why$/, () => 'mangler: skriv memo eller assumption, og hvorfor'],
  [
    /^marks no term of the (agreement|programme)$/,
    (whose) => `hører ikke til noget vilkår i ${whose === 'agreement' ? 'aftalen' : 'programmet'}`,
  ],
  [/^must add up to (\d+) basis points, not (-?\d+)$/, (all, sum) => `skal give ${all} basispoint i alt, ikke ${sum}`],
  [/^must be a day as YYYY-MM-DD$/, () => 'skal være en dag, skrevet ÅÅÅÅ-MM-DD'],
  [/^must be a four-digit municipality code$/, () => 'skal være en kommunekode på fire cifre'],
  [/^must be a CVR number$/, () => 'skal være et CVR-nummer'],
  [/^must be digits and spaces$/, () => 'skal være cifre og mellemrum'],
  [/^must be at least minOre, and minOre above 0$/, () => 'skal være mindst minOre, og minOre skal være over 0'],
  [/^must be memo or assumption$/, () => 'skal være memo eller assumption'],
  [/^must be one capital letter$/, () => 'skal være ét stort bogstav'],
  [/^must be percent or count$/, () => 'skal være percent eller count'],
  [/^must be small letters and underscores$/, () => 'skal være små bogstaver og understreger'],
  [/^must be small letters, digits and hyphens$/, () => 'skal være små bogstaver, cifre og bindestreger'],
  [/^must not lie before (\w+)$/, (other) => `må ikke ligge før ${other}`],
  [/^must come before the reminders$/, () => 'skal komme før rykkerne'],
  [/^must be at least (\d+) days after the step before$/, (days) => `skal være mindst ${days} dage efter trinnet før`],
  [/^is above what the law allows, (\d+) øre$/, (most) => `er over det, loven tillader, ${most} øre`],
  [/^is for civil claims \(renteloven does not cover public ones\)$/, () => 'er for civilretlige krav (renteloven gælder ikke offentlige)'],
  [/^only a reminder can cost a fee$/, () => 'kun en rykker kan koste et gebyr'],
  [/^a reminder is sent only after the coach was asked$/, () => 'en rykker sendes først, når coachen er spurgt'],
  [/^(".*") is not among organisations$/, (key) => `${key} står ikke under organisations`],
  [/^(".*") stands twice$/, (key) => `${key} står to gange`],
]

/** A fault of a document in Danish; one that has no Danish words stays as it is. */
export function faultInDanish(message: string): string {
  for (const [pattern, words] of faults) {
    const found = pattern.exec(message)
    if (found !== null) return words(...found.slice(1))
  }
  return message
}
