/** Words around the gallery. The scenarios' own texts are beside them, in `scenario/gallery`. */
export const gallery = {
  title: 'Gallery',
  description: 'Ready-made clusters, each with something to watch and three things to try.',
  search: 'Search the gallery',
  searchPlaceholder: 'Search: taint, rollout, priority …',
  nothing: 'Nothing in the gallery speaks of that.',
  present: 'open now',
  topic: {
    'first-steps': 'First steps',
    placement: 'Which nodes',
    updates: 'Updates',
    trouble: 'When something goes wrong',
    neighbours: 'With others on the node',
  },
  more: 'Read all of it',
  note: 'What to watch and what to try',
  showNote: 'What to try here',
  hideNote: 'Hide this note',
  noteMissing: 'What to watch in this scenario could not be loaded.',
  editMissing: '{{file}} has been changed: the line that this would edit is not there any more.',
} as const
