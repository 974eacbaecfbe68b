import type { Polish } from './forms'

export const gallery: Polish<'gallery'> = {
  title: 'Galeria',
  description: 'Gotowe klastry, w każdym coś do obejrzenia i trzy rzeczy do wypróbowania.',
  search: 'Szukaj w galerii',
  searchPlaceholder: 'Szukaj: taint, rollout, priority …',
  nothing: 'Nic w galerii o tym nie mówi.',
  present: 'teraz otwarty',
  topic: {
    'first-steps': 'Pierwsze kroki',
    placement: 'Które węzły',
    updates: 'Aktualizacje',
    trouble: 'Gdy coś idzie źle',
    neighbours: 'Z innymi na węźle',
  },
  more: 'Przeczytaj całość',
  note: 'Na co patrzeć i co wypróbować',
  showNote: 'Co tu wypróbować',
  hideNote: 'Ukryj tę notatkę',
  noteMissing: 'Nie udało się wczytać, na co patrzeć w tym scenariuszu.',
  editMissing: 'Plik {{file}} zmieniono: nie ma już wiersza, który miał być edytowany.',
}
