import { assert } from '#kernel/result.ts'
import { evaluationModule } from '#modules/evaluation/index.ts'
import { movableClock } from '#platform/clock.ts'
import { createDb } from '#platform/db/database.ts'
import { evaluationPorts } from '../../src/evaluation-ports.ts'

/** A worker of its own that does the evaluation's long work once, to be killed while it works: node worker-process.ts CONNECTION MOMENT. */
const [connection = '', now = ''] = process.argv.slice(2)
const db = createDb(connection, { max: 2 })
const { work } = evaluationModule({ db, clock: movableClock(Temporal.Instant.from(now)) }, { ...evaluationPorts, atOnce: 0 })
assert(work !== undefined, 'the evaluation has long work')
await work()
await db.close()
