import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { mayEver } from '#modules/access/index.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { day, text } from '#ui/form-fields.ts'
import { ledgerActions } from '../../actions.ts'
import { exportEntries } from '../../actions/export-entries.ts'
import type { ExportFormat } from '../../domain/export.ts'
import { exportFile, exportsOf, waitingEntries } from '../../store/exports.ts'
import { texts } from '../../texts/texts.ts'
import { reader } from '../reader.ts'
import { ExportsPage } from './page.tsx'

type Formats = readonly ExportFormat[]

/** The exports of the books and their files. */
export function exportRoutes(deps: Deps, formats: Formats): Route[] {
  return [
    get('/ledger/exports', ledgerActions.see, (call) => showExports(deps, call, formats)),
    post('/ledger/exports', ledgerActions.export, (call) => answerExport(deps, call, formats)),
    get('/ledger/exports/:number', ledgerActions.see, (call) => giveFile(deps, call, formats)),
  ]
}

type Wrong = { text: string; raw: Record<string, string | undefined> }

async function showExports({ db }: Deps, call: Call, formats: Formats, wrong?: Wrong): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const { organisationId } = by.value
  const found = await db.read(call.context, async (tx) => ({
    waiting: await waitingEntries(tx, organisationId),
    exports: await exportsOf(tx, organisationId),
  }))
  const mayExport = mayEver(by.value, ledgerActions.export)
  const page = <ExportsPage call={call} formats={formats} mayExport={mayExport} {...found} {...(wrong === undefined ? {} : { wrong })} />
  return call.page(page, wrong === undefined ? 200 : 422)
}

async function answerExport(deps: Deps, call: Call, formats: Formats): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const say = texts(call.lang).exports
  const form = await call.form()
  const read = readForm({ until: day(), format: text({ max: 20 }) }, form)
  if (!read.ok)
    return showExports(deps, call, formats, { text: errorText(read.refusal.until, call.lang) ?? say.unknownFormat, raw: read.raw })
  const format = formats.find((one) => one.code === read.value.format)
  if (format === undefined) return showExports(deps, call, formats, { text: say.unknownFormat, raw: read.raw })
  const command = { actor: by.value, requestId: requestIdOf(form), format, until: read.value.until, on: call.today, at: call.now }
  const made = await deps.db.transaction(call.context, (tx) => exportEntries(tx, command))
  if (made.ok) return call.see('/ledger/exports', say.done(String(made.value)))
  if (made.refusal.kind === 'not_permitted') return call.refused(made.refusal)
  return showExports(deps, call, formats, { text: say.refusals[made.refusal.kind], raw: read.raw })
}

async function giveFile({ db }: Deps, call: Call, formats: Formats): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const number = /^\d{1,9}$/.test(call.param('number')) ? Number(call.param('number')) : 0
  const found = await db.read(call.context, (tx) => exportFile(tx, by.value.organisationId, number))
  if (found === null) return call.notFound()
  const format = formats.find((one) => one.code === found.format)
  assert(format !== undefined, 'a form that wrote a file is still there')
  return call.download(found.content, format.mediaType, `${texts(call.lang).exports.fileName}-${number}.${format.extension}`)
}
