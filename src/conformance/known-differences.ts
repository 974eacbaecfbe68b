/** Recordings that ours does not repeat on purpose, by name, and why. They count neither as passed nor as failed. */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  'config-privileged':
    'the recorder’s runtime does not keep the namespaces of a sandbox, so that its kubelet made one again and again',
  'corpus/006-antrea':
    'the recorder’s cluster had kept three APIServices from an earlier entry: on a fresh one they are created',
}
