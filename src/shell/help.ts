/** What `help` prints. */
export function shellHelp(): string {
  return `This terminal talks to the cluster on the page.

  kubectl …   what a user of a cluster can do: kubectl get ds, kubectl apply -f FILE, kubectl help
  lab …       what happens to machines and images: lab node add, lab node power-off, lab help

  Text tools: grep sed awk jq cut tr sort uniq head tail wc column tee xargs tac rev nl seq
  Files: ls cat cp vi FILE, cat > FILE <<EOF
  Also: watch sleep time date history alias export sudo clear
  Between commands: | && || ; > >> < <<EOF $(…) $VAR $((1+2)), and for, while, until, if

  k is short for kubectl. Tab completes, Ctrl-R searches what you typed before, Ctrl-C stops a command that waits.
`
}
