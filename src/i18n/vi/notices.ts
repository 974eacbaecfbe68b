import type { Translation } from '../translation'

export const notices: Translation<'notices'> = {
  partsMissing: 'Một số phần của trang chưa tải được.',
  partsMissingDetail: 'Có mạng không? Chúng được hỏi lại; những gì đã có vẫn hoạt động.',
  notKept: 'Trình duyệt này không giữ việc của bạn.',
  notKeptDetail:
    'Bộ nhớ của nó đã đầy hoặc bị cấm. Mọi thứ vẫn chạy đến khi bạn đóng trang: dùng Lưu hoặc Chia sẻ để giữ lại.',
  earlierNotOpened: 'Chưa mở được việc trước đây của bạn.',
  earlierNotOpenedDetail: 'Không tải được một phần của trang. Có mạng không? Không mất gì cả.',
  earlierKept: 'Việc trước đây của bạn đã được giữ.',
  bringBack: 'Đưa nó về',
  linkNotOpened: 'Không mở được liên kết.',
  linkNotLoaded: 'Không tải được một phần của trang. Hãy tải lại trang rồi mở lại liên kết.',
  fileTooBig: 'Nó lớn hơn 16 MB.',
  fileNotLoaded: 'Không tải được một phần của trang. Có mạng không? Khi đó hãy mở lại tệp.',
  commandsLoading: 'Phần chạy lệnh còn đang tải.',
  commandsLoadingDetail: 'Lệnh sẽ chạy ngay khi phần đó có mặt.',
  replayStopped: 'Đã dừng chạy lại.',
  replayStoppedDetail: 'Đã thực hiện {{played}} trên {{entries}} lệnh; đồng hồ đi tiếp từ đó.',
  silent: 'Cụm không trả lời đã vài giây.',
  silentDetail: 'Có thể nó bận với điều vừa được yêu cầu. Bạn có thể đợi, hoặc dựng lại nó.',
  stop: 'Dừng nó',
}
