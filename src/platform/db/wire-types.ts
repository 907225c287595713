import pg from 'pg'

type Parser = (text: string) => unknown

const textArray: number = 1009
const arrayOfTexts = (text: string): (string | null)[] => pg.types.getTypeParser(textArray, 'text')(text)
const each =
  (parse: Parser): Parser =>
  (text) =>
    arrayOfTexts(text).map((item) => (item === null ? null : parse(item)))
const asIs: Parser = (text) => text

/** `2016-02-29 23:30:00.5+01` as `2016-02-29T22:30:00.5Z`; `infinity` stays as it is. */
const instant: Parser = (text) => (text.endsWith('infinity') ? text : Temporal.Instant.from(text.replace(' ', 'T')).toString())

const parsers = new Map<number, Parser>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.DATE, asIs],
  [pg.types.builtins.TIMESTAMP, asIs],
  [pg.types.builtins.TIMESTAMPTZ, instant],
  [pg.types.builtins.INTERVAL, asIs],
  [1016, each(BigInt)], // int8[]
  [1182, arrayOfTexts], // date[]
  [1185, each(instant)], // timestamptz[]
  [1231, arrayOfTexts], // numeric[]
  [3913, arrayOfTexts], // daterange[]
])

/**
 * How values leave the wire, before a row schema sees them: int8 as bigint, date and numeric and daterange as text,
 * timestamptz as ISO text in UTC, json parsed, the rest as the driver does it. No JavaScript `Date` and no rounded number gets through.
 */
export const wireTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) => (format === 'binary' ? undefined : parsers.get(oid)) ?? driverParser(oid, format),
}

function driverParser(oid: number, format?: string): Parser {
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}
