import { test } from './playground'
import { agentScenario } from './scenarios'

test('every click prints the command line that it stood for', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.nodeAction('worker-1', /^Cordon/)
  await page.getByRole('button', { name: 'Add a node: worker' }).click()
  await playground.expectLogged('kubectl cordon worker-1')
  await playground.expectLogged('lab node add worker-4')
})

test('the terminal runs kubectl and lab', async ({ playground }) => {
  await playground.open(agentScenario())
  const lines: readonly (readonly [string, string | RegExp])[] = [
    ['kubectl get ds', 'NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE SELECTOR AGE'],
    ['kubectl get nodes', 'worker-1 Ready <none>'],
    ['kubectl get pods -o wide | grep worker-1', /agent-\w{5}/],
    ['kubectl describe ds agent', 'Normal SuccessfulCreate'],
    ['kubectl label node worker-1 disktype=ssd', 'node/worker-1 labeled'],
    ['kubectl taint node worker-1 a=b:NoSchedule', 'node/worker-1 tainted'],
    ['kubectl cordon worker-2', 'node/worker-2 cordoned'],
    ['kubectl uncordon worker-2', 'node/worker-2 uncordoned'],
    ['kubectl set image ds/agent agent=registry.example/agent:v2', 'daemonset.apps/agent image updated'],
    ['kubectl rollout history ds/agent', 'REVISION CHANGE-CAUSE'],
    ['kubectl patch ds agent --type merge -p \'{"spec":{"minReadySeconds":5}}\'', 'daemonset.apps/agent patched'],
    ['kubectl gat pods', 'unknown command "gat" for "kubectl"'],
    ['lab node list', 'worker-1'],
    ['kubectl delete ds agent --wait=false', 'daemonset.apps "agent" deleted'],
  ]
  for (const [line, output] of lines) {
    await playground.type(line)
    await playground.expectOutput(output)
  }
})

test('a command that waits can be interrupted', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.type('lab image set registry.example/agent:v2 --missing')
  await playground.type('kubectl set image ds/agent agent=registry.example/agent:v2')
  await playground.type('kubectl rollout status ds/agent')
  await playground.expectOutput('rollout to finish')
  await page.keyboard.press('Control+c')
  await playground.type('echo and on it goes')
  await playground.expectOutput('and on it goes')
})
