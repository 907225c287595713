import type { Role } from '#kernel/actor.ts'

const roleNames: Record<Role, string> = {
  caseworker: 'Sagsbehandler',
  job_centre_lead: 'Leder af jobcentret',
  programme_manager: 'Programleder',
  coach: 'Coach og underviser',
  financial_adviser: 'Finansiel rådgiver',
  approver: 'Godkender lån',
  finance_clerk: 'Økonomi',
  business_director: 'Erhvervschef',
  committee_member: 'Medlem af udvalget',
  committee_secretary: 'Udvalgssekretær',
  data_protection_officer: 'Databeskyttelsesrådgiver',
  administrator: 'Administrator',
}

/** The words of sign-in, invitations and accounts. */
export const da = {
  roleNames,
  citizen: 'Borger',
  signIn: 'Log ind',
  signInIntro: 'Brug din e-mail og den adgangskode, du valgte, da du blev inviteret.',
  email: 'E-mail',
  password: 'Adgangskode',
  refusals: {
    wrong_email_or_password: 'E-mail og adgangskode passer ikke sammen. Prøv igen, eller bed din administrator om et nyt link.',
    too_many_attempts: (minutes: number) => `Der har været for mange forsøg. Vent ${minutes} minutter, og prøv igen.`,
  },
  invitation: (name: string) => `Velkommen, ${name}`,
  invitationIntro: (email: string) => `Vælg en adgangskode. Du logger ind med ${email}. Linket virker kun én gang.`,
  newPassword: 'Ny adgangskode',
  newPasswordHint: 'Mindst 12 tegn. Flere ord i rækkefølge er lettere at huske.',
  repeatPassword: 'Gentag adgangskoden',
  notSame: 'De to adgangskoder er ikke ens.',
  savePassword: 'Gem og log ind',
  invitationOver: 'Linket virker ikke længere',
  invitationOverText: 'Det er brugt eller for gammelt. Bed den, der sendte det, om et nyt.',
  accounts: 'Medarbejdere',
  accountsCaption: 'Medarbejdere med adgang',
  name: 'Navn',
  role: 'Rolle',
  inviteHeading: 'Invitér en kollega',
  invite: 'Lav invitation',
  inviteDone: 'Invitationen er lavet',
  inviteDoneText: 'Send linket til din kollega. Det virker én gang og i 14 dage.',
  endRole: 'Fjern rolle',
  ended: 'Rollen er fjernet.',
  back: 'Tilbage til medarbejdere',
}

/** The texts of this module; English holds the same. */
export type Texts = typeof da
