import { expect, test } from './playground'
import { agentScenario } from './scenarios'

test.beforeEach(({ playground }) => playground.roomyTerminal())

const IMAGE = 'registry.example/agent'

test('a stuck rollout is found and undone', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.fast()
  await playground.run(`lab image set ${IMAGE}:v2 --missing`)
  await playground.run(`kubectl set image ds/agent agent=${IMAGE}:v2`)
  await playground.enter('kubectl rollout status ds/agent')
  await playground.expectOutput(/Waitingfordaemonset"agent"rollouttofinish:\d/)
  await page.keyboard.press('Control+c')
  await playground.prompt('kubectl rollout status ds/agent')
  expect(await playground.run('kubectl rollout status ds/agent --timeout=2m')).toContain(
    'timedoutwaitingforthecondition',
  )
  expect(await playground.run('kubectl get pods | grep -v Running')).toMatch(
    /agent-\w{5}0\/1(?:ErrImagePull|ImagePullBackOff)/,
  )
  const pod = '$(kubectl get pods --no-headers | awk \'$3 != "Running" {print $1}\')'
  expect(await playground.run(`kubectl describe pod ${pod} | grep Failed | head -1`)).toContain(`${IMAGE}:v2`)
  expect(await playground.run('kubectl rollout undo ds/agent')).toContain('daemonset.apps/agentrolledback')
  expect(await playground.run('kubectl rollout status ds/agent')).toContain('successfullyrolledout')
})

test('a watch goes on through filters until Ctrl-C, and head ends it by itself', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.fast()
  await playground.enter('kubectl get pods -w | grep --line-buffered agent')
  await playground.expectOutput(/agent-\w{5}1\/1Running/)
  await page.getByRole('button', { name: 'Add a node: worker' }).click()
  await playground.expectOutput(/agent-\w{5}0\/1ContainerCreating/)
  await page.getByRole('textbox', { name: 'Command line' }).focus()
  await page.keyboard.press('Control+c')
  await playground.expectOutput('^C')
  expect(await playground.run('kubectl get pods -w | head -2')).toMatch(/^NAME.*AGEagent-\w{5}/)
  await playground.enter('watch -n 1 kubectl get ds')
  await playground.expectOutput(/Every1\.0s:kubectlgetdsNAME/)
  await page.keyboard.press('Control+c')
  expect(await playground.run('echo and on it goes')).toContain('andonitgoes')
})

test('Tab completes the name of a Pod, Ctrl-R finds an earlier line, also after a reload', async ({
  playground,
  page,
}) => {
  await playground.open(agentScenario({ workers: 1 }))
  const input = page.getByRole('textbox', { name: 'Command line' })
  await input.focus()
  await page.keyboard.insertText('kubectl get pod age')
  await page.keyboard.press('Tab')
  await playground.expectOutput(/kubectlgetpodagent-\w{5}/)
  await page.keyboard.press('Enter')
  await playground.expectOutput(/agent-\w{5}1\/1Running/)
  await page.reload()
  await playground.ready()
  await input.focus()
  await page.keyboard.press('Control+r')
  await page.keyboard.type('pod')
  await playground.expectOutput(/\(reverse-i-search\)`pod':kubectlgetpodagent-/)
  await page.keyboard.press('Enter')
  await playground.expectOutput(/1\/1Running/)
})

test('an edit is saved, and one that the server refuses comes back with its reason', async ({ playground, page }) => {
  await playground.open(agentScenario())
  const dialog = page.getByRole('dialog')
  const text = dialog.getByTestId('edited-text')
  const replace = async (from: string, to: string) => {
    await expect(text).toContainText('apiVersion')
    await playground.replaceText(text, edited => {
      expect(edited).toContain(from)
      return edited.replace(from, to)
    })
  }
  await playground.enter('kubectl edit ds agent')
  await replace(`image: ${IMAGE}:v1`, `image: ${IMAGE}:v3`)
  await page.keyboard.press('ControlOrMeta+s')
  expect(await playground.prompt('kubectl edit ds agent')).toContain('daemonset.apps/agentedited')
  expect(await playground.run("kubectl get ds agent -o jsonpath='{..image}'")).toContain(`${IMAGE}:v3`)

  await playground.enter('kubectl edit ds agent')
  await replace('restartPolicy: Always', 'restartPolicy: Never')
  await dialog.getByRole('button', { name: 'Save and close' }).click()
  await expect(text).toContainText('# * spec.template.spec.restartPolicy: Unsupported value: "Never"')
  await dialog.getByRole('button', { name: 'Close without saving' }).click()
  const said = await playground.prompt('kubectl edit ds agent')
  expect(said).toContain('error:daemonsets.apps"agent"isinvalid')
  expect(said).toContain('Editcancelled,novalidchangesweresaved.')
})

test('a pasted script of ten lines runs line by line', async ({ playground, page }) => {
  await playground.open(agentScenario())
  await playground.fast()
  const script = [
    '# a node for the logs',
    'kubectl label node worker-1 disktype=ssd',
    'for n in worker-2 worker-3; do kubectl label node $n disktype=hdd; done',
    "kubectl apply -f - <<'EOF'",
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: {name: pasted}',
    'EOF',
    'kubectl get nodes -l disktype -o name | \\',
    '  sort | tail -1 | sed "s/^/last is /"',
  ]
  await page.getByRole('textbox', { name: 'Command line' }).focus()
  await playground.paste(`${script.join('\n')}\n`)
  await playground.expectOutput('last is node/worker-3')
  await playground.expectOutput('configmap/pasted created')
  await playground.expectOutput('node/worker-3 labeled')
})

test('names in the output select on the canvas, and what is selected is offered to the prompt', async ({
  playground,
  page,
}) => {
  await playground.open(agentScenario())
  await playground.run('kubectl get nodes')
  const rows = page.locator('.terminal-view .xterm-rows > div')
  const row = rows.filter({ hasText: 'worker-2' }).first()
  const box = await row.boundingBox()
  expect(box).not.toBeNull()
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 8)
  await page.mouse.move((box?.x ?? 0) + 24, (box?.y ?? 0) + 8)
  await page.mouse.click((box?.x ?? 0) + 24, (box?.y ?? 0) + 8)
  await expect(playground.inspector).toContainText('worker-2')
  await playground.expectOutput('$ kubectl describe node worker-2')
  await page.getByRole('textbox', { name: 'Command line' }).focus()
  await page.keyboard.insertText('kubectl cordon ')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await playground.expectOutput('node/worker-2 cordoned')
})

test('what nobody foresaw is answered with what works; the palette knows commands; vi opens the editor', async ({
  playground,
  page,
}) => {
  await playground.open(agentScenario())
  for (const [line, answer] of [
    ['kubeclt get pods', 'did you mean: kubectl get pods'],
    ['get pods', 'did you mean: kubectl get pods'],
    ['helm install x', 'kubectl apply -f FILE'],
    ['kubens kube-system', 'kubectl config set-context --current --namespace=NAME'],
    ['grep x', 'nothing to read'],
    ['sleep 1 &', 'background'],
    [`kubectl get pods -o json | jq -r '.items[].spec.nodeName' | sort | uniq -c | wc -l`, '3'],
    ['while true; do :; done', 'too many commands'],
    ["echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | grep -E '(a+)+$' || echo none", 'none'],
  ] as const)
    expect(await playground.run(line)).toContain(answer.replace(/\s/g, ''))

  await playground.openPalette()
  await page.keyboard.type('kubectl cordon worker-1')
  await page.getByRole('option', { name: /worker-1: Cordon/ }).click()
  await playground.expectOutput('node/worker-1 cordoned')

  await playground.enter('vi notes.yaml')
  await expect(page.getByRole('tab', { name: /notes\.yaml/ })).toBeVisible()
})

test('the terminal is widened across the page, stays so after a reload, and comes back', async ({
  playground,
  page,
}) => {
  await playground.open(agentScenario())
  const width = async () => (await playground.terminal.boundingBox())?.width ?? 0
  const narrow = await width()
  await playground.run('echo kept')
  await page.getByRole('button', { name: 'Widen the terminal' }).click()
  await expect.poll(width).toBeGreaterThan(1.4 * narrow)
  await playground.expectOutput('kept')
  await expect(page.getByRole('button', { name: 'Terminal beside the time' })).toBeFocused()
  await page.reload()
  await playground.ready()
  await expect.poll(width).toBeGreaterThan(1.4 * narrow)
  await playground.openPalette()
  await page.keyboard.insertText('Terminal beside the time')
  await page.keyboard.press('Enter')
  await expect.poll(width).toBe(narrow)
})

test('a wide table keeps its rows: one looks at it from the side, and copies whole lines', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.addInitScript(() => localStorage.clear())
  await playground.open(agentScenario())
  const view = page.locator('.terminal-view')
  const sideways = () => view.evaluate(({ scrollLeft }) => scrollLeft)
  const rows = page.locator('.terminal-view .xterm-rows > div')
  const sentence =
    'echo this is a sentence that is so long that it takes more than one row of such a small terminal here'
  await page.getByRole('textbox', { name: 'Command line' }).focus()
  await page.keyboard.insertText(`${sentence}; kubectl get pods -o wide`)
  await page.keyboard.press('Enter')
  await expect(rows.filter({ hasText: /^NAME +READY.* READINESS GATES$/ })).toBeAttached()
  await expect(view).toHaveAttribute('data-more', 'true')
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(sideways).toBeGreaterThan(100)
  await page.keyboard.type('#')
  await expect.poll(sideways).toBe(0)

  await page.getByRole('button', { name: 'Terminal menu' }).click()
  await page.getByRole('menuitem', { name: 'Copy everything as text' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain(`$ ${sentence}; kubectl get pods -o wide\n${sentence.slice(5)}\nNAME`)

  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(rows.filter({ hasText: /^this is a sentence.*terminal here$/ })).toBeAttached()
})
