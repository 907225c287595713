import type { RuleTerms } from './eligibility.ts'

/** The rules a programme begins with, in the order they are asked; the offering organisation's administrator changes them from there. */
export const defaultRules: readonly (RuleTerms & { code: string })[] = [
  {
    code: 'adult',
    question: { da: 'Er borgeren fyldt 18 år?', en: 'Is the citizen 18 or older?' },
    expected: true,
    effect: 'excludes',
    advice: {
      da: 'Den, der er under 18 år, kan ikke selv indgå en aftale om lån.',
      en: 'Whoever is under 18 cannot enter into a loan agreement.',
    },
    legalSource: 'Værgemålsloven § 1',
  },
  {
    code: 'municipality',
    question: {
      da: 'Bor borgeren i en kommune, som køber pladser, og som jobcentret handler for?',
      en: 'Does the citizen live in a municipality that buys places and that the job centre acts for?',
    },
    expected: true,
    effect: 'excludes',
    advice: {
      da: 'Find borgerens handlekommune. Har den ingen aftale, kan borgeren ikke henvises.',
      en: 'Find the municipality that acts for the citizen. Without an agreement of its own it cannot refer.',
    },
    legalSource: 'Retssikkerhedsloven § 9',
  },
  {
    code: 'benefit',
    question: { da: 'Får borgeren en offentlig ydelse til forsørgelse?', en: 'Does the citizen live on a public benefit?' },
    expected: true,
    effect: 'ask_first',
    advice: {
      da: 'Forløbet er for borgere, der vil fra ydelse til egen virksomhed. Spørg lederen, før du henviser.',
      en: 'The course is for those who go from a benefit to a business. Ask the lead before you refer.',
    },
    legalSource: 'Lov om en aktiv beskæftigelsesindsats, målgrupperne',
  },
  {
    code: 'idea',
    question: { da: 'Har borgeren selv en idé til en virksomhed?', en: 'Has the citizen an idea of their own for a business?' },
    expected: true,
    effect: 'ask_first',
    advice: {
      da: 'Tal om ideen først. Den skal ikke være færdig, men den skal være borgerens egen.',
      en: 'Talk about the idea first. It need not be finished, but it must be the citizen’s own.',
    },
    legalSource: 'Programmets formål',
  },
  {
    code: 'may_trade',
    question: { da: 'Må borgeren drive selvstændig virksomhed i Danmark?', en: 'May the citizen run a business in Denmark?' },
    expected: true,
    effect: 'excludes',
    advice: {
      da: 'Danske, nordiske og EU-borgere må. Andre skal have en opholdstilladelse, der giver ret til det.',
      en: 'Danish, Nordic and EU citizens may. Others need a residence permit that lets them.',
    },
    legalSource: 'Udlændingeloven § 13',
  },
  {
    code: 'bankruptcy',
    question: {
      da: 'Er borgeren under konkurs, gældssanering eller i konkurskarantæne?',
      en: 'Is the citizen in bankruptcy, debt restructuring or disqualified after bankruptcy?',
    },
    expected: false,
    effect: 'ask_first',
    advice: {
      da: 'Tal med programmets økonomiske rådgiver. Et forløb kan være muligt, et lån er det måske ikke.',
      en: 'Talk to the programme’s financial adviser. A course may be possible; a loan may not.',
    },
    legalSource: 'Konkursloven §§ 157 og 197',
  },
]
