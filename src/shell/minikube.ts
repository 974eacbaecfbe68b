import { runLab } from '../lab/run-lab'
import { immediateProgram } from './program'

const USAGE =
  'minikube: here only `minikube node add`, `node delete NAME`, `node list`, `start` and `status` work; see also `lab help`\n'

/** The minikube commands that course texts use, carried out by `lab`. */
export const minikube = immediateProgram(([command, verb, ...args], { io, shell }) => {
  const lab = (...words: readonly string[]) => {
    io.err(`(here the same as: lab ${words.join(' ')})\n`)
    return runLab(shell.engine, shell.kubectl.client, io, words)
  }
  const names = shell.engine.machines.list().map(({ name }) => name)
  if (command === 'start' || command === 'status') {
    io.out(`The cluster is running: ${names.length} machines, Kubernetes ${shell.engine.behaviour.gitVersion}\n`)
    return 0
  }
  if (command !== 'node') {
    io.err(USAGE)
    return 1
  }
  switch (verb) {
    case 'add':
      return lab('node', 'add', nextName(names))
    case 'delete':
      return lab('node', 'remove', ...args.map(name => (names.includes(name) ? name : `minikube-${name}`)))
    case 'list':
      io.out(names.map(name => `${name}\n`).join(''))
      return 0
    case 'start':
      return lab('node', 'power-on', ...args)
    case 'stop':
      return lab('node', 'power-off', ...args)
    default:
      io.err(USAGE)
      return 1
  }
})

/** minikube numbers its nodes: minikube-m02, minikube-m03 … */
function nextName(names: readonly string[]): string {
  for (let number = names.length + 1; ; number++) {
    const name = `minikube-m${String(number).padStart(2, '0')}`
    if (!names.includes(name)) return name
  }
}
