import { ToolError } from '../tool-error'
import { splitFields } from './awk-functions'

const MAX_FIELDS = 10_000

/** `FS` and `OFS`, as they are when somebody asks. */
export interface FieldSeparators {
  /** What the line is cut at. */
  input(): string
  /** What stands between the fields once one of them was changed. */
  output(): string
}

/** The line that is looked at, and its fields: `$0` and `$1`, `$2`, … Its methods throw ToolError for a field that cannot be. */
export class AwkRecord {
  private text = ''
  /** Undefined until somebody wants them. */
  private fields: string[] | undefined

  constructor(private readonly separators: FieldSeparators) {}

  get line(): string {
    return this.text
  }

  set line(text: string) {
    this.text = text
    this.fields = undefined
  }

  /** NF. Setting it cuts fields off or adds empty ones. */
  get fieldCount(): number {
    return this.allFields().length
  }

  set fieldCount(count: number) {
    if (count < 0 || count > MAX_FIELDS) throw new ToolError(`NF cannot be ${count}`)
    const fields = this.allFields().slice(0, count)
    while (fields.length < count) fields.push('')
    this.fields = fields
    this.join(fields)
  }

  /** Field 0 is the whole line; undefined when there is no such field. */
  field(index: number): string | undefined {
    if (index < 0) throw new ToolError(`there is no field ${index}`)
    return index === 0 ? this.text : this.allFields()[Math.trunc(index) - 1]
  }

  setField(index: number, text: string): void {
    if (index === 0) {
      this.line = text
      return
    }
    if (index < 0 || index > MAX_FIELDS) throw new ToolError(`there is no field ${index}`)
    const fields = this.allFields()
    while (fields.length < index) fields.push('')
    fields[index - 1] = text
    this.join(fields)
  }

  private join(fields: readonly string[]): void {
    this.text = fields.join(this.separators.output())
  }

  private allFields(): string[] {
    this.fields ??= splitFields(this.text, this.separators.input())
    return this.fields
  }
}
