import type { Translation } from '../translation'

export const kit: Translation<'kit'> = {
  close: 'Tutup',
  dismiss: 'Abaikan',
  notice: 'Pemberitahuan',
  notices: 'Pemberitahuan',
  messages: 'Pesan',
  failed: 'Panel ini gagal. Bagian lain halaman tetap berjalan.',
  notLoaded: 'Bagian halaman ini tidak dapat dimuat.',
  notLoadedText: 'Apakah jaringan tersambung? Bagian lain halaman tetap berjalan, dan tidak ada yang hilang.',
  tryAgain: 'Coba lagi',
}
