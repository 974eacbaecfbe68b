import type { ProblemTexts } from '../translation'

export const problems: ProblemTexts = {
  'This link was cut off or changed on its way. Ask for it again, or for the saved file.':
    'Liên kết này bị cắt hoặc bị đổi trên đường đi. Hãy xin lại, hoặc xin tệp đã lưu.',
  'This link is too long to be one of the playground.': 'Liên kết này quá dài để là của playground.',
  'This link was made by a newer version of the playground. Reload the page to get it.':
    'Liên kết này do một phiên bản playground mới hơn tạo ra. Tải lại trang để có phiên bản đó.',
  'This link unpacks to more than 16 MB. It was not opened.': 'Liên kết này giải nén ra hơn 16 MB. Nó không được mở.',
  'This scenario is too big: more than 16 MB of text.': 'Kịch bản này quá lớn: hơn 16 MB văn bản.',
  'This is not a saved scenario: it is no JSON text, or it was cut off.':
    'Đây không phải kịch bản đã lưu: không phải văn bản JSON, hoặc đã bị cắt.',
  'This scenario was made by a newer version of the playground. Reload the page to get it.':
    'Kịch bản này do một phiên bản playground mới hơn tạo ra. Tải lại trang để có phiên bản đó.',
  'This is not a scenario of the playground.': 'Đây không phải kịch bản của playground.',
  'Kubernetes version {{version}} is not one that this playground has.':
    'Playground này không có Kubernetes phiên bản {{version}}.',
  'Two nodes of this scenario have the same name.': 'Hai node trong kịch bản này trùng tên.',
  'Entry {{number}} of the {{where}} is earlier than the one before it.':
    'Mục {{number}} của {{where}} sớm hơn mục trước nó.',
  '{{name}} cannot be the name of a node.': '{{name}} không thể là tên node.',
  '{{pair}} cannot be a label of a node ({{where}}).': '{{pair}} không thể là label của node ({{where}}).',
  '{{pair}} cannot be a taint of a node ({{where}}).': '{{pair}} không thể là taint của node ({{where}}).',
  '{{text}} is not a quantity ({{where}}).': '{{text}} không phải là một lượng ({{where}}).',
  '{{name}} cannot be the name of a file.': '{{name}} không thể là tên tệp.',
  '{{where}} has {{count}} entries; at most {{limit}} are possible.':
    '{{where}} có {{count}} mục; nhiều nhất là {{limit}}.',
  '{{where}} should be an object.': '{{where}} phải là một đối tượng.',
  '{{where}} should be a list.': '{{where}} phải là một danh sách.',
  '{{where}} should be a text.': '{{where}} phải là văn bản.',
  '{{where}} is too long.': '{{where}} quá dài.',
  '{{where}} should be a whole number.': '{{where}} phải là số nguyên.',
  '{{where}} should be a time within a week, in milliseconds.':
    '{{where}} phải là thời điểm trong vòng một tuần, tính bằng mili giây.',
  '{{taint}} is not a taint: write key=value:Effect': '{{taint}} không phải taint: hãy viết key=value:Effect',
  'The command line has {{count}} characters; at most {{limit}} are possible.':
    'Dòng lệnh có {{count}} ký tự; nhiều nhất là {{limit}}.',
  'There are more than {{limit}} files. Remove some to go on.': 'Có hơn {{limit}} tệp. Hãy xóa bớt để tiếp tục.',
  'The log of this scenario is full. Save it, then start it again from the beginning.':
    'Nhật ký của kịch bản này đã đầy. Hãy lưu lại, rồi bắt đầu lại từ đầu.',
  'What runs commands could not be loaded. Is there a network? Try again: nothing is lost.':
    'Không tải được phần chạy lệnh. Có mạng không? Hãy thử lại: không mất gì cả.',
  'The cluster is not running.': 'Cụm không chạy.',
  'Its program could not be loaded.': 'Không tải được chương trình của nó.',
  'A message could not be read.': 'Không đọc được một thông điệp.',
  'It did not answer.': 'Nó không trả lời.',
  'It did not answer any more.': 'Nó không trả lời nữa.',
  'This file has {{count}} objects, too many to compare. Apply carries it out all the same.':
    'Tệp này có {{count}} đối tượng, quá nhiều để so sánh. Apply vẫn thực hiện tất cả.',
}
