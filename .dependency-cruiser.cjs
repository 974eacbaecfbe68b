/** The layers of the design: arrows point down only. */
const LAYERS = [
  'base',
  'k8s',
  'engine',
  'kubectl|lab',
  'shell',
  'scenario',
  'protocol',
  'worker',
  'client',
  'state',
  'ui',
]

const down = LAYERS.slice(0, -1).map((layer, index) => ({
  name: `${layer.replace('|', '-and-')}-points-down`,
  severity: 'error',
  comment: 'A layer knows only those below it.',
  from: { path: `^src/(${layer})/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `^src/(main|${LAYERS.slice(index + 1).join('|')}|conformance|testing)` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...down,
    {
      name: 'ui-does-not-know-the-engine',
      severity: 'error',
      comment:
        'The page shows what the engine says; it speaks to it through the protocol. Words and columns are kubectl’s own.',
      from: { path: '^src/(ui|state|client)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(engine|kubectl|lab|shell|worker/session)/', pathNot: '^src/kubectl/(printers|output)/' },
    },
    {
      name: 'engine-has-one-door',
      severity: 'error',
      comment:
        'Everybody outside uses index.ts, its two halves that the page loads apart (engine.ts, object-checks.ts), or the types that are the engine’s language.',
      from: { path: '^src/', pathNot: '^src/(engine|conformance|testing)/|\\.test\\.tsx?$' },
      to: {
        path: '^src/engine/',
        pathNot:
          '^src/engine/(index|engine-interface|explanation|machines|change-set|version-behaviour|kernel/kernel|timings|engine|object-checks)\\.ts$',
      },
    },
    {
      name: 'controllers-are-strangers',
      severity: 'error',
      comment: 'Controllers meet only through the API server.',
      from: { path: '^src/engine/controllers/([^/]+)/' },
      to: { path: '^src/engine/controllers/([^/]+)/', pathNot: '^src/engine/controllers/$1/' },
    },
    {
      name: 'components-are-strangers',
      severity: 'error',
      from: { path: '^src/engine/(controllers|scheduler|kubelet)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/engine/(controllers|scheduler|kubelet)/', pathNot: '^src/engine/$1/' },
    },
    {
      name: 'panels-are-strangers',
      severity: 'error',
      comment:
        'Only the shell (ui/app) joins panels. events, manifest and objects are no panels: they read history, YAML, nodes and Pods for all.',
      from: { path: '^src/ui/(?!app/|kit/|styles/)([^/]+)/' },
      to: { path: '^src/ui/(?!kit/|styles/|events/|manifest/|objects/)([^/]+)/', pathNot: '^src/ui/$1/' },
    },
    {
      name: 'monaco-in-the-editor-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ui/editor/' },
      to: { path: 'node_modules/monaco-' },
    },
    {
      name: 'react-flow-in-the-canvas-only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ui/canvas/' },
      to: { path: 'node_modules/@xyflow/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'src/conformance/recordings' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.css', '.json'] },
  },
}
