import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { editedFile, type FileEdit } from '../scenario/gallery/gallery'
import { GALLERY } from '../scenario/gallery/gallery-list'
import type { Scenario } from '../scenario/scenario'
import { createShell } from '../shell/index'
import { Session } from '../worker/session/session'
import { reasonText } from './core-text'
import { words as id } from './id'
import { words as pl } from './pl'
import { words as vi } from './vi'

void i18next.init({ lng: 'en', initAsync: false })

const SETTLES_WITHIN = 120_000

interface Step {
  readonly lines: readonly string[]
  readonly edits?: readonly FileEdit[]
}

/** Why things happened while the steps were done one after the other. */
function reasonsOf(scenario: Scenario, steps: readonly Step[]): ReadonlySet<string> {
  const session = new Session(scenario, createShell)
  const reasons = new Set<string>()
  const files: Record<string, string> = { ...scenario.files }
  for (const { lines, edits = [] } of steps) {
    for (const edit of edits) files[edit.file] = editedFile(files[edit.file], edit) ?? ''
    for (const line of lines) {
      session.run({ line, source: 'click', files: { ...files } })
      const end = session.now + SETTLES_WITHIN
      while (session.now < end && !session.settled) session.advance(Math.min(end, session.now + 1000))
      for (const { because } of session.takeNews().changes) if (because !== undefined) reasons.add(because)
    }
  }
  return reasons
}

const WORKLOADS = `
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  ttlSecondsAfterFinished: 5
  template:
    spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: [sleep, '2']}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: often}
spec:
  schedule: '* * * * *'
  concurrencyPolicy: Replace
  successfulJobsHistoryLimit: 0
  jobTemplate:
    spec:
      template:
        spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: [sleep, '90']}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: 'db:v1'}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: 'web:v1'}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: pods}
spec: {hard: {pods: '30'}}
---
apiVersion: v1
kind: Namespace
metadata: {name: other}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: other}
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk}
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce]
  hostPath: {path: /data}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: '', accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`

const LINES = [
  'kubectl apply -f workloads.yaml',
  'kubectl set image deployment/web main=web:v2',
  'kubectl rollout undo deployment/web',
  'kubectl rollout restart statefulset/db',
  'kubectl scale deployment/web statefulset/db --replicas=1',
  'kubectl label pod -l app=web app=other --overwrite',
  'kubectl drain worker-1 --ignore-daemonsets --force --delete-emptydir-data',
  'kubectl uncordon worker-1',
  'kubectl delete pvc data --wait=false',
  'kubectl delete namespace other --wait=false',
  'kubectl delete deployment web --cascade=orphan',
  'kubectl delete statefulset db --cascade=foreground',
  'lab node power-off worker-2',
  'lab node remove worker-2',
]

describe('every reason that is given', () => {
  const [first] = GALLERY
  if (first === undefined) throw new Error('an empty gallery')
  const plain = { ...first.scenario, files: { 'workloads.yaml': WORKLOADS } }
  const said = new Set([
    ...GALLERY.flatMap(entry => [...reasonsOf(entry.scenario, entry.tries)]),
    ...reasonsOf(plain, [{ lines: LINES }]),
  ])

  it.each([
    ['id', id],
    ['vi', vi],
    ['pl', pl],
  ])('has its words in %s', (language, { reasons }) => {
    i18next.addResourceBundle(language, 'reasons', reasons)
    expect([...said].filter(reason => reasonText(reason, language) === reason)).toEqual([])
  })

  it('is one of many: the scenes are worth playing', () => {
    const numbered = Object.fromEntries(Object.keys(pl.reasons).map((reason, index) => [reason, String(index)]))
    i18next.addResourceBundle('numbers', 'reasons', numbered)
    expect(new Set([...said].map(reason => reasonText(reason, 'numbers'))).size).toBeGreaterThan(50)
  })
})
