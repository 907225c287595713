import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('Digital Post needs its folder and its senders together', () => {
  const both = readConfig({ DIGITAL_POST_DIR: '/srv/post', DIGITAL_POST_SENDERS: 'naestved:12345678,koege:87654321' }, 'serve')
  expect(both.digitalPostDir).toBe('/srv/post')
  expect([...both.digitalPostSenders]).toEqual([
    ['naestved', '12345678'],
    ['koege', '87654321'],
  ])
  expect(readConfig({}, 'serve').digitalPostSenders.size).toBe(0)
  expect(() => readConfig({ DIGITAL_POST_DIR: '/srv/post' }, 'serve')).toThrow('each needs the other')
  expect(() => readConfig({ DIGITAL_POST_SENDERS: 'naestved:12345678' }, 'serve')).toThrow('each needs the other')
})

test.each(['naestved', 'naestved:123', '12345678', 'naestved:12345678,', 'naestved: 12345678'])(
  'senders written as %s are refused by name',
  (value) => {
    expect(() => readConfig({ DIGITAL_POST_DIR: '/srv/post', DIGITAL_POST_SENDERS: value }, 'serve')).toThrow('DIGITAL_POST_SENDERS')
  },
)
