/** Words of the event list. What Kubernetes says is shown as Kubernetes says it. */
export const events = {
  list: 'What happened, newest first',
  filter: 'Filter what happened',
  filterPlaceholder: 'Filter: who, what, which object',
  clearFilter: 'Clear the filter',
  count_one: '{{count}} row',
  count_other: '{{count}} rows',
  emptyTitle: 'Nothing has happened yet',
  emptyText: 'Apply the file, or change a node.',
  emptyFilter: 'Nothing of that kind',
  verb: { created: 'created', changed: 'changed', deleted: 'deleted', says: 'about' },
  verbAlone: { created: 'created it', changed: 'changed it', deleted: 'deleted it', says: 'says' },
  who: {
    you: 'you',
    scheduler: 'scheduler',
    nodeLifecycle: 'node lifecycle controller',
    garbageCollector: 'garbage collector',
    cluster: 'cluster',
    kubeletOn: 'kubelet on {{node}}',
    controller: '{{name}} controller',
  },
} as const
