import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { noon } from '../../../../../test/support/enrolment-scene.ts'
import { pagesOf, serverOf } from '../../../../../test/support/pages.ts'
import { pdfText } from '../../../../../test/support/pdf.ts'
import { unzip } from '../../../../../test/support/zip.ts'
import { loansModule } from '../../index.ts'
import { loanPorts } from '../../test-support/loan-ports.ts'
import { paidOut, run, scene, staff } from '../../test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const clock = { now: () => noon('2016-06-15'), today: () => day('2016-06-15') }
const { routes } = loansModule({ db: scene.database.db, clock }, () => Promise.reject(new Error('no file is read here')), loanPorts)
const pages = pagesOf(routes, clock)
const server = serverOf(routes, clock, new Map([['hanne', staff.hanne]]))

async function file(path: string): Promise<Uint8Array> {
  const got = await server.request(`http://localhost${path}`, { headers: { cookie: `${sessionCookie}=hanne; lang=da` } })
  return new Uint8Array(await got.arrayBuffer())
}

test('a moved plan is previewed by what changes, and its files have the old days too', async () => {
  const id = await paidOut()
  const path = `/loans/${id}`
  // The instalment of 1 June is late and stays 100 kr.; the nine after it are spread over twelve.
  const longer = (await pages.get(run.citizen, `${path}/deferral?kind=extend&from=01.07.2016&extra_terms=3`)).html
  expect(longer, 'the instalment that changes, not the late one before it').toMatch(/Fra 100\skr\. til 75\skr\./)
  expect(longer).toContain('Herefter er 3 af højst 12 ekstra afdrag brugt.')
  const pause = { kind: 'pause', from: '01.07.2016', months: '2' }
  const preview = (await pages.get(run.citizen, `${path}/deferral?${new URLSearchParams(pause)}`)).html
  expect(preview, 'the old last day to pay is struck through, not the Saturday before it').toContain('<del><time datetime="2016-10-03">')
  const granted = { request_id: newId(), ...pause, wish: 'borrower', reason: 'other', words: 'Ja' }
  expect((await pages.post(staff.hanne, `${path}/deferrals`, granted)).status).toBe(303)
  const sheet = unzip(await file(`${path}/plan.xlsx`)).files
  expect([...sheet.values()].join('')).toContain('Flyttet ved henstand 15.06.2016, før 01.07.2016')
  expect([...sheet.values()].join(''), '1 September 2016 as a day, and not as text').toContain('<v>42614</v>')
  expect(pdfText(await file(`${path}/plan.pdf`))).toContain('2. 01.09.2016 (før 01.07.2016)')
})
