import type { SecondFactorDoor } from '#modules/access/index.ts'
import type { SigningService } from './domain/signing.ts'

/** What accepting an offer asks of others: the second factor of a session, a signing service where one is connected, and where the program is reached. */
export type AcceptancePorts = { secondFactor: SecondFactorDoor; signing: SigningService | null; publicUrl: () => string }
