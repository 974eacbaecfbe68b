/** Old names of labels that follow the present ones. */
const FOLLOWERS: Readonly<Record<string, string>> = {
  'kubernetes.io/os': 'beta.kubernetes.io/os',
  'kubernetes.io/arch': 'beta.kubernetes.io/arch',
}

/** Labels that the node has to get so that the old names say what the present ones say. */
// Models pkg/controller/nodelifecycle/node_lifecycle_controller.go reconcileNodeLabels
export function missingLabels(labels: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const missing: Record<string, string> = {}
  for (const [primary, follower] of Object.entries(FOLLOWERS)) {
    const value = labels?.[primary]
    if (value !== undefined && labels?.[follower] !== value) missing[follower] = value
  }
  return missing
}
