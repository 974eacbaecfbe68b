import type { CommandIo } from '../base/command'
import { runKubectl } from '../kubectl/command/run-command'
import { KUBECTL } from '../kubectl/command-tree'
import { runLab } from '../lab/run-lab'
import * as builtins from './builtins'
import { shellHelp } from './help'
import { minikube } from './minikube'
import { immediateProgram, type Program, textProgram } from './program'
import { editFile, withEditor } from './text-editor'
import { awk } from './tools/awk'
import { grep } from './tools/grep'
import * as lines from './tools/line-tools'
import { sed } from './tools/sed'

const kubectl: Program = (args, { io, shell, run }) =>
  runKubectl(KUBECTL, shell.kubectl, withEditor(io, shell, { knows: name => Object.hasOwn(PROGRAMS, name), run }), args)

const lab = immediateProgram((args, { io, shell }) => runLab(shell.engine, shell.kubectl.client, io, args))

const k3s: Program = function* (args, { io, run }) {
  if (args[0] === 'kubectl') return yield* run(['kubectl', ...args.slice(1)], io)
  io.err('k3s: only `k3s kubectl …` works here; for machines use `lab node add NAME`, see `lab help`\n')
  return 1
}

const help = textProgram((_, __, io) => {
  io.out(shellHelp())
  return 0
})

/** Everything that can be typed at the beginning of a command. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  kubectl,
  lab,
  k3s,
  help,
  alias: builtins.alias,
  awk,
  cat: builtins.cat,
  clear: builtins.clear,
  column: lines.column,
  cp: builtins.cp,
  cut: lines.cut,
  date: builtins.date,
  echo: builtins.echo,
  export: builtins.exportVariable,
  false: builtins.fail,
  grep,
  egrep: (args, context) => grep(['-E', ...args], context),
  head: lines.head,
  history: builtins.history,
  ls: builtins.ls,
  minikube,
  nano: editFile,
  printf: builtins.printf,
  pwd: builtins.pwd,
  sed,
  sleep: builtins.sleep,
  sort: lines.sort,
  sudo: builtins.sudo,
  tail: lines.tail,
  tee: lines.tee,
  tr: lines.tr,
  true: builtins.succeed,
  uniq: lines.uniq,
  vi: editFile,
  vim: editFile,
  watch: builtins.watch,
  wc: lines.wc,
  whoami: builtins.whoami,
  xargs: builtins.xargs,
}

/** Instead of what is not here: what would do. */
const INSTEAD: Readonly<Record<string, string>> = {
  kind: 'machines are added with `lab node add NAME`, see `lab help`',
  kubeadm: 'machines are added with `lab node add NAME`, see `lab help`',
  docker: 'what an image does is set with `lab image set IMAGE …`, see `lab help`',
  helm: 'write the manifest into a file and use `kubectl apply -f FILE`',
  ssh: 'machines are switched with `lab node power-off NAME` and `lab kubelet stop NAME`',
  systemctl: 'the kubelet is stopped with `lab kubelet stop NODE`',
}

export function unknownProgram(name: string, io: CommandIo): number {
  io.err(`bash: ${name}: command not found\n`)
  io.err(
    `Here: ${(Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined) ?? 'kubectl, lab, and text tools such as grep, head and awk. Type `help` for the list.'}\n`,
  )
  return 127
}
