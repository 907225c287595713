import type { create as creation } from 'xmlbuilder2'
import type { DigitalPostMessage } from '#modules/notices/index.ts'

/** The name by which every element of the format is known. */
export const memoNamespace = 'https://DigitalPost.dk/MeMo-1'

/** Longest text of a label in the format, in characters. */
const labelMax = 256

/**
 * A message in MeMo 1.1, the format of Digital Post, as a file's bytes: header with sender by CVR, recipient by CPR and the case number; body with the
 * letter as it was kept (base64), its SHA-256 beside the case number, and, where the letter asks for an answer, a link to give it by. The recipient's
 * name and address are left out: a protected address stands in the letter alone. The same message always gives the same bytes. The elements
 * have the prefix `memo`, which the joint post component demands.
 */
export async function memoOf(message: DigitalPostMessage): Promise<Uint8Array> {
  const { create } = await import('xmlbuilder2')
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele(memoNamespace, 'memo:Message', {
    memoVersion: '1.1',
    memoSchVersion: '1.1.0',
  })
  addTree(root, [header(message), body(message)])
  return new TextEncoder().encode(root.end())
}

/** An element with its text or its children, in the order the schema demands. */
type Node = readonly [name: string, content: string | readonly Node[]]

type Builder = ReturnType<typeof creation>

function addTree(to: Builder, nodes: readonly Node[]): void {
  for (const [name, content] of nodes) {
    const element = to.ele(memoNamespace, `memo:${name}`)
    if (typeof content === 'string') element.txt(content)
    else addTree(element, content)
  }
}

function header({ messageUuid, sender, cpr, title, caseNumber, sha256 }: DigitalPostMessage): Node {
  return [
    'MessageHeader',
    [
      ['messageType', 'DIGITALPOST'],
      ['messageUUID', messageUuid],
      ['label', clipped(title)],
      ['mandatory', 'false'],
      ['legalNotification', 'false'],
      [
        'Sender',
        [
          ['senderID', sender.cvr],
          ['idType', 'CVR'],
          ['label', clipped(sender.name)],
        ],
      ],
      [
        'Recipient',
        [
          ['recipientID', cpr],
          ['idType', 'CPR'],
        ],
      ],
      ['ContentData', [caseId(caseNumber), digest(sha256)]],
    ],
  ]
}

function caseId(caseNumber: string): Node {
  return [
    'CaseID',
    [
      ['caseID', caseNumber],
      ['caseSystem', 'Grobund'],
    ],
  ]
}

function digest(sha256: string): Node {
  return [
    'AdditionalContentData',
    [
      ['contentDataType', 'SHA-256'],
      ['contentDataName', 'mainDocument'],
      ['contentDataValue', sha256],
    ],
  ]
}

function body({ letterId, caseNumber, title, lang, pdf, writtenAt, answer }: DigitalPostMessage): Node {
  const file: Node = [
    'File',
    [
      ['encodingFormat', 'application/pdf'],
      ['filename', `${caseNumber.replace(/[^\w-]/g, '_')}.pdf`],
      ['language', lang],
      ['content', Buffer.from(pdf).toString('base64')],
    ],
  ]
  const main: Node[] = [['mainDocumentID', letterId], ['label', clipped(title)], file]
  return [
    'MessageBody',
    [
      ['createdDateTime', writtenAt.round('second').toString()],
      ['MainDocument', answer === null ? main : [...main, action(answer, lang)]],
    ],
  ]
}

// A link is a way to sign in, so it is given only where it is safe to follow.
function action({ url, by }: NonNullable<DigitalPostMessage['answer']>, lang: 'da' | 'en'): Node {
  const until = by.add({ days: 1 }).toZonedDateTime('Europe/Copenhagen').subtract({ seconds: 1 }).toInstant()
  return [
    'Action',
    [
      ['label', lang === 'en' ? 'Answer' : 'Svar'],
      ['actionCode', 'SELVBETJENING'],
      ['endDateTime', until.toString()],
      ['EntryPoint', [['url', url]]],
    ],
  ]
}

function clipped(text: string): string {
  return text.length <= labelMax ? text : `${text.slice(0, labelMax - 1)}…`
}
