import type { Words } from './index'

/** Bahasa Indonesia: the page's frame. What is missing is shown in English. */
export const words: Words = {
  kit: { close: 'Tutup', dismiss: 'Abaikan', notice: 'Pemberitahuan', notices: 'Pemberitahuan' },
  shell: {
    bar: {
      scenario: 'Skenario',
      gallery: 'Galeri',
      galleryDetail: 'Klaster siap pakai dengan hal-hal untuk dicoba',
      more: 'Lainnya',
      open: 'Buka',
      save: 'Simpan',
      share: 'Bagikan',
      version: 'Versi Kubernetes',
      language: 'Bahasa',
      theme: 'Tema',
      themeSystem: 'Seperti sistem',
      themeLight: 'Terang',
      themeDark: 'Gelap',
      help: 'Bantuan',
      palette: 'Cari tindakan',
      startAgain: 'Mulai ulang skenario ini',
    },
    panels: { editor: 'Editor', cluster: 'Klaster', inspector: 'Inspektur', terminal: 'Terminal', time: 'Waktu' },
    session: { starting: 'Menyalakan klaster…', restart: 'Bangun kembali' },
  },
  header: { empty: 'Belum ada yang diterapkan', revisions: 'Revisi' },
  timeline: {
    reset: 'Kembali ke awal',
    step: 'Perubahan berikutnya',
    play: 'Putar',
    pause: 'Jeda',
    settle: 'Tenangkan',
    speed: 'Kecepatan',
    virtualTime: 'Waktu virtual',
  },
}
