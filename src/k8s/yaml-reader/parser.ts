import { Scanner } from './scanner'
import type { MappingNode, ScalarNode, SequenceNode, YamlNode } from './yaml-node'
import { contentProblem, type Mark, parserProblem } from './yaml-text'
import type { Token, TokenKind } from './yaml-token'

const STANDARD_TAGS = 'tag:yaml.org,2002:'
/** Nothing real is as deep; the scanner stops at more. */
const DEEPEST = 1000

/** What is told of a node before its content. */
interface Properties {
  readonly anchor: string | undefined
  readonly tag: string
  readonly start: Mark
}

/** The first document of a text; undefined when there is none. Throws YamlProblem. */
// Models go.yaml.in/yaml/v2 parserc.go, and decode.go where it makes nodes of the events
export class Parser {
  private readonly scanner: Scanner
  private readonly anchors = new Map<string, Exclude<YamlNode, { kind: 'alias' }>>()
  private readonly tagHandles = new Map<string, string>()
  private depth = 0

  constructor(text: string) {
    this.scanner = new Scanner(text)
  }

  /** How far the text has been looked at. */
  get position(): number {
    return this.scanner.position
  }

  document(): YamlNode | undefined {
    const first = this.scanner.peek()
    if (first.kind === 'stream-end') return undefined
    const isExplicit = this.isNext('version-directive', 'tag-directive', 'document-start')
    this.readDirectives()
    if (isExplicit) {
      const token = this.scanner.peek()
      if (token.kind !== 'document-start') throw parserProblem('did not find expected <document start>', token.start)
      this.scanner.take()
    }
    const isEmpty =
      isExplicit && this.isNext('version-directive', 'tag-directive', 'document-start', 'document-end', 'stream-end')
    const node = isEmpty ? this.empty() : this.node(true, false)
    // What follows is not read, but what stands next is looked at.
    this.scanner.peek()
    return node
  }

  private isNext(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.scanner.peek().kind)
  }

  private readDirectives(): void {
    let hasVersion = false
    for (let token = this.scanner.peek(); ; token = this.scanner.peek()) {
      if (token.kind === 'version-directive') {
        if (hasVersion) throw parserProblem('found duplicate %YAML directive', token.start)
        if (token.value !== '1.1') throw parserProblem('found incompatible YAML document', token.start)
        hasVersion = true
      } else if (token.kind === 'tag-directive') {
        const handle = token.value ?? ''
        if (this.tagHandles.has(handle)) throw parserProblem('found duplicate %TAG directive', token.start)
        this.tagHandles.set(handle, token.suffix ?? '')
      } else break
      this.scanner.take()
    }
    if (!this.tagHandles.has('!')) this.tagHandles.set('!', '!')
    if (!this.tagHandles.has('!!')) this.tagHandles.set('!!', STANDARD_TAGS)
  }

  private empty(): ScalarNode {
    const { line } = this.scanner.peek().start
    return { kind: 'scalar', value: '', tag: '', isImplicit: true, line }
  }

  /** `isIndentless`: here a sequence may stand no deeper than the key that it belongs to. */
  private node(isBlock: boolean, isIndentless: boolean): YamlNode {
    const token = this.scanner.peek()
    if (token.kind === 'alias') return this.alias(this.scanner.take())
    this.depth += 1
    if (this.depth > DEEPEST) throw contentProblem(`exceeded max depth of ${DEEPEST}`, token.start.line)
    const properties = this.properties()
    const node = this.content(properties, isBlock, isIndentless)
    this.depth -= 1
    return node
  }

  private alias({ value: name = '', start }: Token): YamlNode {
    const target = this.anchors.get(name)
    if (target === undefined) throw contentProblem(`unknown anchor '${name}' referenced`, start.line)
    return { kind: 'alias', name, target, line: start.line }
  }

  /** An anchor and a tag, in either order, at most one of each. */
  private properties(): Properties {
    const { start } = this.scanner.peek()
    let anchor: string | undefined
    let tag: Token | undefined
    for (let token = this.scanner.peek(); ; token = this.scanner.peek()) {
      if (token.kind === 'anchor' && anchor === undefined) anchor = token.value ?? ''
      else if (token.kind === 'tag' && tag === undefined) tag = token
      else return { anchor, tag: this.tagOf(tag, start), start }
      this.scanner.take()
    }
  }

  private tagOf(token: Token | undefined, start: Mark): string {
    if (token === undefined) return ''
    const { value: handle = '', suffix = '' } = token
    if (handle === '') return suffix
    const prefix = this.tagHandles.get(handle)
    if (prefix === undefined) throw parserProblem('found undefined tag handle', token.start, start)
    return prefix + suffix
  }

  private content(properties: Properties, isBlock: boolean, isIndentless: boolean): YamlNode {
    const token = this.scanner.peek()
    switch (token.kind) {
      case 'block-entry':
        if (isIndentless) return this.indentlessSequence(properties)
        break
      case 'scalar':
        return this.scalar(properties, this.scanner.take())
      case 'flow-sequence-start':
        return this.flowSequence(properties)
      case 'flow-mapping-start':
        return this.flowMapping(properties)
      case 'block-sequence-start':
        if (isBlock) return this.blockSequence(properties)
        break
      case 'block-mapping-start':
        if (isBlock) return this.blockMapping(properties)
        break
    }
    const { anchor, tag, start } = properties
    if (anchor === undefined && tag === '')
      throw parserProblem('did not find expected node content', token.start, start)
    return this.anchored(properties, { kind: 'scalar', value: '', tag, isImplicit: tag === '', line: start.line })
  }

  private anchored<T extends Exclude<YamlNode, { kind: 'alias' }>>({ anchor }: Properties, node: T): T {
    if (anchor !== undefined) this.anchors.set(anchor, node)
    return node
  }

  private scalar(properties: Properties, { value = '', isPlain = false }: Token): ScalarNode {
    const { tag, start } = properties
    const isImplicit = (tag === '' && isPlain) || tag === '!'
    return this.anchored(properties, { kind: 'scalar', value, tag, isImplicit, line: start.line })
  }

  private sequence(properties: Properties): SequenceNode {
    return this.anchored(properties, { kind: 'sequence', items: [], line: properties.start.line })
  }

  private mapping(properties: Properties): MappingNode {
    return this.anchored(properties, { kind: 'mapping', pairs: [], line: properties.start.line })
  }

  private blockSequence(properties: Properties): SequenceNode {
    const node = this.sequence(properties)
    const { start } = this.scanner.take()
    for (;;) {
      const token = this.scanner.take()
      if (token.kind === 'block-end') return node
      if (token.kind !== 'block-entry') throw parserProblem("did not find expected '-' indicator", token.start, start)
      node.items.push(this.isNext('block-entry', 'block-end') ? this.empty() : this.node(true, false))
    }
  }

  private indentlessSequence(properties: Properties): SequenceNode {
    const node = this.sequence(properties)
    while (this.isNext('block-entry')) {
      this.scanner.take()
      const isEmpty = this.isNext('block-entry', 'key', 'value', 'block-end')
      node.items.push(isEmpty ? this.empty() : this.node(true, false))
    }
    return node
  }

  private blockMapping(properties: Properties): MappingNode {
    const node = this.mapping(properties)
    const { start } = this.scanner.take()
    for (;;) {
      const token = this.scanner.take()
      if (token.kind === 'block-end') return node
      if (token.kind !== 'key') throw parserProblem('did not find expected key', token.start, start)
      const key = this.blockPart()
      if (this.isNext('value')) {
        this.scanner.take()
        node.pairs.push([key, this.blockPart()])
      } else node.pairs.push([key, this.empty()])
    }
  }

  private blockPart(): YamlNode {
    return this.isNext('key', 'value', 'block-end') ? this.empty() : this.node(true, true)
  }

  private flowSequence(properties: Properties): SequenceNode {
    const node = this.sequence(properties)
    const { start } = this.scanner.take()
    for (let isFirst = true; !this.isNext('flow-sequence-end'); isFirst = false) {
      if (!isFirst) this.takeFlowEntry(start, ']')
      if (this.isNext('flow-sequence-end')) break
      node.items.push(this.isNext('key') ? this.flowPair() : this.node(false, false))
    }
    this.scanner.take()
    return node
  }

  private takeFlowEntry(start: Mark, close: string): void {
    const token = this.scanner.peek()
    if (token.kind !== 'flow-entry') throw parserProblem(`did not find expected ',' or '${close}'`, token.start, start)
    this.scanner.take()
  }

  /** `[a: b]`: a mapping of one pair. */
  private flowPair(): MappingNode {
    const { start } = this.scanner.take()
    const node: MappingNode = { kind: 'mapping', pairs: [], line: start.line }
    let key: YamlNode
    if (this.isNext('value', 'flow-entry', 'flow-sequence-end')) {
      key = this.empty()
      // As the real reader does it: what follows an empty key is lost.
      this.scanner.take()
    } else key = this.node(false, false)
    node.pairs.push([key, this.flowValue('flow-sequence-end')])
    return node
  }

  private flowMapping(properties: Properties): MappingNode {
    const node = this.mapping(properties)
    const { start } = this.scanner.take()
    for (let isFirst = true; !this.isNext('flow-mapping-end'); isFirst = false) {
      if (!isFirst) this.takeFlowEntry(start, '}')
      if (this.isNext('flow-mapping-end')) break
      if (this.isNext('key')) {
        this.scanner.take()
        const isEmpty = this.isNext('value', 'flow-entry', 'flow-mapping-end')
        const key = isEmpty ? this.empty() : this.node(false, false)
        node.pairs.push([key, this.flowValue('flow-mapping-end')])
      } else node.pairs.push([this.node(false, false), this.empty()])
    }
    this.scanner.take()
    return node
  }

  private flowValue(end: TokenKind): YamlNode {
    if (!this.isNext('value')) return this.empty()
    this.scanner.take()
    return this.isNext('flow-entry', end) ? this.empty() : this.node(false, false)
  }
}
