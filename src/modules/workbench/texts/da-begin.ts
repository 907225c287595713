/** The words of an administrator's first page. */
export const begin = {
  title: 'Kom i gang',
  nav: 'Kom i gang',
  intro: (organisation: string) => `Det skal være på plads i ${organisation}, før den første borger henvises.`,
  order: 'I denne rækkefølge',
  yourself: 'Invitér dig selv',
  yourselfText:
    'Den første konto har intet navn og kan ikke få mail. Invitér dig selv som administrator med navn og mail, log ind med den nye konto, og fjern rollen fra den gamle.',
  colleagues: 'Invitér dine kolleger',
  lacking: (roles: string) => `Endnu ubesat: ${roles}. Den samme person kan have flere roller.`,
  allRoles: 'Alle roller, som jeres del af samarbejdet kræver, er besat.',
  read: (agreement: string) => `Læs aftalen: ${agreement}`,
  assumptions: (count: number) =>
    count === 0
      ? 'Alt i aftalen følger af notatet.'
      : `${count} vilkår er antaget, fordi notatet ikke siger noget. Ved hvert vilkår står, om det er notat eller antagelse. Afklar dem med parterne.`,
  deadlines: 'Offentliggør jeres frister',
  deadlinesText: 'Hvor længe I må være om at afgøre en henvisning og en ansøgning om lån (retssikkerhedsloven § 3, stk. 2).',
  mailsTitle: (count: number) => (count === 1 ? 'Mailserveren tog ikke imod en mail' : `Mailserveren tog ikke imod ${count} mails`),
  mailsText: (code: string) =>
    `Fejlen var ${code}. Mails prøves igen af sig selv i mere end en uge, og alt kan imens læses i systemet. Se efter, om SMTP_URL er rigtig, og om serveren svarer.`,
  ownSignIn: 'Beskyt dit login',
  ownSignInText: 'Lav en adgangsnøgle, eller slå koder fra telefonen til. Under Medarbejdere kan du kræve to faktorer af alle.',
  another: 'Et andet samarbejde',
  anotherText:
    'En anden kommunes pilotprojekt er en fil: parter, program, pladser, priser og frister. Du ser, hvad filen giver, før noget gemmes.',
  anotherLink: 'Indlæs en aftale fra en fil',
  over: (day: string) => `Aftalen løb til ${day}, så ingen kan henvises under den. Indlæs jeres egen nedenfor, eller forlæng den.`,
  toRead: 'Når du kan',
  done: 'På plads',
  missing: 'Mangler',
}
