import type { ReasonTexts } from '../translation'

export const reasons: ReasonTexts = {
  '{{node}} should run a pod and has none': '{{node}} phải chạy một Pod mà chưa có',
  '{{pod}} on {{node}} has failed': '{{pod}} trên {{node}} đã hỏng',
  '{{pod}} on {{node}} has ended, and daemons are to run for ever':
    '{{pod}} trên {{node}} đã kết thúc, mà daemon thì phải chạy mãi',
  '{{pod}} is out of date and not ready; {{newest}} takes its place':
    '{{pod}} đã cũ và chưa sẵn sàng; {{newest}} thay chỗ nó',
  '{{newest}} is available and takes the place of {{pod}}': '{{newest}} đã khả dụng và thay chỗ {{pod}}',
  'rolling update: {{pod}} is out of date, and the budget allows to take it away':
    'rolling update: {{pod}} đã cũ, và budget cho phép gỡ nó đi',
  'rolling update: {{pod}} is out of date, and the budget allows a new pod beside it':
    'rolling update: {{pod}} đã cũ, và budget cho phép một Pod mới bên cạnh nó',
  'rolling update: {{pod}} is out of date and not available anyway':
    'rolling update: {{pod}} đã cũ và đằng nào cũng không khả dụng',
  'rolling update: {{pod}} is out of date and not available': 'rolling update: {{pod}} đã cũ và không khả dụng',
  'rolling update: {{newest}} is available, {{pod}} may go':
    'rolling update: {{newest}} đã khả dụng, {{pod}} có thể đi',
  'rolling update: {{node}} should not run a pod any more': 'rolling update: {{node}} không nên chạy Pod nữa',
  'the template of {{owner}} is new: revision {{number}}': 'template của {{owner}} mới: bản sửa đổi {{number}}',
  'the template is again that of revision {{kept}}, which becomes {{number}}':
    'template lại là của bản sửa đổi {{kept}}, nay thành {{number}}',
  'its node affinity names {{node}}, and it fits there': 'node affinity của nó nêu {{node}}, và nó vừa ở đó',
  'highest score ({{score}}) of {{count}} nodes that fit': 'điểm cao nhất ({{score}}) trong {{count}} node phù hợp',
  '{{node}} was nominated for it after preemption': '{{node}} được đề cử cho nó sau preemption',
  'preemption: room for {{pod}} on {{node}}': 'preemption: chỗ cho {{pod}} trên {{node}}',
  'its containers have stopped': 'các container của nó đã dừng',
  'it does not tolerate {{taint}}': 'nó không chấp nhận {{taint}}',
  'its owner is gone: {{owner}}': 'chủ của nó không còn: {{owner}}',
  'its node {{node}} no longer exists': 'node {{node}} của nó không còn nữa',
  'nothing is heard of node {{node}}': 'không có tin gì từ node {{node}}',
  'its kubelet has been silent for longer than the grace period': 'kubelet của nó im lặng lâu hơn thời gian ân hạn',
}
