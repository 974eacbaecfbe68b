import type { Translation } from '../translation'

export const events: Translation<'events'> = {
  list: 'Yang terjadi, terbaru di atas',
  filter: 'Saring yang terjadi',
  filterPlaceholder: 'Saring: siapa, apa, objek mana',
  clearFilter: 'Hapus saringan',
  count_other: '{{count}} baris',
  emptyTitle: 'Belum ada yang terjadi',
  emptyText: 'Apply berkasnya, atau ubah sebuah node.',
  emptyFilter: 'Tidak ada yang seperti itu',
  verb: { created: 'membuat', changed: 'mengubah', deleted: 'menghapus', says: 'tentang' },
  verbAlone: { created: 'membuatnya', changed: 'mengubahnya', deleted: 'menghapusnya', says: 'berkata' },
  who: {
    you: 'Anda',
    scheduler: 'scheduler',
    nodeLifecycle: 'node lifecycle controller',
    garbageCollector: 'garbage collector',
    cluster: 'klaster',
    kubeletOn: 'kubelet di {{node}}',
    controller: '{{name}} controller',
  },
}
