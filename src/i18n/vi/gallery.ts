import type { Translation } from '../translation'

export const gallery: Translation<'gallery'> = {
  title: 'Thư viện',
  description: 'Các cụm dựng sẵn, mỗi cụm có điều để xem và ba điều để thử.',
  search: 'Tìm trong thư viện',
  searchPlaceholder: 'Tìm: taint, rollout, priority …',
  nothing: 'Không có gì trong thư viện nói về điều đó.',
  present: 'đang mở',
  topic: {
    'first-steps': 'Bước đầu',
    placement: 'Node nào',
    updates: 'Cập nhật',
    trouble: 'Khi có sự cố',
    neighbours: 'Chung node với Pod khác',
  },
  more: 'Đọc hết',
  note: 'Xem gì và thử gì',
  showNote: 'Thử gì ở đây',
  hideNote: 'Ẩn ghi chú này',
  noteMissing: 'Không tải được phần nên xem gì trong kịch bản này.',
  editMissing: '{{file}} đã bị đổi: dòng cần sửa không còn ở đó.',
}
