import type { Translation } from '../translation'

export const kit: Translation<'kit'> = {
  close: 'Đóng',
  dismiss: 'Bỏ qua',
  notice: 'Thông báo',
  notices: 'Thông báo',
  messages: 'Tin nhắn',
  failed: 'Khung này bị lỗi. Phần còn lại của trang vẫn chạy.',
  notLoaded: 'Không tải được phần này của trang.',
  notLoadedText: 'Có mạng không? Phần còn lại của trang vẫn chạy, và không mất gì cả.',
  tryAgain: 'Thử lại',
}
