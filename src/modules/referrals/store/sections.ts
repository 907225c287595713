import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { idColumn, instantColumn } from '#platform/db/row.ts'
import type { ReferralId } from '../domain/referral.ts'
import { type SharingItem, sharingItems } from '../domain/sections.ts'

/** Where a section's words lie: health and economy by themselves, since the citizen may keep them back. */
export const storedSections = ['identity', 'contact', 'support_basis', 'idea', 'fitness', 'health', 'economy', 'sharing'] as const
/** One of them. */
export type StoredSection = (typeof storedSections)[number]

const answers = {
  identity: z.object({}),
  contact: z.object({}),
  support_basis: z.object({}),
  idea: z.object({ title: z.string(), text: z.string() }),
  fitness: z.object({ why: z.string() }),
  health: z.object({ text: z.string() }),
  economy: z.object({ text: z.string() }),
  sharing: z.object({ informationVersion: z.string(), how: z.enum(['conversation', 'citizen']) }),
} satisfies Record<StoredSection, z.ZodType>

/** What a section holds. Identity, contact and support basis are kept by people; here stands only that they were gone through. */
export type SectionAnswers = { [Code in StoredSection]: z.infer<(typeof answers)[Code]> }

/** A saved section with who saved it last. */
export type Saved<Code extends StoredSection> = { answers: SectionAnswers[Code]; savedAt: Instant; savedBy: AccountId }
/** Every section the session may read; one not saved, or not shared with the session's organisation, is missing. */
export type SavedSections = { [Code in StoredSection]?: Saved<Code> }

const row = z.object({ code: z.enum(storedSections), answers: z.unknown(), saved_at: instantColumn, saved_by: idColumn<'account'>() })

/** The sections as last saved. */
export async function sectionsOf(tx: Tx, referralId: ReferralId): Promise<SavedSections> {
  const rows = await tx.rows(row, sql`select code, answers, saved_at, saved_by from referrals.section where referral_id = ${referralId}`)
  const found: SavedSections = {}
  for (const { code, answers: raw, saved_at, saved_by } of rows) {
    const parsed = answers[code].parse(raw)
    Object.assign(found, { [code]: { answers: parsed, savedAt: saved_at, savedBy: saved_by } })
  }
  return found
}

/** Saves a section over what was there. */
export async function saveSection<Code extends StoredSection>(
  tx: Tx,
  referralId: ReferralId,
  code: Code,
  value: SectionAnswers[Code],
  by: { accountId: AccountId; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into referrals.section (referral_id, code, answers, saved_at, saved_by)
    values (${referralId}, ${code}, ${json(value)}::jsonb, ${by.at}, ${by.accountId})
    on conflict (referral_id, code) do update set answers = excluded.answers, saved_at = excluded.saved_at, saved_by = excluded.saved_by`)
}

const sharingRow = z.object({ item: z.enum(sharingItems), agreed: z.boolean() })

/** What the citizen agreed to share in this referral, by item; items without an answer are missing. */
export async function sharingOf(tx: Tx, referralId: ReferralId): Promise<Partial<Record<SharingItem, boolean>>> {
  const rows = await tx.rows(sharingRow, sql`select item, agreed from referrals.sharing where referral_id = ${referralId}`)
  return Object.fromEntries(rows.map(({ item, agreed }) => [item, agreed]))
}

/** Keeps the citizen's yes or no to an item. */
export async function saveSharing(tx: Tx, referralId: ReferralId, item: SharingItem, agreed: boolean, at: Instant): Promise<void> {
  await tx.run(sql`
    insert into referrals.sharing (referral_id, item, agreed, recorded_at) values (${referralId}, ${item}, ${agreed}, ${at})
    on conflict (referral_id, item) do update set agreed = excluded.agreed, recorded_at = excluded.recorded_at`)
}
