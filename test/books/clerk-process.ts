import { readBankFile, readPaymentStatus, writePaymentFile } from '#integrations/bank-files/index.ts'
import { createDb } from '#platform/db/database.ts'
import { fixedAt, loansPages } from './loan-pages.ts'
import { pressOf } from './press.ts'

/** A program of its own that a clerk presses one button in, to be killed while it works: node clerk-process.ts CONNECTION PRESS. */
const [connection = '', said = ''] = process.argv.slice(2)
const db = createDb(connection, { max: 2 })
const { actor, path, fields, file, today } = pressOf(said)
const files = { write: writePaymentFile, readStatus: readPaymentStatus }
const pages = loansPages(db, fixedAt(today), readBankFile, files)
const answer = await pages.post(actor, path, { ...fields, ...(file === undefined ? {} : { file: new File([file], 'bank-file') }) })
process.stdout.write(String(answer.status))
await db.close()
