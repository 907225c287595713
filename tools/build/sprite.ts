import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { iconNames } from '../../src/ui/icon-names.ts'
import { root } from './inputs.ts'

/** The sprite with the icons in use and no others. Fails when the design system has no icon of a given name. */
export async function buildSprite(): Promise<string> {
  const all = await readFile(join(root, 'node_modules/dkfds/dist/img/all-svg-icons.svg'), 'utf8')
  const symbols = iconNames.map((name) => {
    const found = new RegExp(`<symbol id="${name}"[^>]*>.*?</symbol>`, 's').exec(all)
    if (found === null) throw new Error(`The design system has no icon named ${name}`)
    return found[0].replaceAll(/>\s+</g, '><')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}
