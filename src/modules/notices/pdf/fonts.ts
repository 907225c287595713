import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// The design system's own fonts, whole: a name may hold any Latin, Greek or Cyrillic letter, and PDF/UA wants fonts embedded.
const folder = join(dirname(createRequire(import.meta.url).resolve('dkfds')), '../fonts/IBMPlexSans/complete/ttf')

/** The files of the two weights that letters are set in. */
export const letterFonts = { text: join(folder, 'IBMPlexSans-Regular.ttf'), strong: join(folder, 'IBMPlexSans-SemiBold.ttf') }
