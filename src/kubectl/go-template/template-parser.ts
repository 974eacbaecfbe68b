import { PipelineParser } from './pipeline-parser'
import { TemplateTokens } from './template-tokens'
import type { Block, Template, TemplateNode } from './template-tree'

/** Reads a template. Throws TemplateSyntaxError with Go's words. */
// Models text/template/parse/parse.go
export function parseTemplate(text: string, functions: ReadonlySet<string>): Template {
  return new Parser(new TemplateTokens(text), functions).template()
}

/** What ends a list of nodes besides the end of the template. */
type Stop = 'end' | 'else' | undefined

/** Reads text and actions; what values actions have is read by PipelineParser. */
class Parser {
  private ranges = 0
  private readonly pipelines: PipelineParser
  private readonly defined = new Map<string, readonly TemplateNode[]>()

  constructor(
    private readonly tokens: TemplateTokens,
    functions: ReadonlySet<string>,
  ) {
    this.pipelines = new PipelineParser(tokens, functions)
  }

  template(): Template {
    const { nodes, stop } = this.nodes()
    if (stop !== undefined) throw this.tokens.error(`unexpected {{${stop}}}`)
    return { nodes, defined: this.defined }
  }

  private nodes(): { readonly nodes: readonly TemplateNode[]; readonly stop: Stop } {
    const nodes: TemplateNode[] = []
    for (;;) {
      const token = this.tokens.next()
      if (token.type === 'end') return { nodes, stop: undefined }
      if (token.type === 'text') {
        nodes.push({ type: 'text', text: token.text })
        continue
      }
      const stop = this.action(nodes)
      if (stop !== undefined) return { nodes, stop }
    }
  }

  private action(nodes: TemplateNode[]): Stop {
    const word = this.tokens.peekMeaningful
    if (word.type === 'word') {
      switch (word.text) {
        case 'end':
          this.tokens.nextMeaningful()
          this.tokens.close('end')
          return 'end'
        case 'else':
          this.tokens.nextMeaningful()
          return 'else'
        case 'if':
        case 'with':
        case 'range':
          this.tokens.nextMeaningful()
          nodes.push(this.block(word.text))
          return undefined
        case 'break':
        case 'continue':
          this.tokens.nextMeaningful()
          this.tokens.close(`{{${word.text}}}`)
          if (this.ranges === 0) throw this.tokens.error(`{{${word.text}}} outside {{range}}`)
          nodes.push({ type: 'jump', to: word.text })
          return undefined
        case 'define':
        case 'block':
          this.tokens.nextMeaningful()
          this.definition(word.text, nodes)
          return undefined
        case 'template':
          this.tokens.nextMeaningful()
          nodes.push(this.templateCall(word.at))
          return undefined
        default:
      }
    }
    const pipeline = this.pipelines.pipeline('command')
    nodes.push({ type: 'print', pipeline })
    return undefined
  }

  private block(type: Block['type']): Block {
    return this.pipelines.inScope(() => {
      const pipeline = this.pipelines.pipeline(type)
      if (type === 'range') this.ranges += 1
      const body = this.nodes()
      if (type === 'range') this.ranges -= 1
      if (body.stop === undefined) throw this.tokens.error('unexpected EOF')
      const otherwise = body.stop === 'else' ? this.otherwise(type) : []
      return { type, pipeline, body: body.nodes, otherwise }
    })
  }

  /** `{{else}}`, or `{{else if …}}`, which needs no end of its own. */
  private otherwise(type: Block['type']): readonly TemplateNode[] {
    const word = this.tokens.peekMeaningful
    if ((word.text === 'if' && type !== 'range') || (word.text === 'with' && type === 'with')) {
      this.tokens.nextMeaningful()
      return [this.block(word.text as 'if' | 'with')]
    }
    this.tokens.close('else')
    const { nodes, stop } = this.nodes()
    if (stop === 'else') throw this.tokens.error('expected end; found {{else}}')
    if (stop === undefined) throw this.tokens.error('unexpected EOF')
    return nodes
  }

  private definition(word: 'define' | 'block', nodes: TemplateNode[]): void {
    const token = this.tokens.nextMeaningful()
    if (token.type !== 'string') throw this.tokens.unexpected(token, `${word} clause`)
    const name = String(JSON.parse(token.text))
    const pipeline = word === 'block' ? this.pipelines.pipeline('block clause') : undefined
    if (word === 'define') this.tokens.close('define clause')
    const { nodes: body, stop } = this.pipelines.inOwnScope(() => this.nodes())
    if (stop !== 'end')
      throw this.tokens.error(stop === undefined ? 'unexpected EOF' : `unexpected {{${stop}}} in ${word} clause`)
    this.defined.set(name, body)
    if (word === 'block') nodes.push({ type: 'template', name, pipeline, at: token.at })
  }

  private templateCall(at: number): TemplateNode {
    const token = this.tokens.nextMeaningful()
    if (token.type !== 'string') throw this.tokens.unexpected(token, 'template clause')
    const name = String(JSON.parse(token.text))
    if (this.tokens.peekMeaningful.type === 'close') {
      this.tokens.nextMeaningful()
      return { type: 'template', name, pipeline: undefined, at }
    }
    return { type: 'template', name, pipeline: this.pipelines.pipeline('template clause'), at }
  }
}
