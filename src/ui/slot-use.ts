/** What a stretch of days on a place is: occupied, planned, reserved for an offer, a pause that keeps the place, free, outside the agreement. */
export type SlotUse = 'occupied' | 'planned' | 'reserved' | 'pause' | 'free' | 'outside'

/** The class that draws each use. */
export const useClasses: Record<SlotUse, string> = {
  occupied: 'g-occ',
  planned: 'g-plan',
  reserved: 'g-res',
  pause: 'g-pau',
  free: 'g-free',
  outside: 'g-out',
}
