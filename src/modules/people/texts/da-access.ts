/** The words of who has access to a person, and of erasing. */
export const access = {
  title: 'Hvem har adgang',
  intro: 'Organisationerne med en del i sagen, og de medarbejdere, der er lukket ind eller ude.',
  organisations: 'Organisationer',
  since: (day: string) => `siden ${day}`,
  trusted: 'Må se navn og adresse',
  trustedText: 'Borgeren har navne- og adressebeskyttelse. Kun disse medarbejdere ser navn, adresse, telefon og CPR-nummer.',
  notProtected: 'Borgeren har ikke navne- og adressebeskyttelse, så alle i organisationerne ser oplysningerne.',
  noneTrusted: 'Ingen endnu.',
  letIn: 'Giv adgang',
  letOut: 'Fjern adgang',
  member: 'Medarbejder',
  conflicts: 'Inhabile',
  conflictText:
    'En medarbejder, der er inhabil (forvaltningsloven § 3), for eksempel i familie med borgeren, ser intet om borgeren: ikke på lister, ikke ved søgning og ikke på sider.',
  noConflicts: 'Ingen er meldt inhabile.',
  declareOwn: 'Jeg er inhabil',
  declareOwnText: 'Du mister adgangen med det samme, og kun en leder kan give dig den igen.',
  declareOther: 'Meld inhabil',
  lift: 'Ophæv',
  declared: 'Inhabiliteten er noteret, og adgangen er lukket.',
  lifted: 'Inhabiliteten er ophævet.',
  changed: 'Adgangen er ændret.',
  refusals: {
    not_on_the_staff: 'Vælg en medarbejder i din egen organisation.',
    no_such_conflict: 'Der er ingen inhabilitet at ophæve. Genindlæs siden.',
  },
  erasure: {
    title: 'Sletning',
    intro: 'Borgere, som ingen organisation arbejder med længere. Navne vises ikke: find en bestemt borger med CPR-nummer.',
    person: 'Borger',
    lastOn: 'Sidste dag med en del i sagen',
    choose: 'Gå til sletning',
    none: 'Der er ingen at slette',
    noneText: 'En borger står her, når alle organisationers del i sagen er slut.',
    byCpr: 'Find en borger, der beder om at blive slettet',
    cpr: 'CPR-nummer',
    find: 'Find',
    notFound:
      'Der er ingen med det nummer, som kan slettes. Enten er borgeren slettet, eller også arbejder en organisation stadig med sagen.',
    confirmTitle: 'Slet borgeren',
    confirmText:
      'Navn, kontakt, CPR-nummer, breve, notater, dokumenter og al fri tekst om borgeren bliver slettet hos alle organisationer og kan ikke hentes igen. Dage, koder og beløb bliver stående uden navn.',
    archive: 'Husk: sager, der skal afleveres til arkivet, afleveres først (arkivloven).',
    reason: 'Hvorfor slettes borgeren?',
    reasons: {
      retention_over: 'Opbevaringsfristen er udløbet',
      citizen_asked: 'Borgeren har bedt om det',
      registered_by_mistake: 'Registreret ved en fejl',
    },
    erase: 'Slet for altid',
    cancel: 'Fortryd',
    done: 'Borgeren er slettet.',
    refusals: {
      no_such_person: 'Borgeren findes ikke her.',
      already_erased: 'Borgeren er allerede slettet.',
      case_open: 'En organisation arbejder stadig med borgeren. Sagen skal være slut først.',
    },
    nav: 'Sletning',
  },
}

/** The form every language of these has. */
export type AccessTexts = typeof access
