import type { Translation } from '../translation'

export const notices: Translation<'notices'> = {
  partsMissing: 'Beberapa bagian halaman belum dapat dimuat.',
  partsMissingDetail: 'Apakah jaringan tersambung? Bagian itu diminta lagi; yang sudah ada tetap bekerja.',
  notKept: 'Peramban ini tidak menyimpan pekerjaan Anda.',
  notKeptDetail:
    'Penyimpanannya penuh atau terlarang. Semuanya bekerja sampai halaman ditutup: pakai Simpan atau Bagikan untuk menyimpannya.',
  earlierNotOpened: 'Pekerjaan Anda sebelumnya belum dapat dibuka.',
  earlierNotOpenedDetail: 'Satu bagian halaman tidak dapat dimuat. Apakah jaringan tersambung? Tidak ada yang hilang.',
  earlierKept: 'Pekerjaan Anda sebelumnya tersimpan.',
  bringBack: 'Kembalikan',
  linkNotOpened: 'Tautan tidak dapat dibuka.',
  linkNotLoaded: 'Sebagian halaman tidak bisa dimuat. Muat ulang halaman, lalu buka tautannya lagi.',
  fileTooBig: 'Lebih besar dari 16 MB.',
  fileNotLoaded: 'Sebagian halaman tidak bisa dimuat. Ada jaringan? Lalu buka berkasnya lagi.',
  commandsLoading: 'Yang menjalankan perintah masih dimuat.',
  commandsLoadingDetail: 'Perintah berjalan begitu siap.',
  replayStopped: 'Pengulangan dihentikan.',
  replayStoppedDetail: '{{played}} dari {{entries}} perintah telah dijalankan; jam berlanjut dari sana.',
  silent: 'Klaster belum menjawab selama beberapa detik.',
  silentDetail: 'Mungkin sibuk dengan permintaan terakhir. Anda dapat menunggu, atau membangunnya kembali.',
  stop: 'Hentikan',
}
