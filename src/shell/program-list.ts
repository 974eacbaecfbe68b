import { runKubectl } from '../kubectl/command/run-command'
import { KUBECTL } from '../kubectl/command-tree'
import { runLab } from '../lab/run-lab'
import { awk } from './awk/awk'
import * as builtins from './builtins'
import * as files from './files'
import { shellHelp } from './help'
import { jq } from './jq/jq'
import { minikube } from './minikube'
import { immediateProgram, type Program, textProgram } from './program'
import { sudo, watch, xargs } from './run-others'
import { bracket, doubleBracket, test } from './test-expression'
import { editFile, withEditor } from './text-editor'
import type { FilterProgram } from './text-filter'
import { base64 } from './tools/base64'
import { cut, tr } from './tools/fields'
import { grep } from './tools/grep'
import { head, tail } from './tools/head-tail'
import * as lines from './tools/lines'
import { sed } from './tools/sed'
import { sort } from './tools/sort'
import { explainUnknown } from './unknown-program'

const knows = (name: string) => Object.hasOwn(PROGRAMS, name)

const kubectl: Program = (args, { io, shell, run }) =>
  runKubectl(KUBECTL, shell.kubectl, withEditor(io, shell, { knows, run }), args)

const lab = immediateProgram((args, { io, shell }) => runLab(shell.engine, shell.kubectl.client, io, args))

const k3s: Program = function* (args, { io, run }) {
  if (args[0] === 'kubectl') return yield* run(['kubectl', ...args.slice(1)], io)
  io.err('k3s: only `k3s kubectl …` works here; for machines use `lab node add NAME`, see `lab help`\n')
  return 1
}

/** `sh -c 'line'` */
const sh: Program = function* (args, { io, runLine }) {
  const at = args.findIndex(word => /^-\w*c$/.test(word))
  const line = at < 0 ? undefined : args[at + 1]
  const file = at < 0 ? args.find(word => !word.startsWith('-')) : undefined
  const text = line ?? (file === undefined ? io.stdin : io.readFile(file))
  if (text !== undefined) return yield* runLine(text, io)
  io.err(file === undefined ? '(this is a shell already)\n' : `sh: ${file}: No such file or directory\n`)
  return file === undefined ? 0 : 127
}

const help = textProgram('help', (_, io) => {
  io.out(shellHelp())
  return 0
})

const which = textProgram('which', (args, io) => {
  const found = args.filter(word => !word.startsWith('-') && knows(word))
  for (const name of found) io.out(`/usr/bin/${name}\n`)
  return found.length > 0 && found.length === args.filter(word => !word.startsWith('-')).length ? 0 : 1
})

/** `command -v kubectl` asks for it, `command kubectl …` runs it. */
const command: Program = function* (args, context) {
  if (args[0] === '-v' || args[0] === '-V') return yield* which(args.slice(1), context)
  return yield* context.run(args, context.io)
}

const egrep: FilterProgram = Object.assign<Program, Pick<FilterProgram, 'start'>>(
  (args, context) => grep(['-E', ...args], context),
  { start: (args, io) => grep.start(['-E', ...args], io) },
)

const fgrep: FilterProgram = Object.assign<Program, Pick<FilterProgram, 'start'>>(
  (args, context) => grep(['-F', ...args], context),
  { start: (args, io) => grep.start(['-F', ...args], io) },
)

/** Tools that work while their input comes in. */
const FILTERS: Readonly<Record<string, FilterProgram>> = {
  awk,
  gawk: awk,
  mawk: awk,
  cat: lines.cat,
  cut,
  egrep,
  fgrep,
  grep,
  head,
  less: lines.cat,
  more: lines.cat,
  sed,
  tail,
  tee: lines.tee,
  tr,
  uniq: lines.uniq,
}

/** Everything that can be typed at the beginning of a command. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  ...FILTERS,
  kubectl,
  lab,
  k3s,
  help,
  '.': sh,
  ':': builtins.succeed,
  '[': bracket,
  '[[': doubleBracket,
  alias: builtins.alias,
  base64,
  bash: sh,
  break: builtins.breakLoop,
  cd: files.cd,
  clear: builtins.clear,
  column: lines.column,
  command,
  continue: builtins.continueLoop,
  cp: files.cp,
  date: builtins.date,
  echo: builtins.echo,
  env: builtins.env,
  exit: builtins.exit,
  export: builtins.exportVariable,
  false: builtins.fail,
  history: builtins.history,
  jq,
  ls: files.ls,
  minikube,
  mkdir: files.mkdir,
  mv: files.mv,
  nano: editFile,
  nl: lines.nl,
  paste: lines.paste,
  printf: builtins.printf,
  pwd: builtins.pwd,
  read: builtins.read,
  rev: lines.rev,
  rm: files.rm,
  seq: lines.seq,
  sh,
  sleep: builtins.sleep,
  sort,
  source: sh,
  sudo,
  tac: lines.tac,
  test,
  time: builtins.time,
  touch: files.touch,
  truncate: files.truncate,
  true: builtins.succeed,
  unalias: builtins.unalias,
  unset: builtins.unset,
  vi: editFile,
  vim: editFile,
  watch,
  wc: lines.wc,
  which,
  whoami: builtins.whoami,
  xargs,
}

/** The tool of that name, when it works while its input comes in. */
export const filterOf = (name: string): FilterProgram | undefined =>
  Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined

/** What is said to a command that is not here; answers the exit code. */
export const unknownProgram = explainUnknown(() => Object.keys(PROGRAMS))
