/** A part of a pipeline. `at` is where messages say that it stands, `text` how they show it. */
interface Place {
  readonly at: number
  readonly text: string
}

export type Operand = Place &
  (
    | { readonly type: 'dot' }
    | { readonly type: 'nil' }
    | { readonly type: 'value'; readonly value: unknown }
    | { readonly type: 'fields'; readonly names: readonly string[] }
    | { readonly type: 'variable'; readonly name: string; readonly names: readonly string[] }
    | { readonly type: 'function'; readonly name: string }
    | { readonly type: 'chain'; readonly pipeline: Pipeline; readonly names: readonly string[] }
  )

export interface Command extends Place {
  readonly operands: readonly Operand[]
}

export interface Pipeline extends Place {
  /** `$x :=` or `$i, $x :=`. */
  readonly declares: readonly string[]
  /** `$x =`, which changes a variable there is. */
  readonly assigns: boolean
  readonly commands: readonly Command[]
}

export interface Block {
  readonly type: 'if' | 'with' | 'range'
  readonly pipeline: Pipeline
  readonly body: readonly TemplateNode[]
  readonly otherwise: readonly TemplateNode[]
}

export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly pipeline: Pipeline }
  | { readonly type: 'jump'; readonly to: 'break' | 'continue' }
  | { readonly type: 'template'; readonly name: string; readonly pipeline: Pipeline | undefined; readonly at: number }
  | Block

/** A template and those that it defines. */
export interface Template {
  readonly nodes: readonly TemplateNode[]
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>
}
