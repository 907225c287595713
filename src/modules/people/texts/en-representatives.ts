import type { RepresentativeTexts } from './da-representatives.ts'

/** The words of representatives in English. */
export const representatives = {
  title: 'Representative or guardian',
  intro: 'Who may act for the citizen, on what basis, for what and when.',
  none: 'Nobody is recorded',
  name: 'Name',
  address: 'Address',
  phone: 'Phone',
  basis: 'Basis',
  bases: {
    guardianship: 'Guardianship',
    power_of_attorney: 'Power of attorney',
    party_representative: 'Party representative (forvaltningsloven § 8)',
    companion: 'Companion',
  },
  scope: 'For what',
  scopes: { everything: 'The whole case', economy: 'Economy only', meetings: 'Comes along to meetings only' },
  from: 'From',
  until: 'Until',
  untilHint: 'Leave it empty when there is no last day.',
  ongoing: 'until further notice',
  copies: 'Gets copies of letters',
  copiesHint: 'The copy stands in the post queue when a letter is to be sent.',
  record: 'Record a representative',
  save: 'Save',
  saved: 'The representative is recorded.',
  end: 'End today',
  ended: 'The representation has ended.',
  days: (from: string, until: string) => `${from} – ${until}`,
  refusals: {
    days_turned: 'The last day is before the first.',
    address_missing: 'Write the address when copies of letters are to be sent.',
    companion_acts: 'A companion comes along to meetings and gets no letters. Choose another basis, or change the rest.',
    no_such_representative: 'It has ended already. Reload the page.',
  },
} satisfies RepresentativeTexts
