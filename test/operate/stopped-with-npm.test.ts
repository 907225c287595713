import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const watch = fileURLToPath(new URL('../../tools/build/shell-watch.ts', import.meta.url))
const program = `
  import(${JSON.stringify(watch)}).then(({ stopWithShell }) => {
    stopWithShell()
    process.on('SIGTERM', () => { console.log('stopped'); process.exit(0) })
    setInterval(() => undefined, 1000)
    console.log('running')
  })`

test('a program whose shell is ended stops as if it were told itself', async () => {
  // The second command keeps the shell between, as npm's does.
  const shell = spawn('sh', ['-c', `"$0" -e "$1"; true`, process.execPath, program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  shell.stdout.on('data', (words: Buffer) => {
    said.push(words.toString().trim())
    if (said.length === 1) shell.kill('SIGTERM')
  })
  await once(shell.stdout, 'close')
  expect(said).toEqual(['running', 'stopped'])
})

test('npm starts the program and the demo in that way', () => {
  for (const script of [manifest.scripts.start, manifest.scripts.demo]) expect(script).toMatch(/^node (--\S+ )*tools\/start\.ts \w+$/)
})
