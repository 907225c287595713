/** The words of the questionnaires. */
export const surveyDa = {
  title: 'Hvordan gik det?',
  intro: 'Det tager to minutter. Dit navn står ikke ved svarene, og du kan kun svare én gang.',
  moments: {
    gate: 'Første fase er ved at være slut.',
    end: 'Forløbet er slut.',
    end6: 'Det er et halvt år siden, forløbet sluttede.',
  },
  questionsTitle: 'Fire spørgsmål',
  questions: {
    citizen: {
      useful: 'Kunne du bruge det, du lærte?',
      help: 'Fik du hjælp, når du havde brug for den?',
      together: 'Arbejdede jobcentret og kommunen godt sammen om dit forløb?',
      recommend: 'Ville du anbefale forløbet til andre?',
    },
    staff: {
      useful: 'Kunne borgeren bruge forløbet?',
      help: 'Kunne I give hjælpen, når der var brug for den?',
      together: 'Arbejdede parterne godt sammen?',
      recommend: 'Ville du henvise en lignende borger igen?',
    },
  },
  scale: ['Ja, i høj grad', 'Ja, i nogen grad', 'Både og', 'Nej, kun lidt', 'Nej, slet ikke'],
  words: 'Er der noget, vi skal lave om?',
  wordsHint: 'Skriv uden navne',
  send: 'Send svarene',
  thanks: 'Tak for dit svar',
  thanksText: 'Svarene er gemt. Du kan lukke siden.',
  asked: { gate: 'Ved overgangen', end: 'Ved udskrivning', end6: 'Et halvt år efter' },
  inWordsCount: (all: string, each: string) => `${all} har svaret med egne ord (${each}).`,
  inWords: 'Med egne ord',
  inWordsText: 'Svar med egne ord vises kun i den lukkede udgave.',
  parties: { citizen: 'Borger', provider: 'Leverandør', acting_job_centre: 'Jobcenter' },
}
