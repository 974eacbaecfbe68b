import type { ProblemTexts } from '../translation'

export const problems: ProblemTexts = {
  'This link was cut off or changed on its way. Ask for it again, or for the saved file.':
    'Tautan ini terpotong atau berubah di jalan. Mintalah sekali lagi, atau minta berkas yang disimpan.',
  'This link is too long to be one of the playground.': 'Tautan ini terlalu panjang untuk playground.',
  'This link was made by a newer version of the playground. Reload the page to get it.':
    'Tautan ini dibuat oleh versi playground yang lebih baru. Muat ulang halaman untuk mendapatkannya.',
  'This link unpacks to more than 16 MB. It was not opened.': 'Isi tautan ini lebih dari 16 MB. Tidak dibuka.',
  'This scenario is too big: more than 16 MB of text.': 'Skenario ini terlalu besar: lebih dari 16 MB teks.',
  'This is not a saved scenario: it is no JSON text, or it was cut off.':
    'Ini bukan skenario yang disimpan: bukan teks JSON, atau terpotong.',
  'This scenario was made by a newer version of the playground. Reload the page to get it.':
    'Skenario ini dibuat oleh versi playground yang lebih baru. Muat ulang halaman untuk mendapatkannya.',
  'This is not a scenario of the playground.': 'Ini bukan skenario playground.',
  'Kubernetes version {{version}} is not one that this playground has.':
    'Playground ini tidak punya Kubernetes versi {{version}}.',
  'Two nodes of this scenario have the same name.': 'Dua node di skenario ini bernama sama.',
  'Entry {{number}} of the {{where}} is earlier than the one before it.':
    'Entri {{number}} di {{where}} lebih awal daripada yang sebelumnya.',
  '{{name}} cannot be the name of a node.': '{{name}} tidak bisa menjadi nama node.',
  '{{pair}} cannot be a label of a node ({{where}}).': '{{pair}} tidak bisa menjadi label node ({{where}}).',
  '{{pair}} cannot be a taint of a node ({{where}}).': '{{pair}} tidak bisa menjadi taint node ({{where}}).',
  '{{text}} is not a quantity ({{where}}).': '{{text}} bukan kuantitas ({{where}}).',
  '{{name}} cannot be the name of a file.': '{{name}} tidak bisa menjadi nama berkas.',
  '{{where}} has {{count}} entries; at most {{limit}} are possible.':
    '{{where}} punya {{count}} entri; paling banyak {{limit}}.',
  '{{where}} should be an object.': '{{where}} seharusnya objek.',
  '{{where}} should be a list.': '{{where}} seharusnya daftar.',
  '{{where}} should be a text.': '{{where}} seharusnya teks.',
  '{{where}} is too long.': '{{where}} terlalu panjang.',
  '{{where}} should be a whole number.': '{{where}} seharusnya bilangan bulat.',
  '{{where}} should be a time within a week, in milliseconds.':
    '{{where}} seharusnya waktu dalam satu minggu, dalam milidetik.',
  '{{taint}} is not a taint: write key=value:Effect': '{{taint}} bukan taint: tulis key=value:Effect',
  'The command line has {{count}} characters; at most {{limit}} are possible.':
    'Baris perintah ini {{count}} karakter; paling banyak {{limit}}.',
  'There are more than {{limit}} files. Remove some to go on.':
    'Berkasnya lebih dari {{limit}}. Hapus beberapa untuk melanjutkan.',
  'The log of this scenario is full. Save it, then start it again from the beginning.':
    'Log skenario ini penuh. Simpan, lalu mulai lagi dari awal.',
  'What runs commands could not be loaded. Is there a network? Try again: nothing is lost.':
    'Bagian yang menjalankan perintah tidak bisa dimuat. Ada jaringan? Coba lagi: tidak ada yang hilang.',
  'The cluster is not running.': 'Klaster tidak berjalan.',
  'Its program could not be loaded.': 'Programnya tidak bisa dimuat.',
  'A message could not be read.': 'Sebuah pesan tidak bisa dibaca.',
  'It did not answer.': 'Ia tidak menjawab.',
  'It did not answer any more.': 'Ia tidak menjawab lagi.',
  'This file has {{count}} objects, too many to compare. Apply carries it out all the same.':
    'Berkas ini punya {{count}} objek, terlalu banyak untuk dibandingkan. Apply tetap melaksanakannya.',
}
