import fc from 'fast-check'

// A landing is judged by the same cases every time (`.ci/run` says the seed); whoever runs the tests by hand looks at new ones each time.
const seed = process.env['PROPERTY_SEED']
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })
