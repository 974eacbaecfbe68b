import type { ScenarioTexts } from '../translation'

export const scenarios: ScenarioTexts = {
  'logging-agent': {
    title: 'Tác nhân ghi log trên mọi node',
    summary: 'Mỗi node một Pod, không cần nói bao nhiêu.',
    watch:
      'Fluentd phải đọc log của mọi máy, nên nó chạy một lần trên mỗi máy. Hãy apply tệp và xem controller tạo một Pod cho mỗi node phù hợp, còn các con số phía trên tăng dần. Không có số replica ở đâu cả: số node chính là số Pod.',
    tries: [
      {
        label: 'Apply tệp',
        expect: 'Bốn Pod: ba worker và control plane, vì tệp chấp nhận taint của nó.',
      },
      { label: 'Thêm một worker', expect: 'Khi thành Ready nó nhận một Pod, không cần lệnh nào nữa.' },
      {
        label: 'Bỏ các toleration',
        expect: 'Template thay đổi, nên mọi Pod được thay. Control plane không còn Pod nữa.',
      },
    ],
  },
  'node-exporter': {
    title: 'Đo mọi máy',
    summary: 'Tác nhân đo đạc chấp nhận mọi taint và dùng mạng của chính host.',
    watch:
      'Nơi có trục trặc là nơi cần đo nhất, nên tác nhân này chấp nhận mọi taint. Nó giữ port 9100 của chính máy: một lý do vì sao mỗi node chỉ có thể có một. Tệp có hai tài liệu: một Namespace và DaemonSet.',
    tries: [
      { label: 'Apply tệp', expect: 'Namespace và bốn Pod: mỗi máy một Pod, cả control plane.' },
      { label: 'Taint worker-1 với NoExecute', expect: 'Pod của nó ở lại, vì chấp nhận mọi taint.' },
      { label: 'Xóa mọi Pod', expect: 'Controller tạo lại chúng, mỗi Pod trên node của nó.' },
    ],
  },
  'ssd-only': {
    title: 'Chỉ nơi có SSD',
    summary: 'Node selector quyết định, và label có thể đổi bất cứ lúc nào.',
    watch:
      'Template đòi disktype=ssd, nên hai trong số các worker có Pod. DESIRED đếm các node phù hợp, không phải tất cả. Label thay đổi là ranh giới dời ngay: hãy chọn một node và đọc ở mục Vì sao quy tắc nào quyết định.',
    tries: [
      { label: 'Đặt label disktype=ssd cho worker-4', expect: 'Giờ nó phù hợp và nhận một Pod.' },
      {
        label: 'Bỏ label khỏi worker-1',
        expect: 'Pod của nó bị xóa: khác với taint NoSchedule, label không còn khớp khiến nó phải đi.',
      },
      { label: 'Thêm một node có SSD', expect: 'Nó đến cùng label và nhận Pod ngay khi được đăng ký.' },
    ],
  },
  'control-plane-toleration': {
    title: 'Taint, toleration và control plane',
    summary: 'Ai được vào, ai được ở lại, và ai phải đi.',
    watch:
      'Control plane mang taint NoSchedule, và DaemonSet này không chấp nhận nó: ba Pod cho bốn node. NoSchedule không cho Pod mới vào nhưng để yên Pod đang có; NoExecute đuổi chúng đi. Ba đèn trên mỗi thẻ cho thấy sự khác nhau.',
    tries: [
      {
        label: 'Chấp nhận taint của control plane',
        expect: 'Control plane nhận một Pod, và các Pod khác được thay, vì template thay đổi.',
      },
      {
        label: 'Taint worker-1 với NoSchedule',
        expect: 'Pod của nó ở lại nhưng sẽ không quay lại: nó misscheduled, dù API vẫn đếm 0.',
      },
      { label: 'Taint worker-2 với NoExecute', expect: 'Pod của nó bị đuổi, và DESIRED giảm.' },
    ],
  },
  maintenance: {
    title: 'Cordon, drain và các tác nhân ở lại',
    summary: 'Có những taint được chấp nhận mà không ai viết ra.',
    watch:
      'Node bị cordon không nhận Pod mới, trừ Pod của DaemonSet: controller cho mỗi Pod của nó những toleration riêng, cho node bị cordon, chưa sẵn sàng, không liên lạc được và đang quá tải. Mục Vì sao của node liệt kê chúng là tự động được chấp nhận.',
    tries: [
      { label: 'Cordon worker-1 và xóa tác nhân của nó', expect: 'Tác nhân quay lại, dù node không nhận Pod mới.' },
      {
        label: 'Làm đầy đĩa của worker-2',
        expect: 'Node nhận một taint. Tác nhân vẫn được cần ở đó, vì taint ấy tự động được chấp nhận.',
      },
      { label: 'Uncordon worker-1', expect: 'Taint mất đi. Với tác nhân không có gì thay đổi.' },
    ],
  },
  'rolling-update': {
    title: 'Rolling update, từng bước một',
    summary: 'Hết node này đến node khác, và cách làm nhanh hơn.',
    watch:
      'DaemonSet được làm mới bằng cách xóa Pod cũ và tạo Pod mới trên cùng node. maxUnavailable nói bao nhiêu node được phép cùng lúc không có Pod hoạt động; phần đầu nêu tên node dùng hết budget. Hãy làm chậm đồng hồ, hoặc tạm dừng và đi từng bước.',
    tries: [
      { label: 'Phát hành agent:v2', expect: 'Sáu lần thay, lần lượt: lần sau bắt đầu khi Pod mới Ready.' },
      {
        label: 'Phát hành agent:v3, một nửa số node cùng lúc',
        expect: 'Ba Pod đi cùng lúc, nên chỉ mất một phần thời gian.',
      },
      { label: 'Hoàn tác (undo)', expect: 'Các Pod trở lại image trước, bằng một rolling update nữa.' },
    ],
  },
  surge: {
    title: 'Không gián đoạn: mới trước, cũ sau',
    summary: 'maxSurge chạy Pod mới bên cạnh Pod cũ.',
    watch:
      'Với maxSurge Pod mới khởi động khi Pod cũ còn làm việc, và Pod cũ đi khi Pod mới khả dụng: ở đây là sau mười giây yên ổn, như minReadySeconds đòi hỏi. Không node nào thiếu tác nhân lúc nào; cái giá là chỗ cho hai Pod trên một node trong chốc lát.',
    tries: [
      { label: 'Phát hành agent:v2', expect: 'Lần lượt trên mỗi node hai Pod trong mười giây, không bao giờ trống.' },
      { label: 'Surge trên một nửa số node', expect: 'maxSurge 50%: hai node cùng lúc chạy cũ và mới cạnh nhau.' },
      { label: 'Surge trên mọi node cùng lúc', expect: 'maxSurge 100%: mỗi node chạy hai Pod cùng lúc.' },
    ],
  },
  'on-delete': {
    title: 'OnDelete: bạn chọn khi nào',
    summary: 'Template mới không đổi gì cho đến khi có người xóa Pod.',
    watch:
      'Với OnDelete controller không bao giờ xóa Pod để cập nhật. Nó chỉ lo cho cái thiếu quay lại, và cái quay lại được tạo từ template mới nhất. Driver lưu trữ và GPU thường được phát hành như vậy, từng máy một.',
    tries: [
      { label: 'Phát hành agent:v2', expect: 'Không có gì nhúc nhích: UP-TO-DATE là 0, và mọi Pod vẫn là r1.' },
      { label: 'Xóa Pod của worker-1', expect: 'Nó quay lại là r2; các Pod khác vẫn như cũ.' },
      { label: 'Xóa mọi Pod', expect: 'Giờ mọi node chạy r2, với một quãng trống trên tất cả.' },
    ],
  },
  'bad-image': {
    title: 'Image hỏng, và đường quay về',
    summary: 'Rollout tự dừng ở node hỏng đầu tiên.',
    watch:
      'agent:v2 không có trong registry, còn agent:v3 sập sau khi chạy năm giây. Budget một node bảo vệ ba node còn lại: không thay gì thêm khi một node chưa có Pod khả dụng. Chính minReadySeconds: 10 bắt được agent:v3, thứ trông khỏe mạnh trong năm giây. Không có gì tự hoàn tác.',
    tries: [
      {
        label: 'Phát hành agent:v2, thứ không tồn tại',
        expect: 'Một Pod ErrImagePull, rồi ImagePullBackOff; ba Pod kia vẫn chạy với r1.',
      },
      { label: 'Hoàn tác (undo)', expect: 'Pod hỏng được thay ngay: Pod không khả dụng không tốn budget.' },
      {
        label: 'Phát hành agent:v3, thứ sẽ sập',
        expect: 'CrashLoopBackOff với quãng nghỉ dài dần. Xem mục Vì sao của Pod: nó nói khi nào thử lại.',
      },
    ],
  },
  'node-failure': {
    title: 'Một node chết giữa lúc rollout',
    summary: 'Máy chết dùng hết budget, và không ai nói gì.',
    watch:
      'Khi máy mất điện, API không biết: node vẫn Ready cho đến khi lease của nó im lặng hết thời gian ân hạn. Từ đó Pod của nó bị tính là không khả dụng. Với budget một node, node ấy chính là budget, và rollout đứng yên.',
    tries: [
      {
        label: 'Cắt điện worker-3 và phát hành agent:v2',
        expect: 'Rollout bắt đầu rồi đứng yên: worker-3 dùng hết budget. Hãy để đồng hồ chạy một phút.',
      },
      { label: 'Bật điện worker-3 lại', expect: 'Nó báo về, Pod của nó được làm mới, rollout tiếp tục.' },
      {
        label: 'Mất worker-5 và bỏ nó đi',
        expect: 'Khi đối tượng Node không còn, Pod của nó được dọn và DESIRED bớt đi một.',
      },
    ],
  },
  'orphan-and-adopt': {
    title: 'Pod mồ côi, và ai nhận nuôi chúng',
    summary: 'Xóa DaemonSet, giữ Pod lại, rồi lấy về.',
    watch:
      'Pod thuộc về DaemonSet của nó qua owner reference. Xóa với --cascade=orphan thì DaemonSet đi một mình: các Pod vẫn làm việc, nhưng không ai trông nom. DaemonSet mới có cùng selector nhận nuôi chúng thay vì tạo Pod mới.',
    tries: [
      { label: 'Xóa DaemonSet, để Pod lại', expect: 'Ba Pod không có chủ, vẫn đang chạy.' },
      { label: 'Xóa Pod của worker-1', expect: 'Không ai thay nó: không còn controller nào cho nó nữa.' },
      { label: 'Apply tệp lần nữa', expect: 'Hai Pod mồ côi được nhận nuôi, và chỉ Pod thiếu được tạo.' },
    ],
  },
  'beside-a-deployment': {
    title: 'DaemonSet bên cạnh Deployment',
    summary: 'Một số Pod ở đâu cũng được, hoặc mỗi node một Pod.',
    watch:
      'Deployment muốn một số Pod và không quan tâm ở đâu; DaemonSet muốn mỗi node một Pod và không có con số. Các ô vuông nhỏ trên thẻ là Pod của Deployment.',
    tries: [
      { label: 'Đòi 8 replica', expect: 'Thêm bốn Pod web, rải theo ý scheduler. Các tác nhân không đổi.' },
      { label: 'Thêm một worker', expect: 'Nó nhận tác nhân ngay. Không Pod web nào tự chuyển sang đó.' },
      {
        label: 'Drain worker-1',
        expect: 'Các Pod web của nó được tạo lại nơi khác; tác nhân ở lại, như --ignore-daemonsets nói.',
      },
    ],
  },
  'full-node': {
    title: 'Node đầy, và độ ưu tiên',
    summary: 'Tác nhân đến sau cùng và không tìm được chỗ, cho đến khi nó quan trọng hơn.',
    watch:
      'Hai Pod batch lấp đầy mỗi worker. Pod daemon không có chỗ dành riêng: scheduler xét nó như mọi Pod khác, chỉ trên đúng một node. Không có chỗ thì nó đợi, và phòng chờ nói vì sao. Priority class cho phép nó đẩy Pod khác ra.',
    tries: [
      {
        label: 'Apply tác nhân',
        expect: 'Hai Pod đợi: Insufficient cpu trên node của chúng, và node khác không thay được.',
      },
      {
        label: 'Cho tác nhân một priority class',
        expect: 'Trên mỗi worker một Pod batch bị đuổi và tác nhân vào chỗ của nó. Giờ Pod batch phải đợi.',
      },
      { label: 'Thêm một worker', expect: 'Nó nhận tác nhân, và các Pod batch đang đợi tìm được chỗ ở đó.' },
    ],
  },
}
