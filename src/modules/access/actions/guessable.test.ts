import { expect, test } from 'vitest'
import { notGuessable } from './guessable.ts'

const owner = { name: 'Amina Yıldız', email: 'amina.yildiz@post.example' }

test.each([
  'passwordpassword',
  'adgangskodeadgangskode',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  '123456789012',
  'qwertyuiop123',
  'P@ssw0rd1234',
  'Sommer2016!!',
  'hemmelighemmelig',
  'aminayildiz1985',
  'Amina Yıldız 12',
  'post.example1',
])('%s is refused: it is common, repeated, a pattern or one’s own name', async (password) => {
  expect(await notGuessable(password, owner)).toEqual({ ok: false, refusal: { kind: 'password_guessable' } })
})

test.each(['bord stol lampe vindue', 'rugbrød med sild', 'solskin regnvejr', 'kaffekop bil hus', 'x7Qp2mKd9wLz'])(
  '%s is taken: some words in a row, or twelve signs of no meaning',
  async (password) => {
    expect((await notGuessable(password, owner)).ok).toBe(true)
  },
)
