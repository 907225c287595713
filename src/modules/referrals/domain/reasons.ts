/** A value of a programme's reason list; `needsText` marks "other", which must be explained. */
export type Reason = { readonly code: string; readonly needsText: boolean }

/** Why a reason cannot stand. */
export type ReasonRefusal =
  | { kind: 'reason_missing' }
  | { kind: 'reason_unknown'; code: string }
  | { kind: 'reason_text_missing' }
  | { kind: 'reason_text_unasked' }

/** Checks a reason against its list: "other" demands words and the others forbid them, so that counts stay clean (peers b6). */
export function checkReason(list: readonly Reason[], code: string, text: string): ReasonRefusal | null {
  if (code === '') return { kind: 'reason_missing' }
  const found = list.find((one) => one.code === code)
  if (!found) return { kind: 'reason_unknown', code }
  if (found.needsText && text.trim() === '') return { kind: 'reason_text_missing' }
  return !found.needsText && text.trim() !== '' ? { kind: 'reason_text_unasked' } : null
}

/** Why a referral was registered by mistake; the machine's own list, since it says nothing of the programme. */
export const mistakeReasons: readonly Reason[] = [
  { code: 'duplicate', needsText: false },
  { code: 'wrong_person', needsText: false },
  { code: 'wrong_agreement', needsText: false },
  { code: 'other', needsText: true },
]
