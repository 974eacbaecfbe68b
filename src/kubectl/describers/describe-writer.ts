import { alignTabs, DESCRIBE_WRITER } from '../output/tab-writer'

/** Collects the lines of a description: levels of two spaces, cells parted by tabs. */
// Models staging/src/k8s.io/kubectl/pkg/describe/describe.go PrefixWriter
export class DescribeWriter {
  private text = ''
  private done = ''

  /** `level` indents of two spaces, then `text` as it stands. */
  write(level: number, text: string): void {
    this.text += '  '.repeat(level) + text
  }

  line(level: number, text: string): void {
    this.write(level, `${text}\n`)
  }

  /** What follows is aligned by itself. */
  flush(): void {
    this.done += alignTabs(this.text, DESCRIBE_WRITER)
    this.text = ''
  }

  /** With the columns aligned, as `describe` prints. */
  aligned(): string {
    this.flush()
    return this.done
  }

  /** With the tabs still in it, as `rollout history --revision` prints. */
  unaligned(): string {
    return this.text
  }
}
