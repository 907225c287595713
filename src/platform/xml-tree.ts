import type { XmlDocument, XmlElement, XmlNode } from 'libxml2-wasm'

// Loaded at the first file: a compiled parser is memory that most processes never need.
const parser = () => import('libxml2-wasm')
type Parser = Awaited<ReturnType<typeof parser>>

/** An element of a document without its namespaces' prefixes: name, own text, attributes, children. */
export type Element = {
  readonly name: string
  readonly text: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
}

/** A parsed document: its root and the root's namespace. */
export type Tree = { readonly root: Element; readonly namespace: string }

/**
 * Parses strictly; null for anything that is not well-formed. Nothing is fetched, external entities are off, and a document
 * with a type declaration is refused outright: no bank sends one, and entities are how a small file becomes a large one.
 */
export async function parseTree(bytes: Uint8Array): Promise<Tree | null> {
  const xml = await parser()
  let document: XmlDocument
  try {
    document = xml.XmlDocument.fromBuffer(bytes, { option: xml.ParseOption.XML_PARSE_NONET | xml.ParseOption.XML_PARSE_NO_XXE })
  } catch {
    return null
  }
  try {
    if (document.dtd !== null) return null
    return { root: elementOf(xml, document.root), namespace: document.root.namespaceUri }
  } finally {
    document.dispose()
  }
}

function elementOf(xml: Parser, node: XmlElement): Element {
  const children: Element[] = []
  let text = ''
  for (let child: XmlNode | null = node.firstChild; child !== null; child = nextOf(child)) {
    if (child instanceof xml.XmlElement) children.push(elementOf(xml, child))
    else if (child instanceof xml.XmlText || child instanceof xml.XmlCData) text += child.content
  }
  const attributes = new Map(node.attrs.map((attribute) => [attribute.name, attribute.value]))
  return { name: node.name, text: text.trim(), attributes, children }
}

function nextOf(node: XmlNode): XmlNode | null {
  return 'next' in node ? (node.next as XmlNode | null) : null
}

/** The first element at a path below another, `Acct/Id/IBAN`; null when there is none. */
export function at(from: Element | null, path: string): Element | null {
  let found: Element | null = from
  for (const name of path.split('/')) found = found?.children.find((child) => child.name === name) ?? null
  return found
}

/** Every child of a name. */
export function all(from: Element | null, name: string): Element[] {
  return from === null ? [] : from.children.filter((child) => child.name === name)
}

/** The text at the first of several paths that has one; empty when none has. */
export function textAt(from: Element | null, ...paths: string[]): string {
  for (const path of paths) {
    const found = at(from, path)?.text ?? ''
    if (found !== '') return found
  }
  return ''
}

/** Every text anywhere below an element, in order. */
export function textsBelow(from: Element | null): string[] {
  if (from === null) return []
  return [...(from.text === '' ? [] : [from.text]), ...from.children.flatMap(textsBelow)]
}
