import { filterProgram, LineCutter } from '../text-filter'
import { ToolError } from '../tool-error'
import { readOptions } from '../tools/tool-options'
import { parseAwk } from './awk-parser'
import { AwkRun } from './awk-run'

const USAGE = 'usage: awk [-F fs][-v var=value][prog][file ...]'

/** awk as people use it on tables: patterns, print and printf, variables, arrays, loops, awk's own functions. */
export const awk = filterProgram(
  'awk',
  (args, io) => {
    const options = readOptions('awk', args, {
      flags: '',
      valued: 'Fv',
      long: { 'field-separator': 'F', assign: 'v' },
      stopsAtWord: true,
    })
    const [program, ...words] = options.rest
    if (program === undefined) throw new ToolError(`no program\n${USAGE}`)
    const run = new AwkRun(parseAwk(program), text => io.out(text))
    const separator = options.value('F')
    if (separator !== undefined) run.setVariable('FS', separator === 't' ? '\t' : unescaped(separator))
    const assignment = (word: string) => /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word)
    const assign = (word: string) => {
      const match = assignment(word)
      if (match !== null) run.setVariable(match[1] ?? '', { field: unescaped(match[2] ?? '') })
      return match !== null
    }
    for (const word of options.all('v')) if (!assign(word)) throw new ToolError(`improper assignment: -v ${word}`)
    let begun = false
    const begin = () => {
      if (begun) return
      begun = true
      run.begin()
      for (const word of words) assign(word)
    }
    const cutter = new LineCutter(line => run.take(line))
    return {
      files: run.readsLines ? words.filter(word => assignment(word) === null) : [],
      needsInput: run.readsLines,
      filter: {
        take(text) {
          begin()
          cutter.take(text)
        },
        beginFile(name) {
          begin()
          cutter.end()
          run.beginFile(name)
        },
        end() {
          begin()
          cutter.end()
          return run.finish()
        },
        get full() {
          return run.over || !run.readsLines
        },
      },
    }
  },
  2,
)

const unescaped = (text: string) =>
  text.replace(/\\(.)/g, (all, letter: string) => (letter === 't' ? '\t' : letter === 'n' ? '\n' : all))
