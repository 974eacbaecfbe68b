import type { Words } from './index'

/** Tiếng Việt: the page's frame. What is missing is shown in English. */
export const words: Words = {
  kit: { close: 'Đóng', dismiss: 'Bỏ qua', notice: 'Thông báo', notices: 'Thông báo' },
  shell: {
    bar: {
      scenario: 'Kịch bản',
      gallery: 'Thư viện',
      galleryDetail: 'Các cụm dựng sẵn, có gợi ý để thử',
      more: 'Thêm',
      open: 'Mở',
      save: 'Lưu',
      share: 'Chia sẻ',
      version: 'Phiên bản Kubernetes',
      language: 'Ngôn ngữ',
      theme: 'Giao diện',
      themeSystem: 'Theo hệ thống',
      themeLight: 'Sáng',
      themeDark: 'Tối',
      help: 'Trợ giúp',
      palette: 'Tìm thao tác',
      startAgain: 'Bắt đầu lại kịch bản này',
    },
    panels: {
      editor: 'Trình soạn thảo',
      cluster: 'Cụm',
      inspector: 'Chi tiết',
      terminal: 'Dòng lệnh',
      time: 'Thời gian',
    },
    session: { starting: 'Đang khởi động cụm…', restart: 'Dựng lại' },
  },
  header: { empty: 'Chưa áp dụng gì', revisions: 'Bản sửa đổi' },
  timeline: {
    reset: 'Về lúc đầu',
    step: 'Thay đổi kế tiếp',
    play: 'Chạy',
    pause: 'Tạm dừng',
    settle: 'Chạy đến khi ổn định',
    speed: 'Tốc độ',
    virtualTime: 'Thời gian ảo',
  },
}
