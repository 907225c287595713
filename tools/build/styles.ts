import { build, transform } from 'esbuild'
import { join } from 'node:path'
import { compileAsync } from 'sass'
import { root } from './inputs.ts'

const styles = join(root, 'src/ui/styles')

/** The whole style sheet: the fonts' rules, the parts of DKFDS in use, and our own layer over them. */
export async function compileStyles(fontRules: string): Promise<string> {
  const [own, base] = await Promise.all([ownLayer(), designSystem()])
  // The first line decides the order of the layers, so ours, which names them all, comes first.
  return `${own.order}${fontRules}${base}${own.rules}`
}

async function designSystem(): Promise<string> {
  const compiled = await compileAsync(join(styles, 'dkfds.scss'), {
    loadPaths: [join(root, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
    logger: { warn: () => undefined },
  })
  // Pictures are drawn by our own layer; without this the sheet would name files we do not ship.
  const bare = compiled.css.replaceAll(/background-image:url\([^)]*\);?/g, '')
  const { code } = await transform(bare, { loader: 'css', minify: true, target: 'esnext' })
  if (code.includes('url(')) throw new Error('The design system names a file that is not shipped')
  return code
}

async function ownLayer(): Promise<{ order: string; rules: string }> {
  const built = await build({
    entryPoints: [join(styles, 'grobund.css')],
    bundle: true,
    minify: true,
    write: false,
    target: 'esnext',
    logLevel: 'error',
  })
  const css = built.outputFiles[0]?.text ?? ''
  const order = /^@layer [^{;]+;/.exec(css)?.[0]
  if (order === undefined) throw new Error('The style sheet must begin with the order of its layers')
  return { order, rules: css.slice(order.length) }
}
