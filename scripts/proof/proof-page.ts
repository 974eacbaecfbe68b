import type { ProofFolder } from '../../src/conformance/proof'

/** A trace that can be opened in the playground: `code` is what stands behind `#s=`. */
export interface TraceLink {
  readonly name: string
  readonly family: string
  readonly about: string
  readonly version: string
  readonly steps: number
  readonly code: string
}

/** What the page is made of. */
export interface ProofContent {
  readonly folders: readonly (ProofFolder & {
    readonly what: string
    readonly version: string
    /** How many of its entries the project contains. */
    readonly inProject: number
    readonly differences: readonly { readonly name: string; readonly why: string }[]
  })[]
  readonly traces: readonly TraceLink[]
}

const PLAYGROUND = '../'

/** What the families of traces are about, for those who do not read the names of files. */
const FAMILIES: Readonly<Record<string, string>> = {
  create: 'Creating DaemonSets: where their Pods go',
  roll: 'Rolling updates',
  surge: 'Rolling updates with maxSurge',
  ondelete: 'OnDelete',
  node: 'Nodes that come, go, fail and are tainted',
  fail: 'Pods that fail, and back-off',
  history: 'Revisions and undo',
  own: 'Owners, orphans and adoption',
  multi: 'Several workloads at once',
  walk: 'Random walks',
}

/** The content of the page's main element. */
export function proofPage({ folders, traces }: ProofContent): string {
  const total = folders.reduce((sum, { entries }) => sum + entries, 0)
  const passed = folders.reduce((sum, folder) => sum + folder.passed, 0)
  return `<header class="proof__head">
  <a class="proof__brand" href="${PLAYGROUND}">${MARK} DaemonSet Playground</a>
  <h1>Checked against real Kubernetes</h1>
  <p>The real kube-apiserver, controllers, scheduler, kubelet and kubectl were recorded while things were done to them. The
  playground’s own cluster then does the same, and must come to the same result: ${figure(passed)} of ${figure(total)} recordings pass.
  Every test run repeats those that the project contains.</p>
</header>
${table(folders)}
${folders.map(families).join('\n')}
${differences(folders)}
<section class="proof__traces" aria-labelledby="traces">
  <h2 id="traces">Watch a recording</h2>
  <p>Each of these is a cluster and steps, with what real Kubernetes made of them. It opens in the playground and plays by
  itself, until you do something; kubelets are held, so that Pods move step by step.</p>
  ${traceGroups(traces)}
</section>`
}

function table(folders: ProofContent['folders']): string {
  const rows = folders.map(
    ({ name, what, version, passed, entries, inProject }) =>
      `<tr><th scope="row">${asHtml(name)}</th><td>${asHtml(what)}</td><td>${asHtml(version)}</td>${passedCell(passed, entries)}<td>${replayed(inProject, entries)}</td></tr>`,
  )
  const head = ['Recordings', 'What one is', 'Recorded with', 'Pass', 'Replayed']
  return `<section aria-labelledby="all"><h2 id="all">What was recorded, and how much agrees</h2>
<div class="proof__scroll" tabindex="0" role="group" aria-label="Table, to be scrolled sideways"><table>
<thead><tr>${head.map(text => `<th scope="col">${text}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>`
}

function replayed(inProject: number, entries: number): string {
  if (inProject === entries) return 'on every test run'
  return inProject === 0 ? 'by hand; not in the project' : `${figure(inProject)} on every test run, the rest by hand`
}

function families({ name, families: list, entries }: ProofContent['folders'][number]): string {
  const items = list.map(family => {
    const label = name.startsWith('traces') ? (FAMILIES[family.name] ?? family.name) : family.name
    return `<li><span>${asHtml(label)}</span> <span class="${state(family.passed, family.entries)}">${figure(family.passed)} of ${figure(family.entries)}</span></li>`
  })
  return `<details class="proof__families"><summary>${asHtml(name)}: ${list.length} ${list.length === 1 ? 'family' : 'families'}, ${figure(entries)} recordings</summary><ul>${items.join('')}</ul></details>`
}

function differences(folders: ProofContent['folders']): string {
  const items = folders.flatMap(folder =>
    folder.differences.map(
      ({ name, why }) => `<li><b>${asHtml(name)}</b> (${asHtml(folder.name)}): ${asHtml(why)}.</li>`,
    ),
  )
  const unexplained = folders.reduce((sum, { failed }) => sum + failed, 0)
  const rest = unexplained === 0 ? '' : `<p>${figure(unexplained)} more recordings do not pass yet.</p>`
  const list = items.length === 0 ? '<p>None.</p>' : `<ul>${items.join('\n')}</ul>`
  return `<section aria-labelledby="known"><h2 id="known">Known differences</h2>${list}${rest}</section>`
}

function traceGroups(traces: readonly TraceLink[]): string {
  const groups = new Map<string, TraceLink[]>()
  for (const trace of traces) {
    const title = `${FAMILIES[trace.family] ?? trace.family} · Kubernetes ${trace.version}`
    groups.set(title, [...(groups.get(title) ?? []), trace])
  }
  return [...groups]
    .map(
      ([title, list]) =>
        `<details><summary>${asHtml(title)} <span class="proof__count">${list.length}</span></summary><ul>${list.map(traceItem).join('\n')}</ul></details>`,
    )
    .join('\n')
}

const traceItem = ({ name, about, steps, code }: TraceLink) =>
  `<li><a href="${PLAYGROUND}#s=${code}">${asHtml(name)}</a> <span>${asHtml(about)}</span> <span class="proof__count">${steps} ${steps === 1 ? 'step' : 'steps'}</span></li>`

const passedCell = (passed: number, entries: number) =>
  `<td class="proof__pass ${state(passed, entries)}">${figure(passed)} of ${figure(entries)}</td>`

const state = (passed: number, entries: number) => (passed === entries ? 'proof__all' : 'proof__some')

const figure = (number: number) => number.toLocaleString('en')

const asHtml = (text: string) => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

/** The mark of the page: ui/app/brand.tsx. */
const MARK = `<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M12 2 21 7v10l-9 5-9-5V7z" stroke-linejoin="round"/><circle cx="12" cy="12" r="3.2" fill="currentColor"/></svg>`
