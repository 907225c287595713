/** Who asked that a session be moved or cancelled. */
export const askers = ['citizen', 'teacher', 'programme', 'venue'] as const
/** One of them. */
export type Asker = (typeof askers)[number]

/** Why a session is moved or cancelled. */
export const changeReasons = ['illness', 'work', 'holiday', 'room', 'too_few', 'other'] as const
/** One of them. */
export type ChangeReason = (typeof changeReasons)[number]
