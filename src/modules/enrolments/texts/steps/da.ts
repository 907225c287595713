/** The words of every step, in Danish. */
export const da = {
  steps: {
    admit: {
      label: 'Sæt på venteliste',
      consequence: 'Borgeren står på ventelisten til aftalens pladser.',
      done: 'Borgeren står nu på ventelisten.',
      told: 'Kom på ventelisten',
    },
    confirm_interest: {
      label: 'Bekræft interesse',
      consequence: 'Borgeren beholder sin plads i køen. Du bliver spurgt igen om 60 dage.',
      done: 'Interessen er bekræftet.',
      told: 'Bekræftede, at interessen holder',
    },
    offer: {
      label: 'Tilbyd en plads',
      consequence: 'Pladsen er reserveret, til fristen er gået. Borgeren får et brev, og jobcentret får besked i dag.',
      done: 'Pladsen er tilbudt og reserveret.',
      told: 'Fik tilbudt en plads',
    },
    put_ahead: {
      label: 'Sæt foran i køen',
      consequence: 'Borgeren går foran alle, der venter på almindelig vis. Blandt dem, der er sat foran, gælder datoen.',
      done: 'Borgeren er sat foran i køen.',
      told: 'Blev sat foran i køen',
    },
    put_back: {
      label: 'Sæt tilbage på datoen',
      consequence: 'Borgeren venter igen efter sin dato.',
      done: 'Borgeren venter igen efter sin dato.',
      told: 'Venter igen efter sin dato',
    },
    leave_list: {
      label: 'Tag af ventelisten',
      consequence: 'Borgeren får ikke tilbudt en plads. Det kan rettes i to måneder.',
      done: 'Borgeren er taget af ventelisten.',
      told: 'Forlod ventelisten',
    },
    close_list: {
      label: 'Luk ventetiden: aftalen er slut',
      consequence: 'Borgeren tages af ventelisten og får besked. Det kan rettes i to måneder, hvis aftalen forlænges.',
      done: 'Borgeren er taget af ventelisten.',
      told: 'Ventelisten blev lukket, fordi aftalen er slut',
    },
    transfer: {
      label: 'Lad borgeren vente under den næste aftale',
      consequence: 'Borgeren beholder sin dato i køen. Den nye aftales program gælder.',
      done: 'Borgeren venter nu under den næste aftale.',
      told: 'Venter nu under den næste aftale',
    },
    record_move: {
      label: 'Registrér flytning til en anden kommune',
      consequence: 'Forløbet fortsætter foreløbig. Sagsbehandleren får fire uger til at aftale med den nye kommune, hvem der betaler.',
      done: 'Flytningen er registreret.',
      told: 'Flyttede til en anden kommune',
    },
    settle_move: {
      label: 'Flytningen er afklaret',
      consequence: 'Forløbet fortsætter efter det, I har aftalt. Skal det slutte, så afslut det før tid med årsagen flyttet.',
      done: 'Det er noteret, hvad der er aftalt.',
      told: 'Efter flytningen er det aftalt, hvem der betaler',
    },
    record_death: {
      label: 'Registrér dødsfald',
      consequence:
        'Pladsen bliver fri, og ingen skriver til borgeren mere, heller ikke det, der venter på at blive sendt. Værgemål og fuldmagter slutter på dødsdagen. Et lån lever videre i boet. Det kan rettes i to måneder.',
      done: 'Dødsfaldet er registreret. Der bliver ikke skrevet til borgeren mere.',
      told: 'Dødsfald',
    },
    accept: {
      label: 'Sig ja til pladsen',
      consequence: 'Pladsen er borgerens. Programmet aftaler startdagen.',
      done: 'Pladsen er taget imod.',
      told: 'Sagde ja til pladsen',
    },
    decline: {
      label: 'Sig nej, bliv på ventelisten',
      consequence: 'Pladsen går til den næste. Borgeren beholder sin dato i køen, men kun denne ene gang.',
      done: 'Tilbuddet er afslået. Borgeren står stadig på ventelisten.',
      told: 'Sagde nej og blev på ventelisten',
    },
    turn_down: {
      label: 'Sig nej, og forlad ventelisten',
      consequence: 'Pladsen går til den næste, og borgeren får ikke flere tilbud. Det kan rettes i to måneder.',
      done: 'Tilbuddet er afslået, og borgeren er taget af ventelisten.',
      told: 'Sagde nej og forlod ventelisten',
    },
    expire: {
      label: 'Fristen udløb',
      consequence: 'Pladsen går til den næste. Borgeren står stadig på ventelisten.',
      done: 'Tilbuddet er udløbet.',
      told: 'Fristen for tilbuddet udløb',
    },
    start: {
      label: 'Registrér start',
      consequence: 'De seks måneder begynder på startdagen. Erhvervschefen får besked uden navn. Borgeren får et brev.',
      done: 'Starten er registreret, og erhvervschefen har fået besked.',
      told: 'Startede',
    },
    never_start: {
      label: 'Kom aldrig i gang',
      consequence:
        'Pladsen bliver fri i morgen. Erhvervschefen får besked uden navn. Borgeren får et brev med grunden. Det kan rettes i to måneder.',
      done: 'Det er registreret, at borgeren ikke kom i gang.',
      told: 'Kom aldrig i gang',
    },
    pause: {
      label: 'Sæt på pause',
      consequence: 'De seks måneder står stille. Beholdes pladsen, betaler kommunen for den imens.',
      done: 'Forløbet er sat på pause.',
      told: 'Pause',
    },
    extend_pause: {
      label: 'Forlæng pausen',
      consequence: 'Slutdatoen flytter med. Rammer den en plads, der er lovet en anden, siger systemet nej.',
      done: 'Pausen er forlænget.',
      told: 'Pausen blev forlænget',
    },
    resume: {
      label: 'Tilbage fra pause',
      consequence: 'De seks måneder tæller igen fra den dag.',
      done: 'Forløbet er genoptaget.',
      told: 'Genoptaget efter pause',
    },
    prolong: {
      label: 'Forlæng første fase',
      consequence: 'Det kan kun ske én gang. Slutdatoen flytter for begge faser.',
      done: 'Første fase er forlænget.',
      told: 'Første fase blev forlænget',
    },
    open_gate: {
      label: 'Åbn overgangen',
      consequence: 'Pladsen beholdes i højst 30 dage efter første fase, mens I afgør, hvad der skal ske.',
      done: 'Overgangen er åben.',
      told: 'Overgangen blev åbnet',
    },
    release_gate_place: {
      label: 'Pladsen er givet fri',
      consequence: 'De 30 dage er gået. Hovedforløbet kræver nu en ledig plads.',
      done: 'Pladsen er givet fri.',
      told: 'Pladsen blev givet fri efter 30 dage',
    },
    pass_gate: {
      label: 'Gå videre til hovedforløbet',
      consequence: 'Seks måneder med sparring og netværk begynder. Borgeren kan søge mikrolån.',
      done: 'Hovedforløbet er åbnet.',
      told: 'Gik videre til hovedforløbet',
    },
    end_after_first: {
      label: 'Afslut efter første fase',
      consequence:
        'Borgeren har gennemført første fase. Pladsen bliver fri dagen efter, og erhvervschefen får besked uden navn. Borgeren får et brev.',
      done: 'Forløbet er afsluttet efter første fase.',
      told: 'Afsluttede efter første fase',
    },
    end_early: {
      label: 'Afslut før tid',
      consequence:
        'Pladsen bliver fri dagen efter. Et lån lever videre. Erhvervschefen får besked uden navn. Borgeren får et brev med grunden.',
      done: 'Forløbet er afsluttet.',
      told: 'Afsluttet før tid',
    },
    complete: {
      label: 'Registrér gennemført',
      consequence: 'Pladsen bliver fri dagen efter hovedforløbets sidste dag. Erhvervschefen får besked uden navn. Borgeren får et brev.',
      done: 'Forløbet er gennemført.',
      told: 'Gennemførte forløbet',
    },
    begin_after_care: {
      label: 'Efterværn begynder',
      consequence: 'Borgeren spørges efter 3, 6, 12 og 24 måneder.',
      done: 'Efterværnet er begyndt.',
      told: 'Efterværnet begyndte',
    },
    record_check: {
      label: 'Registrér opfølgning',
      consequence: 'Svaret indgår i evalueringen uden navn.',
      done: 'Opfølgningen er registreret.',
      told: 'Opfølgning',
    },
    close: { label: 'Luk', consequence: 'Sagen er slut.', done: 'Sagen er lukket.', told: 'Sagen blev lukket' },
    reopen: {
      label: 'Ret: genåbn forløbet',
      consequence:
        'Afslutningen annulleres med en begrundelse. Begge linjer bliver stående i tidslinjen. Borgeren får et brev med begrundelsen, dog ikke om et dødsfald, der blev registreret ved en fejl. Kræver en ledig plads.',
      done: 'Forløbet er genåbnet.',
      told: 'Afslutningen blev rettet, forløbet genåbnet',
    },
  },
  /** The steps a citizen takes themselves, said to them. */
  own: {
    yourAnswer: 'Dit svar',
    acceptedAlready: 'Du har allerede sagt ja til pladsen. Du skal ikke gøre mere.',
    toOwnPage: 'Til Min vej',
    answer: { label: 'Svar på tilbuddet', consequence: 'Sig ja til pladsen, eller sig nej og vælg, om du bliver på ventelisten.' },
    confirm_interest: {
      label: 'Bekræft, at du stadig vil have en plads',
      consequence: 'Du beholder din plads i køen. Vi spørger igen om 60 dage.',
      done: 'Tak. Du står stadig i køen.',
    },
    leave_list: {
      label: 'Forlad ventelisten',
      consequence: 'Du får ikke tilbudt en plads. Det kan rettes i to måneder.',
      done: 'Du er taget af ventelisten.',
    },
    accept: { label: 'Ja tak til pladsen', consequence: 'Pladsen er din. Vi aftaler startdagen med dig.', done: 'Pladsen er din.' },
    decline: {
      label: 'Nej tak, men jeg bliver på ventelisten',
      consequence: 'Pladsen går til den næste. Du beholder din dato i køen, men kun denne ene gang.',
      done: 'Du har sagt nej tak. Du står stadig på ventelisten.',
    },
    turn_down: {
      label: 'Nej tak, og jeg vil af ventelisten',
      consequence: 'Pladsen går til den næste, og du får ikke flere tilbud. Det kan rettes i to måneder.',
      done: 'Du har sagt nej tak og er taget af ventelisten.',
    },
  },
}

/** The shape of these words; every language has them all. */
export type StepsTexts = typeof da
