import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '#platform/clock.ts'

/** Who sends by Digital Post in the demo, each with an invented CVR number. */
export const demoSenders: ReadonlyMap<string, string> = new Map([
  ['naestved', '00000001'],
  ['vallensbaek', '00000002'],
  ['greve', '00000003'],
  ['faxe', '00000004'],
])

/**
 * Plays the outside of Digital Post, which no demo can reach: takes each message file out of the folder, tells at once that it was received, and at the
 * next call that it was delivered, by receipts in the form of the real ones.
 */
export function postOffice(folder: string, clock: Clock): () => Promise<void> {
  const [out, taken, inbox] = [join(folder, 'out'), join(folder, 'taken'), join(folder, 'in')]
  let onTheirWay: string[] = []
  return async () => {
    for (const path of [out, taken, inbox]) await mkdir(path, { recursive: true, mode: 0o700 })
    for (const name of onTheirWay) await tell(inbox, name, 'Afleveret Digital Post', clock)
    onTheirWay = (await readdir(out)).filter((name) => name.endsWith('.xml') && !name.startsWith('.'))
    for (const name of onTheirWay) {
      await rename(join(out, name), join(taken, name))
      await tell(inbox, name, 'Modtaget Digital Post', clock)
    }
  }
}

async function tell(inbox: string, name: string, status: string, clock: Clock): Promise<void> {
  const messageUuid = name.replace('.xml', '')
  const receipt = `<?xml version="1.0" encoding="UTF-8"?>
<PKO_PostStatus>
  <MessageUUID>${messageUuid}</MessageUUID>
  <TransaktionsStatusKode>${status}</TransaktionsStatusKode>
  <TransaktionsDatoTid>${clock.now().toString()}</TransaktionsDatoTid>
</PKO_PostStatus>
`
  await writeFile(join(inbox, `${messageUuid}-${status.split(' ')[0] ?? ''}.xml`), receipt, { mode: 0o600 })
}
