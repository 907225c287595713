/** The words of representatives. */
export const representatives = {
  title: 'Repræsentant eller værge',
  intro: 'Hvem må handle for borgeren, på hvilket grundlag, om hvad og hvornår.',
  none: 'Ingen er noteret',
  name: 'Navn',
  address: 'Adresse',
  phone: 'Telefon',
  basis: 'Grundlag',
  bases: {
    guardianship: 'Værgemål',
    power_of_attorney: 'Fuldmagt',
    party_representative: 'Partsrepræsentant (forvaltningsloven § 8)',
    companion: 'Bisidder',
  },
  scope: 'Om hvad',
  scopes: { everything: 'Hele sagen', economy: 'Kun økonomi', meetings: 'Kun med til møder' },
  from: 'Fra og med',
  until: 'Til og med',
  untilHint: 'Lad feltet være tomt, når der ingen slutdato er.',
  ongoing: 'indtil videre',
  copies: 'Får kopi af breve',
  copiesHint: 'Kopien står i postkøen, når et brev skal sendes.',
  record: 'Notér en repræsentant',
  save: 'Gem',
  saved: 'Repræsentanten er noteret.',
  end: 'Stop i dag',
  ended: 'Repræsentationen er stoppet.',
  days: (from: string, until: string) => `${from} – ${until}`,
  signIn: {
    invite: 'Giv adgang til borgerens sider',
    again: 'Lav et nyt link',
    has: 'Har adgang til borgerens sider, så længe grundlaget gælder.',
    email: 'E-mail',
    emailMissing: 'Skriv den e-mail, der skal logges ind med.',
    hint: (scope: string) => `${scope} Adgangen åbner og lukker med dagene ovenfor. Brug en e-mail, der ikke har et login i forvejen.`,
    scopes: {
      everything: 'Kan det samme som borgeren, men skriver ikke under på lån.',
      economy: 'Kan se og arbejde med lån og budgetter, og intet andet. Skriver ikke under på lån.',
      meetings: 'Kan se kalenderen og intet andet.',
    },
    invited: 'Send dette link til repræsentanten. Det virker én gang og vises kun nu:',
    nameFor: (name: string, whom: string | null) => (whom === null ? `${name} (repræsentant)` : `${name} for ${whom}`),
  },
  refusals: {
    days_turned: 'Slutdatoen ligger før startdatoen.',
    address_missing: 'Skriv adressen, når der skal sendes kopi af breve.',
    companion_acts: 'En bisidder er med til møder og får ikke kopi af breve. Vælg et andet grundlag, eller ret resten.',
    representation_over: 'Grundlaget er ophørt.',
    email_in_use:
      'Den e-mail har allerede et login. Hver repræsentation har sit eget: brug en anden adresse, for eksempel navn+borger@domæne.dk.',
    no_such_representative: 'Den er allerede stoppet. Genindlæs siden.',
  },
}

/** The form every language of these has. */
export type RepresentativeTexts = typeof representatives
