import type { JqNode } from './jq-syntax'
import type { Json } from './json-values'

/** A function's body, and the names that it sees. */
export interface Closure {
  readonly parameters: readonly string[]
  readonly body: JqNode
  /** Of a definition, the scope that it is itself part of. */
  readonly scope: JqScope
}

/** Names as they are seen at a place of the program. */
export class JqScope {
  private constructor(
    private readonly outer: JqScope | undefined,
    private readonly name: string,
    private readonly variable: Json | undefined,
    private readonly closure: Closure | undefined,
  ) {}

  static readonly empty = new JqScope(undefined, '', undefined, undefined)

  withVariable(name: string, value: Json): JqScope {
    return new JqScope(this, `$${name}`, value, undefined)
  }

  /** `name` is with the number of arguments: `f/0`. */
  withFunction(name: string, closure: Closure): JqScope {
    return new JqScope(this, name, undefined, closure)
  }

  /** A function that may call itself. */
  withDefinition(name: string, parameters: readonly string[], body: JqNode): JqScope {
    const closure = { parameters, body, scope: this as JqScope }
    const scope = new JqScope(this, `${name}/${parameters.length}`, undefined, closure)
    closure.scope = scope
    return scope
  }

  variableOf(name: string): Json | undefined {
    return this.find(`$${name}`)?.variable
  }

  /** `name` is with the number of arguments: `f/0`. */
  closureOf(name: string): Closure | undefined {
    return this.find(name)?.closure
  }

  private find(name: string): JqScope | undefined {
    for (let scope: JqScope | undefined = this; scope !== undefined; scope = scope.outer)
      if (scope.name === name) return scope
    return undefined
  }
}
