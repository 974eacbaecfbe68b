import { alignTabs, DESCRIBE_WRITER } from '../output/tab-writer'

/** Collects the lines of a description: levels of two spaces, cells parted by tabs. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go PrefixWriter
export class DescribeWriter {
  private text = ''

  /** `level` indents of two spaces, then `text` as it stands. */
  write(level: number, text: string): void {
    this.text += '  '.repeat(level) + text
  }

  line(level: number, text: string): void {
    this.write(level, `${text}\n`)
  }

  /** With the columns aligned, as `describe` prints. */
  aligned(): string {
    return alignTabs(this.text, DESCRIBE_WRITER)
  }

  /** With the tabs still in it, as `rollout history --revision` prints. */
  unaligned(): string {
    return this.text
  }
}
