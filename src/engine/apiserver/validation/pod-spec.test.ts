import { expect, it } from 'vitest'
import type { Fields } from '../../../base/fields'
import type { PodSpec } from '../../../k8s/pod'
import { validatePodSpec } from './pod-spec'

const container = (extra: Fields = {}): Fields => ({ name: 'c', image: 'i', ...extra })

function complaints(spec: Fields): readonly string[] {
  const whole = { containers: [container()], terminationGracePeriodSeconds: 30, ...spec } as unknown as PodSpec
  return [...validatePodSpec(whole, 'spec', false)].map(({ field, message }) => `${field}: ${message}`)
}

const volume = (source: Fields): Fields => ({ volumes: [{ name: 'v', ...source }] })
const context = (extra: Fields): Fields => ({ securityContext: extra })
const variable = (valueFrom: Fields): Fields => ({ containers: [container({ env: [{ name: 'A', valueFrom }] })] })
const ANTI_AFFINITY = (term: Fields): Fields => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', ...term }] } },
})
const TERM = 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]'
const DIVISORS = '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei'

// What the real server said.
it.each<[string, Fields, ...string[]]>([
  ['a plain pod', {}],
  [
    'a volume without its server',
    volume({ nfs: {} }),
    'spec.volumes[0].nfs.server: Required value',
    'spec.volumes[0].nfs.path: Required value',
    'spec.volumes[0].nfs.path: Invalid value: "": must be an absolute path',
  ],
  [
    'a whole pod that asks for more than it may use, and leaves its containers too little room',
    {
      resources: { requests: { memory: '2Gi', cpu: '1' }, limits: { memory: '1Gi', cpu: '1' } },
      containers: [container({ resources: { requests: { cpu: '2' } } })],
    },
    'spec.resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi',
    'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2',
  ],
  [
    'huge pages of no size, and as many as overflow; a claim that is there twice is listed once',
    {
      resourceClaims: [
        { name: 'a', resourceClaimName: 'x' },
        { name: 'a', resourceClaimName: 'x' },
      ],
      containers: [
        container({
          resources: { limits: { cpu: '1', 'hugepages-x': '2Mi', 'hugepages-2Mi': '10E' }, claims: [{ name: 'b' }] },
        }),
      ],
    },
    'spec.resourceClaims[1].name: Duplicate value: "a"',
    'spec.containers[0].resources.limits[hugepages-x]: Invalid value: "2Mi": 2Mi is not positive integer multiple of hugepages-x',
    'spec.containers[0].resources.claims[0]: Not found: "b": must be one of the names in pod.spec.resourceClaims: a',
  ],
  [
    'a spread that does not say what to do when it cannot be',
    { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', minDomains: 2 }] },
    'spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "": supported values: "DoNotSchedule", "ScheduleAnyway"',
    'spec.topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ',
  ],
  [
    'rules for a start again, which are not read on without a policy where a container runs once',
    { initContainers: [container({ name: 'i', restartPolicyRules: [{ action: 'x' }] })] },
    'spec.initContainers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used',
  ],
  [
    'a field of a claim, by the name that Go has for it',
    volume({
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { uid: 'u' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      },
    }),
    'spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.uID: Forbidden: cannot be set',
  ],
  [
    'numbers with all their digits',
    {
      ...context({ fsGroup: 9007199254740993n }),
      terminationGracePeriodSeconds: 9007199254740993n,
      containers: [container({ lifecycle: { preStop: { sleep: { seconds: 9007199254740995n } } } })],
    },
    'spec.containers[0].lifecycle.preStop.sleep: Invalid value: 9007199254740995: must be non-negative and less than terminationGracePeriodSeconds (9007199254740993)',
    'spec.securityContext.fsGroup: Invalid value: 9007199254740993: must be between 0 and 2147483647, inclusive',
  ],
  [
    'a disk, whose path has a name of its own',
    volume({ gcePersistentDisk: { pdName: 'x', partition: 256 } }),
    'spec.volumes[0].persistentDisk.partition: Invalid value: 256: must be between 1 and 255, inclusive',
  ],
  [
    'choices are printed as JSON, plain text is quoted',
    { ...volume({ hostPath: { path: '/x', type: '<&>' } }), ...variable({ fieldRef: { fieldPath: '<&>' } }) },
    'spec.volumes[0].hostPath.type: Unsupported value: "\\u003c\\u0026\\u003e": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
    'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "<&>": error converting fieldPath: field label not supported: <&>',
  ],
  [
    'a claim for each pod',
    volume({
      ephemeral: {
        volumeClaimTemplate: { spec: { accessModes: ['RWO'], resources: { requests: { storage: '1Gi' } } } },
      },
    }),
    'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes: Unsupported value: "RWO": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
  ],
  [
    'files of one volume in the same place',
    volume({
      projected: {
        sources: [
          { configMap: { name: 'a', items: [{ key: 'k', path: 'p' }] } },
          { secret: { name: 'b', items: [{ key: 'k', path: 'p' }] } },
        ],
      },
    }),
    'spec.volumes[0].projected: Invalid value: "b": conflicting duplicate paths',
  ],
  [
    'a device that is no claim',
    { ...volume({ emptyDir: {} }), containers: [container({ volumeDevices: [{ name: 'v', devicePath: '/x' }] })] },
    'spec.containers[0].volumeDevices[0].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
  ],
  [
    'a unit for what is counted in another',
    variable({ resourceFieldRef: { resource: 'limits.memory', divisor: '3' } }),
    `spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.memory": only divisor's values ${DIVISORS} are supported with the memory resource`,
  ],
  [
    'a field of a version that is not there',
    variable({ fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } }),
    'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2',
  ],
  [
    'a variable of a file of no volume',
    variable({ fileKeyRef: { volumeName: 'v', path: 'p', key: 'K' } }),
    'spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Not found: "v"',
  ],
  [
    'a resize policy',
    { containers: [container({ resizePolicy: [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }] })] },
    'spec.containers[0].resizePolicy: Unsupported value: "gpu": supported values: "cpu", "memory"',
  ],
  [
    'huge pages by halves',
    { containers: [container({ resources: { limits: { 'hugepages-2Mi': '3Mi', cpu: '1' } } })] },
    'spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
  ],
  [
    'a claim that the pod does not have',
    { containers: [container({ resources: { claims: [{ name: 'x' }] } })] },
    'spec.containers[0].resources.claims[0]: Not found: "x": must be one of the names in pod.spec.resourceClaims which is empty',
  ],
  [
    'less for the pod than for its container',
    {
      resources: { requests: { cpu: '1' } },
      containers: [container({ resources: { requests: { cpu: '2' } } })],
    },
    'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2',
  ],
  [
    'a resource that pods do not have as a whole',
    { resources: { limits: { 'nvidia.com/gpu': '1' } } },
    'spec.resources.limits[nvidia.com/gpu]: Unsupported value: "nvidia.com/gpu": supported values: "cpu", "hugepages-", "memory"',
  ],
  [
    'ephemeral containers are judged as containers are',
    { ephemeralContainers: [{ name: 'e', image: 'i', ports: [{ containerPort: 80 }] }] },
    'spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
  ],
  [
    'a profile with spaces around it',
    context({ appArmorProfile: { type: 'Localhost', localhostProfile: ' x ' } }),
    'spec.securityContext.appArmorProfile.localhostProfile: Invalid value: " x ": must not be padded with whitespace',
  ],
  [
    'a Windows user',
    context({ windowsOptions: { runAsUserName: 'a/b' } }),
    'spec.securityContext.windowsOptions.runAsUserName: Invalid value: "a/b": runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]',
  ],
  [
    'processes of the host outside its network',
    context({ windowsOptions: { hostProcess: true } }),
    'spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
  ],
  [
    'what a Windows pod cannot have',
    { os: { name: 'windows' }, ...context({ runAsUser: 1 }) },
    'spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod',
  ],
  [
    'a key that is to be the same and another one',
    ANTI_AFFINITY({ labelSelector: {}, matchLabelKeys: ['x'], mismatchLabelKeys: ['x'] }),
    `${TERM}.matchLabelKeys[0]: Invalid value: "x": exists in both matchLabelKeys and mismatchLabelKeys`,
  ],
  [
    'an address with zeros before it',
    { hostAliases: [{ ip: '01.2.3.4' }] },
    'spec.hostAliases[0].ip: Invalid value: "01.2.3.4": must not have leading 0s',
  ],
  ['an empty policy', { preemptionPolicy: '' }, 'spec.preemptionPolicy: Required value'],
])('complains of %s', (_what, spec, ...messages) => {
  expect(complaints(spec)).toEqual(messages)
})
