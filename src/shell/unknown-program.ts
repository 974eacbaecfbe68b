import type { CommandIo } from '../base/command'
import { shellWord } from '../base/shell-word'
import { KUBECTL } from '../kubectl/command-tree'
import type { ShellState } from './program'

/** Instead of what is not here: what would do. */
const INSTEAD: Readonly<Record<string, string>> = {
  apt: 'nothing has to be installed: type `help` for what there is',
  'apt-get': 'nothing has to be installed: type `help` for what there is',
  brew: 'nothing has to be installed: type `help` for what there is',
  crictl: 'what runs on a node: kubectl get pods -A --field-selector spec.nodeName=NODE',
  curl: 'nothing answers on the network here; whether a Pod is ready shows in kubectl get pods -o wide',
  docker: 'what an image does is set with `lab image set IMAGE …`, see `lab help`',
  emacs: 'files are open beside the terminal: vi FILE shows one',
  git: 'the files beside the terminal are all there is; the link of Share keeps them',
  helm: 'write the manifest into a file and use `kubectl apply -f FILE`',
  journalctl: 'what kubelets report: kubectl describe node NODE, kubectl get events -A',
  k9s: 'the canvas shows it live; in the terminal: kubectl get pods -A -w',
  kind: 'machines are added with `lab node add NAME`, see `lab help`',
  kill: 'Ctrl-C stops what runs in the terminal; a Pod is ended with kubectl delete pod NAME',
  kubeadm: 'machines are added with `lab node add NAME`, see `lab help`',
  kubectx: 'it is not part of kubectl. The same: kubectl config get-contexts, kubectl config use-context NAME',
  kubens: 'it is not part of kubectl. The same: kubectl config set-context --current --namespace=NAME',
  kustomize: 'write the manifest into a file and use `kubectl apply -f FILE`',
  man: 'kubectl COMMAND --help and kubectl explain KIND tell about Kubernetes, `help` about this terminal',
  oc: 'kubectl takes the same commands: oc get ds is kubectl get ds',
  ping: 'nothing answers on the network here; which nodes are reachable shows in kubectl get nodes',
  podman: 'what an image does is set with `lab image set IMAGE …`, see `lab help`',
  poweroff: 'machines are switched with `lab node power-off NAME`',
  ps: 'what runs: kubectl get pods -A -o wide',
  python: 'there are text tools instead: jq, awk, sed, sort',
  python3: 'there are text tools instead: jq, awk, sed, sort',
  reboot: 'machines are switched with `lab node power-off NAME` and `lab node power-on NAME`',
  shutdown: 'machines are switched with `lab node power-off NAME`',
  ssh: 'machines are switched with `lab node power-off NAME` and `lab kubelet stop NAME`',
  stern: 'kubectl logs -f -l LABEL=VALUE follows several Pods',
  service: 'the kubelet is stopped with `lab kubelet stop NODE`',
  systemctl: 'the kubelet is stopped with `lab kubelet stop NODE`',
  top: 'kubectl top nodes and kubectl top pods',
  wget: 'the page has no network; paste the text with `cat > FILE <<EOF` or into the editor',
  yq: 'jq reads what kubectl … -o json prints',
}

const KUBECTL_NAMES = new Set((KUBECTL.subcommands ?? []).flatMap(({ name, aliases = [] }) => [name, ...aliases]))

/** Says what a command would need that is not here, and what works instead. Answers the exit code. */
export function explainUnknown(names: () => readonly string[]) {
  return (words: readonly string[], shell: ShellState, io: CommandIo): number => {
    const [name = ''] = words
    io.err(`bash: ${name}: command not found\n`)
    io.err(`Here: ${hint(words, [...names(), ...shell.aliases.keys()])}\n`)
    return 127
  }
}

function hint(words: readonly string[], names: readonly string[]): string {
  const [name = ''] = words
  if (Object.hasOwn(INSTEAD, name)) return INSTEAD[name] ?? ''
  if (/^(?:apiVersion|kind|metadata|spec|-{3}):?$/.test(name))
    return 'this looks like YAML. Put it into a file of the editor, or between `kubectl apply -f - <<EOF` and a line with EOF'
  if (KUBECTL_NAMES.has(name)) return `did you mean: kubectl ${words.slice(0, 6).map(shellWord).join(' ')}`
  const [close] = names
    .filter(each => each.length > 1 && distance(name, each) <= (each.length > 4 ? 2 : 1))
    .sort((a, b) => distance(name, a) - distance(name, b))
  if (close !== undefined)
    return `did you mean: ${[close, ...words.slice(1, 6)].map((word, i) => (i === 0 ? word : shellWord(word))).join(' ')}`
  return 'kubectl, lab, and text tools such as grep, head, awk and jq. Type `help` for the list.'
}

/** How many letters have to be put in, taken out, replaced or swapped with their neighbour. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1)
      row.push(least)
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? 0
}
