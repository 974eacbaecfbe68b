import type { Polish } from './forms'

export const events: Polish<'events'> = {
  list: 'Co się stało, od najnowszych',
  filter: 'Filtruj zdarzenia',
  filterPlaceholder: 'Filtr: kto, co, który obiekt',
  clearFilter: 'Wyczyść filtr',
  count_one: '{{count}} wiersz',
  count_few: '{{count}} wiersze',
  count_many: '{{count}} wierszy',
  count_other: '{{count}} wiersza',
  emptyTitle: 'Jeszcze nic się nie stało',
  emptyText: 'Zastosuj plik (Apply) albo zmień węzeł.',
  emptyFilter: 'Nic takiego',
  verb: { created: 'tworzy', changed: 'zmienia', deleted: 'usuwa', says: 'o' },
  verbAlone: { created: 'tworzy', changed: 'zmienia', deleted: 'usuwa', says: 'mówi' },
  who: {
    you: 'użytkownik',
    scheduler: 'scheduler',
    nodeLifecycle: 'node lifecycle controller',
    garbageCollector: 'garbage collector',
    cluster: 'klaster',
    kubeletOn: 'kubelet na {{node}}',
    controller: 'kontroler {{name}}',
  },
}
