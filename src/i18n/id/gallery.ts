import type { Translation } from '../translation'

export const gallery: Translation<'gallery'> = {
  title: 'Galeri',
  description: 'Klaster siap pakai, masing-masing dengan sesuatu untuk diamati dan tiga hal untuk dicoba.',
  search: 'Cari di galeri',
  searchPlaceholder: 'Cari: taint, rollout, priority …',
  nothing: 'Tidak ada yang membahas itu di galeri.',
  present: 'sedang terbuka',
  topic: {
    'first-steps': 'Langkah pertama',
    placement: 'Node yang mana',
    updates: 'Pembaruan',
    trouble: 'Saat ada yang salah',
    neighbours: 'Bersama yang lain di node',
  },
  more: 'Baca semuanya',
  note: 'Apa yang diamati dan apa yang dicoba',
  showNote: 'Apa yang dicoba di sini',
  hideNote: 'Sembunyikan catatan ini',
  noteMissing: 'Apa yang perlu diamati dalam skenario ini tidak dapat dimuat.',
  editMissing: '{{file}} sudah diubah: baris yang akan disunting sudah tidak ada.',
}
