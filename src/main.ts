import { type Command, commands } from './command/commands.ts'

const [name = 'serve', ...words] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name as Command] : undefined
if (command === undefined) {
  process.stderr.write(`grobund: no command ${name}; there are ${Object.keys(commands).join(', ')}\n`)
  process.exitCode = 2
} else {
  try {
    await command(words)
  } catch (error) {
    process.stderr.write(`grobund ${name}: ${error instanceof Error ? error.message : String(error)}\n`)
    if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
    process.exitCode = 1
  }
}
