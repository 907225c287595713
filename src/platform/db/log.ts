/** Where this layer says what it does, in whole sentences for the person who runs the program. A pino logger is one. */
export type Log = {
  readonly info: (sentence: string) => void
  readonly warn: (sentence: string) => void
  readonly error: (sentence: string) => void
}
