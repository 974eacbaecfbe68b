import { describe, expect, it } from 'vitest'
import type { CommandIo } from '../base/command'
import { createEngine, type Engine } from '../engine/index'
import { ioOn, type Said } from '../testing/command-io'
import { createShell, type Shell } from './index'

const AGENT = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: "agent:v1"}]}
`

/** A terminal on a small cluster: types a line, lets time pass while it waits. */
class Terminal {
  readonly engine: Engine = createEngine({
    seed: 1,
    machines: ['worker-1', 'worker-2'].map(name => ({ name, booted: true })),
  })
  readonly files = new Map<string, string>([['ds.yaml', AGENT]])
  private readonly shell: Shell = createShell({ engine: this.engine })

  io(said: Said): CommandIo {
    return ioOn(this.files, said, () => this.engine.now)
  }

  type(line: string, patience = 60_000) {
    const output = { out: '', err: '' }
    const run = this.shell.run(line, this.io(output))
    const deadline = this.engine.now + patience
    for (;;) {
      const step = run.next()
      if (step.done) return { ...output, code: step.value }
      this.engine.runUntil(Math.min(this.engine.now + 100, deadline))
      if (this.engine.now >= deadline) {
        run.return(130)
        return { ...output, code: 130 }
      }
    }
  }

  complete(line: string) {
    return this.shell.complete(line, this.io({ out: '', err: '' }))
  }
}

const typed = (line: string) => new Terminal().type(line)

describe('grammar', () => {
  it.each([
    ['echo a   "b  c" \'$HOME\' "$HOME"', 'a b  c $HOME /home/user\n'],
    ['false || echo no && echo yes', 'no\nyes\n'],
    ['true; echo $?; false; echo $?', '0\n1\n'],
    ['for n in a b; do echo "$n!"; done', 'a!\nb!\n'],
    ['echo $(echo one; echo two) # not this', 'one two\n'],
    ['printf "b\\na\\nb\\n" | sort | uniq -c', '      1 a\n      2 b\n'],
    ['X=1; Y=$X$X; echo "$Y"0', '110\n'],
    [`false | true | false; echo \${PIPESTATUS[1]} \${PIPESTATUS[@]}`, '0 1 0 1\n'],
    [`false | true; echo \${PIPESTATUS[@]}`, '1 0\n'],
    ['case worker-2 in master) echo m;; (worker-*|edge) echo w; echo x;; *) echo no;; esac', 'w\nx\n'],
    ['for n in 1 2; do case $n in 1) echo one;; *) echo more; esac; done', 'one\nmore\n'],
    ['case a in b) echo b;; esac; echo $?', '0\n'],
    ['cat <<EOF\n$HOME\nEOF', '/home/user\n'],
    ["cat <<'EOF'\n$HOME\nEOF", '$HOME\n'],
    ['echo one > f; echo two >> f; cat f', 'one\ntwo\n'],
    ['echo x 2>&1 >/dev/null; wc -l < ds.yaml', '8\n'],
    ['alias g=echo; g hello; sudo echo root', 'hello\nroot\n'],
  ])('%s', (line, out) => {
    expect(typed(line)).toMatchObject({ out, err: '' })
  })

  it.each([
    ['echo "a', 'unexpected EOF'],
    ['| grep x', 'syntax error near unexpected token `|'],
    ['sleep 5 &', 'background'],
    ['nosuch', 'nosuch: command not found'],
    ['docker ps', 'lab image set'],
    ['grep x', 'nothing to read'],
    ['kubeclt get pods', 'did you mean: kubectl get pods'],
    ['get pods -A', 'did you mean: kubectl get pods -A'],
    ['apiVersion: apps/v1', 'looks like YAML'],
    ['kubens kube-system', 'kubectl config set-context --current --namespace'],
    ["echo a | awk '/(/'", 'Unmatched ( or'],
    ['cat nosuch.yaml', 'No such file or directory'],
  ])('%s complains', (line, message) => {
    const { err, code } = typed(line)
    expect(err).toContain(message)
    expect(code).not.toBe(0)
  })
})

describe('text tools', () => {
  const TABLE = 'NAME STATUS\na Running\nb Pending\nc Running\n'
  it.each([
    ['grep -c Running', '2\n'],
    ['grep -v Running', 'NAME STATUS\nb Pending\n'],
    ['grep -A1 -n "^a"', '2:a Running\n3-b Pending\n'],
    ['grep -oE "[A-Z]{2,}"', 'NAME\nSTATUS\n'],
    ['head -n 2 | tail -1', 'a Running\n'],
    ['awk \'NR>1 && $2=="Running"{print $1"/"NR}\'', 'a/2\nc/4\n'],
    ["awk '{n[0]=1} END{print NR}' | wc -l", '1\n'],
    ["awk '{s+=length($1)} END{print s}'", '7\n'],
    ["sed -n '2p;$p'", 'a Running\nc Running\n'],
    ["sed 's/\\(.\\) Run/[\\1] R/;/Pending/d'", 'NAME STATUS\n[a] Rning\n[c] Rning\n'],
    ["cut -d' ' -f2 | sort -u", 'Pending\nRunning\nSTATUS\n'],
    ['tr a-z A-Z | head -1', 'NAME STATUS\n'],
    ["tail -n +2 | awk '{print $1}' | xargs echo got", 'got a b c\n'],
  ])('%s', (tools, out) => {
    const terminal = new Terminal()
    terminal.files.set('table', TABLE)
    expect(terminal.type(`cat table | ${tools}`).out).toBe(out)
  })
})

describe('kubectl on a cluster', () => {
  it('reads backslashes in $-quotes', () => {
    expect(new Terminal().type("echo $'two\\nlines, it\\'s'$'\\t|'").out).toBe("two\nlines, it's\t|\n")
  })

  it('applies, follows the rollout, changes, undoes and deletes', () => {
    const terminal = new Terminal()
    expect(terminal.type('kubectl apply -f ds.yaml').out).toBe('daemonset.apps/agent created\n')
    expect(terminal.type('kubectl rollout status ds/agent').out).toContain(
      'daemon set "agent" successfully rolled out\n',
    )
    expect(terminal.type('k get ds agent --no-headers').out).toMatch(/^agent +2 +2 +2 +2 +2 +<none> +/)
    expect(terminal.type('kubectl apply -f ds.yaml').out).toBe('daemonset.apps/agent unchanged\n')
    terminal.type('kubectl set image ds/agent agent=agent:v2')
    terminal.type('kubectl rollout status ds/agent')
    expect(terminal.type('kubectl rollout history ds/agent').out).toContain(
      'REVISION  CHANGE-CAUSE\n1         <none>\n2',
    )
    expect(terminal.type('kubectl rollout undo ds/agent').out).toBe('daemonset.apps/agent rolled back\n')
    const image = "kubectl get ds agent -o jsonpath='{.spec.template.spec.containers[0].image}'"
    expect(terminal.type(image).out).toBe('agent:v1')
    expect(terminal.type('kubectl delete ds agent').out).toBe('daemonset.apps "agent" deleted from default namespace\n')
  })

  it('reads a manifest from a heredoc', () => {
    expect(typed(`kubectl apply -f - <<EOF\n${AGENT}EOF`).out).toBe('daemonset.apps/agent created\n')
  })

  it('posts an eviction to its address', () => {
    const terminal = new Terminal()
    terminal.type('kubectl run web --image=web')
    terminal.files.set('e.json', '{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"web"}}')
    const { code, out } = terminal.type('kubectl create --raw /api/v1/namespaces/default/pods/web/eviction -f e.json')
    expect(code).toBe(0)
    expect(out).toContain('"status":"Success"')
    expect(terminal.type('kubectl get pod web').err).toBe('Error from server (NotFound): pods "web" not found\n')
  })

  it('drains a node and waits for the pods to go', () => {
    const terminal = new Terminal()
    terminal.type('kubectl create deployment web --image=nginx --replicas=2')
    terminal.type('kubectl wait --for=condition=Available deploy/web')
    const { out, code } = terminal.type('kubectl drain worker-1 --ignore-daemonsets', 120_000)
    expect(out).toMatch(/^node\/worker-1 cordoned\n/)
    expect(out).toMatch(/node\/worker-1 drained\n$/)
    expect(code).toBe(0)
  })

  it('a watch prints every state and ends with Ctrl-C only', () => {
    const terminal = new Terminal()
    terminal.type('kubectl apply -f ds.yaml')
    const { out, code } = terminal.type('kubectl get ds -w', 10_000)
    expect(code).toBe(130)
    expect(out.split('\n').length).toBeGreaterThan(3)
  })

  it('a watch flows through filters while it goes on', () => {
    const terminal = new Terminal()
    terminal.type('kubectl apply -f ds.yaml')
    expect(terminal.type('kubectl get pods -w | grep Running', 10_000).out).toContain('Running')
  })

  it('writes through KUBE_EDITOR', () => {
    const terminal = new Terminal()
    terminal.type('kubectl apply -f ds.yaml')
    expect(terminal.type("KUBE_EDITOR='sed -i s/agent:v1/agent:v3/' kubectl edit ds agent").out).toBe(
      'daemonset.apps/agent edited\n',
    )
    expect(terminal.type('kubectl get ds -o wide').out).toContain('agent:v3')
  })

  it.each([
    ['kubectl gte ds', 'Did you mean this?\n\tget'],
    ['kubectl get ds --nosuch', "error: unknown flag: --nosuch\nSee 'kubectl get --help' for usage."],
    ['kubectl get dss', `error: the server doesn't have a resource type "dss"`],
    ['kubectl get ds -l "a in b"', "unable to parse requirement: found 'b' expected: '('"],
    ['kubectl apply -f nosuch.yaml', 'error: the path "nosuch.yaml" does not exist'],
    ['kubectl taint node worker-1 a=b', 'invalid taint spec: a=b'],
    ['kubectl taint node worker-1 a/b/c=d:NoSchedule', ', a valid label key must consist of alphanumeric characters'],
    ['kubectl taint node worker-1 A_/-x=d:NoSchedule', "[a-z0-9])?)*'); name part must consist of alphanumeric"],
    [`kubectl label node worker-1 x=-${'a'.repeat(63)}`, '": must be no more than 63 bytes;a valid label must be'],
  ])('%s fails as kubectl fails', (line, message) => {
    const { err, code } = typed(line)
    expect(err).toContain(message)
    expect(code).toBe(1)
  })
})

describe('lab', () => {
  it('adds a machine that becomes a node, and takes it away', () => {
    const terminal = new Terminal()
    expect(terminal.type('lab node add worker-3 --labels disktype=ssd --taints dedicated=gpu:NoSchedule').out).toBe(
      'machine worker-3 added\n',
    )
    terminal.type('sleep 30')
    expect(terminal.type('kubectl get nodes -l disktype=ssd --no-headers').out).toMatch(/^worker-3 +Ready/)
    terminal.type('lab node remove worker-3')
    expect(terminal.type('kubectl get node worker-3').err).toContain('nodes "worker-3" not found')
  })

  it('answers to minikube', () => {
    const terminal = new Terminal()
    expect(terminal.type('minikube node add').out).toBe('machine minikube-m03 added\n')
  })

  it.each([
    ['lab', 0, 'lab node add'],
    ['lab node', 1, 'lab node wants one of: add, remove'],
    ['lab node add', 1, 'For example: lab node add worker-4'],
    ['lab node add Bad_Name', 1, 'is no name for a node'],
    ['lab node add x --taints a=b:No', 1, 'a taint is key=value:Effect'],
    ['lab node power-off nosuch', 1, 'There is no machine "nosuch". Machines: worker-1, worker-2'],
    ['lab node set worker-1', 1, 'Nothing to set'],
    ['lab image set x --pull 5', 1, 'missing unit in duration'],
    ['lab pod run nosuch', 1, 'There is no pod "nosuch"'],
    ['lab frobnicate', 1, 'node, kubelet, image, pod'],
  ])('%s', (line, code, message) => {
    const result = typed(line)
    expect(result.code).toBe(code)
    expect(result.out + result.err).toContain(message)
  })
})

it('completes programs, verbs, flags, kinds, names, files and machines', () => {
  const terminal = new Terminal()
  terminal.type('kubectl apply -f ds.yaml')
  expect(terminal.complete('kub')).toEqual(['kubectl'])
  expect(terminal.complete('kubectl desc')).toEqual(['describe'])
  expect(terminal.complete('kubectl rollout un')).toEqual(['undo'])
  expect(terminal.complete('k get daem')).toEqual(['daemonsets'])
  expect(terminal.complete('kubectl describe ds a')).toEqual(['agent'])
  expect(terminal.complete('kubectl get ds --show-l')).toEqual(['--show-labels'])
  expect(terminal.complete('kubectl apply -f d')).toEqual(['ds.yaml'])
  expect(terminal.complete('kubectl cordon w')).toEqual(['worker-1', 'worker-2'])
  expect(terminal.complete('lab node power-off worker-2')).toEqual(['worker-2'])
})
