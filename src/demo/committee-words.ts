import type { ReportWish } from '#modules/evaluation/index.ts'

/** What Torben writes in the report of spring 2016; figures stand by their codes and are put in for each version. */
export const springWords: NonNullable<ReportWish['words']> = {
  summary:
    'Pilotprojektet har kørt siden oktober 2015. [[referred]] borgere er henvist, og [[started]] er begyndt. Pladserne har været i brug [[place_days_used%]] af tiden. Ingen kan have gennemført hele forløbet endnu, så det er for tidligt at sige, om det får borgere i selvforsørgelse.',
  background:
    'Beskæftigelsesudvalget besluttede i 2015 at prøve mikrolån som vej ud af offentlig forsørgelse. Ishøj Kommune køber pladser i Næstved Kommunes forløb, og Jobcenter Vallensbæk henviser. Udvalget bad om en evaluering i foråret 2016, før aftalen udløber 30. september 2016.',
  target_group:
    'Målgruppen er borgere på offentlig forsørgelse, der har en forretningsidé og lyst til at prøve den. Jobcentret henviser, og begge myndigheder vurderer borgeren hver for sig, før de afgør sagen sammen. Antal afslag: [[refused]].',
  course:
    'Forløbet har to faser: en opkvalificerende fase med undervisning, vejledning og sparring, og et hovedforløb, hvor virksomheden startes.\n\n[[closed]] Den ene plads blev ledig i december og blev fyldt igen i januar.',
  loans: 'Et lån kan først søges, når borgeren er nået til overgangen. Derfor er det for tidligt at gøre lånene op.',
  results:
    'Tallene viser, hvordan det er gået. De viser ikke, hvad der ville være sket uden forløbet, for der er ingen sammenligningsgruppe.\n\n[[closed]] Den, der stoppede før tid, fik job.',
  economy:
    'Prisen følger af aftalen. Regnestykket viser, hvor mange der skal blive selvforsørgende, før besparelsen dækker prisen. Forudsætningerne står ved tallene.',
  learning:
    'Undervisningen er lagt om, så regnskab kommer før salg. De to myndigheder holder nu fælles møde hver anden måned. Der mangler svar fra borgere, der er færdige, og tal for virksomhedernes overlevelse.',
  assessment:
    'Begge pladser er brugt, og der er borgere på venteliste. Samarbejdet mellem de tre parter fungerer. Administrationen vurderer, at pilotprojektet bør have et år mere, så de første kan blive færdige, før der dømmes.',
  recommendation:
    'Administrationen indstiller, at udvalget forlænger aftalen til 30. september 2017 med to pladser og får en ny evaluering i foråret 2017.',
}

/** What the parties have written down on the way. */
export const lessonsLearned = [
  {
    by: 'mette',
    about: 'activity',
    title: 'Regnskab før salg',
    words: 'Deltagerne kunne ikke sætte en pris, før de kendte deres udgifter. Undervisningen er lagt om i februar.',
    learnedOn: '2016-02-10',
  },
  {
    by: 'lone',
    about: 'criterion',
    title: 'Spørg til gæld i den første samtale',
    words: 'Gælden kom frem for sent i vurderingen. Den står nu i henvisningens første del.',
    learnedOn: '2016-03-18',
  },
] as const

/** What the parties say in the hearing. */
export const hearingWords = {
  mette:
    'Vi er enige i, at det er for tidligt at måle på selvforsørgelse. Vi foreslår, at næste evaluering også ser på, hvad deltagerne bruger af sparring.',
  lone: 'Jobcentret har gode erfaringer med den fælles vurdering. Det tager tid, men uenighederne kommer frem, før borgeren begynder.',
  birgitte: 'Flere lokale virksomheder vil gerne være mentorer for deltagerne i det næste år.',
}

/** Iværksætterhuset's year by the same measures, as Torben was told them. */
export const otherProgramme = {
  figures: { referred: 64, accepted: 52, started: 47, main_reached: 36, completed: 31, registered: 18, self_end12: 11 },
  source: 'Iværksætterhuset, årsberetning 2015, side 14 (opdigtet til demoen)',
  caveat: 'Iværksætterhuset har kørt siden 2012 og har ingen lån. Deltagerne kommer selv og er ikke visiteret af et jobcenter.',
  references: [
    {
      name: 'Ledige på kontanthjælp, der er selvforsørgende efter et år',
      value: '21 %',
      source: 'landstal, opdigtet til demoen',
      of: 'self_end12',
    },
    { name: 'Nye virksomheder, der lever efter et år', value: '74 %', source: 'landstal, opdigtet til demoen', of: 'alive_12' },
  ],
}
