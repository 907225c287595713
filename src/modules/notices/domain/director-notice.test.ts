import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { deputyAfterDays, deputyIsDue } from './director-notice.ts'
import { mailAttemptsMax, mailWords, retryAfterMinutes } from './mail.ts'

const unopened = { deputyToldAt: null, openedAt: null }

test('the deputy’s day is the third after the telling, over a leap day too', () => {
  const toldOn = day('2016-02-27')
  expect(deputyIsDue({ ...unopened, toldOn }, day('2016-02-29'))).toBe(false)
  expect(deputyIsDue({ ...unopened, toldOn }, day('2016-03-01'))).toBe(true)
})

test('a notice that was opened, or of which the deputy was told, is never due', () => {
  const at = Temporal.Instant.from('2016-02-28T10:00:00Z')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.boolean(), (days, opened) => {
      const toldOn = day('2015-09-01')
      const today = toldOn.add({ days })
      expect(deputyIsDue({ ...unopened, toldOn }, today)).toBe(days >= deputyAfterDays)
      expect(deputyIsDue({ toldOn, openedAt: opened ? at : null, deputyToldAt: opened ? null : at }, today)).toBe(false)
    }),
  )
})

test('a mail is tried for more than a week: waits double up to six hours, and then stay', () => {
  const waits = Array.from({ length: mailAttemptsMax }, (_, index) => retryAfterMinutes(index + 1))
  expect(waits.at(-1)).toBeNull()
  expect(waits.slice(0, 9)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 360])
  expect(waits.slice(0, -1).reduce((sum: number, wait) => sum + (wait ?? 0), 0)).toBeGreaterThan(7 * 24 * 60)
})

test('a mail says the case number and the link, and a mail without a case says neither name nor number', () => {
  const link = 'https://grobund.example/notices/1'
  expect(mailWords(link, 'I-2015-001')).toMatchObject({ subject: 'Nyt til dig i Grobund: sag I-2015-001' })
  expect(mailWords(link, null).text).not.toMatch(/sag|case/)
  expect(mailWords(link, null).text).toContain(link)
})
