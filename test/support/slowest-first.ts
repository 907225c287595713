import { BaseSequencer, type TestSpecification } from 'vitest/node'

const slow = /\/test\/(journeys|privacy)\//

/** Begins with the files that drive a browser or walk every page: begun last, one of them would keep a single core busy while the other waits. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(({ moduleId }) => slow.test(moduleId)), ...sorted.filter(({ moduleId }) => !slow.test(moduleId))]
  }
}
