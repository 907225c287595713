import { afterAll, beforeAll } from 'vitest'
import { hostileInputIsAnswered } from './hostile.ts'
import { type Played, playDemo } from './played.ts'
import { everyReadingIsLogged } from './reads.ts'
import { strangersGetNothing } from './stranger.ts'
import { wallsHold } from './walls.ts'

let played: Played

beforeAll(async () => {
  played = await playDemo()
}, 240_000)
afterAll(() => played.database.close())

// One play of the demo for all of them; what changes the most comes last.
everyReadingIsLogged(() => played)
wallsHold(() => played)
strangersGetNothing(() => played)
hostileInputIsAnswered(() => played)
