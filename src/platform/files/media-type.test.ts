import { expect, test } from 'vitest'
import fc from 'fast-check'
import { mediaTypes, sniff } from './media-type.ts'
import { zipOf } from './zip.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const empty = new Uint8Array()
const archive = (...names: string[]) => zipOf(names.map((name) => ({ name, bytes: empty })))

test.each([
  ['a PDF', bytes('%PDF-1.7\n…'), 'pdf'],
  ['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'png'],
  ['a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'jpeg'],
  ['a Word document', archive('[Content_Types].xml', 'word/document.xml'), 'docx'],
  ['a sheet', archive('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
  [
    'an OpenDocument text',
    zipOf([
      { name: 'mimetype', bytes: bytes(mediaTypes.odt.type) },
      { name: 'content.xml', bytes: empty },
    ]),
    'odt',
  ],
  ['Danish text of an older Windows', new Uint8Array([0x41, 0xe6, 0x42, 0x0d, 0x0a]), 'text'],
  ['Danish text', bytes('Åbent fra 10 < 12, sagde Bodil & Søn'), 'text'],
] as const)('%s is known by its content', (_, content, kind) => {
  expect(sniff(content)).toBe(kind)
})

test.each([
  ['a page', bytes('<!DOCTYPE html><p>Hej')],
  ['a page without its head', bytes('\n  <script>alert(1)</script>')],
  ['a page with an upper case tag late', bytes(`${' '.repeat(5000)}<a><SCRIPT>`)],
  ['a drawing', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')],
  ['an XML file', bytes('<?xml version="1.0"?><a/>')],
  ['a shell script', bytes('#!/bin/sh\nrm -rf /')],
  ['a Windows program', bytes('MZ this program cannot be run in DOS mode')],
  ['a Linux program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
  ['a document with macros', archive('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
  ['an archive of anything', archive('readme.txt')],
  ['an OpenDocument of another kind', zipOf([{ name: 'mimetype', bytes: bytes(`${mediaTypes.odt.type}-master`) }])],
  ['half an archive', archive('[Content_Types].xml', 'word/document.xml').subarray(0, 60)],
  ['bytes that are neither UTF-8 nor Windows-1252', new Uint8Array([0x41, 0x81, 0xe6, 0x42])],
  ['nothing', empty],
] as const)('%s is refused', (_, content) => {
  expect(sniff(content)).toBeNull()
})

test('no bytes at all make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (tail) => void sniff(new Uint8Array([0x50, 0x4b, 3, 4, ...tail]))))
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (content) => void sniff(content)))
})
