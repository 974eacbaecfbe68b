/** The name under which a component of the cluster owns fields: its program's, as its requests carry it. */
// Models staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go managerOrUserAgent
export function componentManager(user: string): string {
  const [program = ''] = user.split('/')
  return PROGRAMS[program] ?? 'kube-controller-manager'
}

const PROGRAMS: Readonly<Record<string, string>> = {
  'default-scheduler': 'kube-scheduler',
  'kube-apiserver': 'kube-apiserver',
  bootstrap: 'kube-apiserver',
  kubectl: 'kubectl',
  kubelet: 'kubelet',
}
