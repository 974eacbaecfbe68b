import type { ReasonTexts } from '../translation'

export const reasons: ReasonTexts = {
  '{{node}} should run a pod and has none': '{{node}} harus menjalankan Pod dan belum punya',
  '{{pod}} on {{node}} has failed': '{{pod}} di {{node}} gagal',
  '{{pod}} on {{node}} has ended, and daemons are to run for ever':
    '{{pod}} di {{node}} sudah selesai, padahal daemon harus berjalan terus',
  '{{pod}} is out of date and not ready; {{newest}} takes its place':
    '{{pod}} sudah usang dan belum siap; {{newest}} menggantikannya',
  '{{newest}} is available and takes the place of {{pod}}': '{{newest}} sudah tersedia dan menggantikan {{pod}}',
  'rolling update: {{pod}} is out of date, and the budget allows to take it away':
    'rolling update: {{pod}} sudah usang, dan budget mengizinkan untuk membuangnya',
  'rolling update: {{pod}} is out of date, and the budget allows a new pod beside it':
    'rolling update: {{pod}} sudah usang, dan budget mengizinkan Pod baru di sampingnya',
  'rolling update: {{pod}} is out of date and not available anyway':
    'rolling update: {{pod}} sudah usang dan memang tidak tersedia',
  'rolling update: {{pod}} is out of date and not available': 'rolling update: {{pod}} sudah usang dan tidak tersedia',
  'rolling update: {{newest}} is available, {{pod}} may go':
    'rolling update: {{newest}} sudah tersedia, {{pod}} boleh pergi',
  'rolling update: {{node}} should not run a pod any more': 'rolling update: {{node}} tidak boleh lagi menjalankan Pod',
  'the template of {{owner}} is new: revision {{number}}': 'template {{owner}} baru: revisi {{number}}',
  'the template is again that of revision {{kept}}, which becomes {{number}}':
    'template kembali seperti revisi {{kept}}, yang menjadi {{number}}',
  'its node affinity names {{node}}, and it fits there': 'node affinity-nya menyebut {{node}}, dan di sana ia cocok',
  'highest score ({{score}}) of {{count}} nodes that fit': 'skor tertinggi ({{score}}) dari {{count}} node yang cocok',
  '{{node}} was nominated for it after preemption': '{{node}} dinominasikan untuknya setelah preemption',
  'preemption: room for {{pod}} on {{node}}': 'preemption: tempat untuk {{pod}} di {{node}}',
  'its containers have stopped': 'container-nya sudah berhenti',
  'it does not tolerate {{taint}}': 'ia tidak menoleransi {{taint}}',
  'its owner is gone: {{owner}}': 'pemiliknya sudah tidak ada: {{owner}}',
  'its node {{node}} no longer exists': 'node {{node}} sudah tidak ada',
  'nothing is heard of node {{node}}': 'tidak ada kabar dari node {{node}}',
  'its kubelet has been silent for longer than the grace period': 'kubelet-nya diam lebih lama dari masa tenggang',
}
