/** The text of a field, as a database can keep it, or '' when it was not sent. */
export function textOf(form: FormData, name: string): string {
  const given = form.get(name)
  return typeof given === 'string' ? given.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim() : ''
}
