import type { Translation } from '../translation'

export const events: Translation<'events'> = {
  list: 'Những gì đã xảy ra, mới nhất trước',
  filter: 'Lọc những gì đã xảy ra',
  filterPlaceholder: 'Lọc: ai, việc gì, đối tượng nào',
  clearFilter: 'Xóa bộ lọc',
  count_other: '{{count}} dòng',
  emptyTitle: 'Chưa có gì xảy ra',
  emptyText: 'Hãy apply tệp, hoặc thay đổi một node.',
  emptyFilter: 'Không có gì như vậy',
  verb: { created: 'đã tạo', changed: 'đã đổi', deleted: 'đã xóa', says: 'về' },
  verbAlone: { created: 'đã tạo nó', changed: 'đã đổi nó', deleted: 'đã xóa nó', says: 'nói' },
  who: {
    you: 'bạn',
    scheduler: 'scheduler',
    nodeLifecycle: 'node lifecycle controller',
    garbageCollector: 'garbage collector',
    cluster: 'cụm',
    kubeletOn: 'kubelet trên {{node}}',
    controller: '{{name}} controller',
  },
}
