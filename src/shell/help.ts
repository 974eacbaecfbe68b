/** What `help` prints. */
export function shellHelp(): string {
  return `This terminal talks to the cluster on the page.

  kubectl …   what a user of a cluster can do: kubectl get ds, kubectl apply -f FILE, kubectl help
  lab …       what happens to machines and images: lab node add, lab node power-off, lab help

  Pipes and text tools: grep head tail wc sort uniq cut tr awk sed xargs tee column
  Also: ls cat echo watch sleep history clear, && || ; > >> <<EOF $(…) $VAR, for x in …; do …; done

  k is short for kubectl. Ctrl-C stops a command that waits.
`
}
