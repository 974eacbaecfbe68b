import type { ScenarioTexts } from '../translation'

export const scenarios: ScenarioTexts = {
  'logging-agent': {
    title: 'Agen logging di setiap node',
    summary: 'Satu Pod di setiap node, tanpa pernah menyebut jumlahnya.',
    watch:
      'Fluentd harus membaca log setiap mesin, maka ia berjalan sekali di masing-masing. Apply berkasnya dan amati controller membuat satu Pod untuk setiap node yang cocok, sementara angka di atas bertambah. Tidak ada jumlah replica di mana pun: node-nyalah jumlahnya.',
    tries: [
      {
        label: 'Apply berkasnya',
        expect: 'Empat Pod: tiga worker dan control plane, yang taint-nya ditoleransi oleh berkas ini.',
      },
      { label: 'Tambah worker', expect: 'Begitu menjadi Ready, ia mendapat Pod, tanpa perintah lain.' },
      {
        label: 'Buang toleration-nya',
        expect: 'Template berubah, maka semua Pod diganti. Control plane tidak mendapat Pod lagi.',
      },
    ],
  },
  'node-exporter': {
    title: 'Mengukur setiap mesin',
    summary: 'Agen metrik yang menoleransi semuanya dan memakai jaringan host itu sendiri.',
    watch:
      'Agen yang mengukur mesin paling dibutuhkan di tempat yang bermasalah, maka yang ini menoleransi setiap taint. Ia memakai port 9100 mesin itu sendiri: salah satu alasan mengapa hanya boleh ada satu di setiap node. Berkasnya berisi dua dokumen, sebuah Namespace dan DaemonSet.',
    tries: [
      {
        label: 'Apply berkasnya',
        expect: 'Namespace dan empat Pod: satu untuk setiap mesin, control plane juga.',
      },
      { label: 'Taint worker-1 dengan NoExecute', expect: 'Pod-nya tetap, karena menoleransi setiap taint.' },
      { label: 'Hapus semua Pod', expect: 'Controller membuatnya lagi, masing-masing di node-nya.' },
    ],
  },
  'ssd-only': {
    title: 'Hanya node dengan SSD',
    summary: 'Node selector yang memutuskan, dan label dapat berubah kapan saja.',
    watch:
      'Template meminta disktype=ssd, maka dua worker punya Pod. DESIRED menghitung node yang cocok, bukan semuanya. Label yang berubah langsung menggeser batasnya: pilih sebuah node dan baca di Mengapa aturan mana yang memutuskan.',
    tries: [
      { label: 'Beri worker-4 label disktype=ssd', expect: 'Kini ia cocok dan mendapat Pod.' },
      {
        label: 'Lepas label dari worker-1',
        expect: 'Pod-nya dihapus: berbeda dari taint NoSchedule, label yang tidak cocok lagi membuatnya pergi.',
      },
      {
        label: 'Tambah node dengan SSD',
        expect: 'Ia datang dengan label itu dan mendapat Pod begitu terdaftar.',
      },
    ],
  },
  'control-plane-toleration': {
    title: 'Taint dan toleration',
    summary: 'Siapa yang boleh masuk, siapa yang boleh tetap, dan siapa yang harus pergi.',
    watch:
      'Control plane membawa taint NoSchedule, dan DaemonSet ini tidak menoleransinya: tiga Pod untuk empat node. NoSchedule menolak Pod baru tetapi membiarkan yang sudah ada; NoExecute mengusirnya. Tiga lampu di setiap kartu menunjukkan bedanya.',
    tries: [
      {
        label: 'Toleransi taint control plane',
        expect: 'Control plane mendapat Pod, dan yang lain diganti, karena template berubah.',
      },
      {
        label: 'Taint worker-1 dengan NoSchedule',
        expect: 'Pod-nya tetap tetapi tidak akan kembali: ia misscheduled, walaupun API masih menghitung 0.',
      },
      { label: 'Taint worker-2 dengan NoExecute', expect: 'Pod-nya diusir, dan DESIRED berkurang.' },
    ],
  },
  maintenance: {
    title: 'Cordon, drain, dan agen yang tetap',
    summary: 'Sebagian taint ditoleransi tanpa ada yang menuliskannya.',
    watch:
      'Node yang di-cordon tidak menerima Pod baru, kecuali milik DaemonSet: controller memberi setiap Pod-nya toleration sendiri, untuk node yang di-cordon, tidak siap, tidak terjangkau, dan yang berada di bawah tekanan. Mengapa pada sebuah node menyebutnya ditoleransi otomatis.',
    tries: [
      {
        label: 'Cordon worker-1 dan hapus agennya',
        expect: 'Agennya kembali, walaupun node itu tidak menerima Pod baru.',
      },
      {
        label: 'Beri worker-2 disk pressure',
        expect: 'Node mendapat taint. Agen tetap diinginkan di sana, karena taint itu ditoleransi otomatis.',
      },
      { label: 'Uncordon worker-1', expect: 'Taint-nya hilang. Bagi agen tidak ada yang berubah.' },
    ],
  },
  'rolling-update': {
    title: 'Rolling update, langkah demi langkah',
    summary: 'Node demi node, dan cara agar lebih cepat.',
    watch:
      'DaemonSet diperbarui dengan menghapus Pod lama dan membuat yang baru di node yang sama. maxUnavailable menyebut berapa node yang boleh tanpa Pod yang bekerja pada saat yang sama; bagian atas menyebut node yang menghabiskan budget itu. Perlambat jamnya, atau jeda dan melangkahlah.',
    tries: [
      {
        label: 'Rilis agent:v2',
        expect: 'Enam penggantian, satu demi satu: yang berikutnya mulai saat Pod baru Ready.',
      },
      {
        label: 'Rilis agent:v3, setengah node sekaligus',
        expect: 'Tiga Pod pergi bersamaan, maka waktunya jauh lebih singkat.',
      },
      { label: 'Undo', expect: 'Pod kembali ke image sebelumnya, sebagai rolling update lagi.' },
    ],
  },
  surge: {
    title: 'Tanpa jeda: yang baru sebelum yang lama',
    summary: 'maxSurge menjalankan Pod baru di samping yang lama.',
    watch:
      'Dengan maxSurge Pod baru mulai selagi yang lama masih bekerja, dan yang lama pergi ketika yang baru tersedia: di sini setelah sepuluh detik tenang, seperti diminta minReadySeconds. Tidak ada node yang pernah tanpa agen; harganya adalah tempat untuk dua agen di satu node selama beberapa saat.',
    tries: [
      {
        label: 'Rilis agent:v2',
        expect: 'Bergantian di setiap node dua Pod selama sepuluh detik, dan tidak pernah kosong.',
      },
      {
        label: 'Surge di setengah node',
        expect: 'maxSurge 50%: dua node sekaligus menjalankan yang lama dan yang baru berdampingan.',
      },
      { label: 'Surge di semua node sekaligus', expect: 'maxSurge 100%: setiap node menjalankan dua Pod bersamaan.' },
    ],
  },
  'on-delete': {
    title: 'OnDelete: Anda yang memilih kapan',
    summary: 'Template baru tidak mengubah apa pun sampai seseorang menghapus Pod.',
    watch:
      'Dengan OnDelete controller tidak pernah menghapus Pod untuk sebuah pembaruan. Ia hanya memastikan yang hilang kembali, dan yang kembali dibuat dari template terbaru. Driver penyimpanan dan GPU sering dirilis seperti ini, mesin demi mesin.',
    tries: [
      { label: 'Rilis agent:v2', expect: 'Tidak ada yang bergerak: UP-TO-DATE 0, dan setiap Pod masih r1.' },
      { label: 'Hapus Pod di worker-1', expect: 'Ia kembali sebagai r2; yang lain tetap seperti semula.' },
      { label: 'Hapus semua Pod', expect: 'Kini setiap node menjalankan r2, dengan jeda di semuanya.' },
    ],
  },
  'bad-image': {
    title: 'Image yang buruk, dan jalan kembali',
    summary: 'Rollout berhenti sendiri di node pertama yang rusak.',
    watch:
      'agent:v2 tidak ada di registry, dan agent:v3 crash lima detik setelah mulai. Budget satu node melindungi tiga lainnya: tidak ada lagi yang diganti selama satu node tanpa Pod yang tersedia. minReadySeconds: 10 yang menangkap agent:v3, yang tampak sehat selama lima detik. Tidak ada yang dibatalkan dengan sendirinya.',
    tries: [
      {
        label: 'Rilis agent:v2, yang tidak ada',
        expect: 'Satu Pod ErrImagePull, lalu ImagePullBackOff; tiga lainnya tetap dengan r1.',
      },
      { label: 'Undo', expect: 'Pod yang rusak langsung diganti: Pod yang tidak tersedia tidak memakan budget.' },
      {
        label: 'Rilis agent:v3, yang crash',
        expect:
          'CrashLoopBackOff dengan jeda yang makin panjang. Lihat Mengapa pada Pod itu: tertulis kapan percobaan berikutnya.',
      },
    ],
  },
  'node-failure': {
    title: 'Sebuah node mati di tengah rollout',
    summary: 'Mesin mati menghabiskan budget, dan tidak ada yang memberi tahu.',
    watch:
      'Saat listrik sebuah mesin putus, API tidak tahu: node tetap Ready sampai lease-nya diam selama masa tenggang. Sejak itu Pod-nya dihitung tidak tersedia. Dengan budget satu node, node itulah budget-nya, dan rollout berhenti.',
    tries: [
      {
        label: 'Putuskan listrik worker-3 dan rilis agent:v2',
        expect: 'Rollout mulai, lalu berhenti: worker-3 menghabiskan budget. Biarkan jam berjalan satu menit.',
      },
      { label: 'Nyalakan worker-3 lagi', expect: 'Ia melapor, Pod-nya diperbarui, rollout berlanjut.' },
      {
        label: 'Hilangkan worker-5 dan buang',
        expect: 'Setelah objek Node hilang, Pod-nya dibersihkan dan DESIRED berkurang satu.',
      },
    ],
  },
  'orphan-and-adopt': {
    title: 'Pod yatim, dan siapa yang mengadopsinya',
    summary: 'Hapus DaemonSet, simpan Pod-nya, ambil kembali.',
    watch:
      'Pod menjadi milik DaemonSet-nya lewat owner reference. Bila dihapus dengan --cascade=orphan, DaemonSet pergi sendirian: Pod-nya terus bekerja, tetapi tidak ada yang mengurusnya. DaemonSet baru dengan selector yang sama mengadopsinya alih-alih membuat yang baru.',
    tries: [
      { label: 'Hapus DaemonSet, tinggalkan Pod-nya', expect: 'Tiga Pod tanpa pemilik, masih berjalan.' },
      { label: 'Hapus Pod di worker-1', expect: 'Tidak ada yang menggantinya: controller-nya sudah tidak ada.' },
      { label: 'Apply berkasnya lagi', expect: 'Dua Pod yatim diadopsi, dan hanya Pod yang hilang dibuat.' },
    ],
  },
  'beside-a-deployment': {
    title: 'DaemonSet di samping Deployment',
    summary: 'Sejumlah Pod di mana saja, atau satu Pod di masing-masing.',
    watch:
      'Deployment menginginkan sejumlah Pod dan tidak peduli di mana; DaemonSet menginginkan satu di setiap node dan tidak punya jumlah. Kotak kecil di kartu adalah Pod milik Deployment.',
    tries: [
      {
        label: 'Minta 8 replica',
        expect: 'Empat Pod web lagi, disebar sesuka scheduler. Agennya tidak berubah.',
      },
      {
        label: 'Tambah worker',
        expect: 'Ia langsung mendapat agen. Tidak ada Pod web yang pindah ke sana dengan sendirinya.',
      },
      {
        label: 'Drain worker-1',
        expect: 'Pod web-nya dibuat lagi di tempat lain; agennya tetap, seperti kata --ignore-daemonsets.',
      },
    ],
  },
  'full-node': {
    title: 'Node yang penuh, dan prioritas',
    summary: 'Agen datang terakhir dan tidak menemukan tempat, sampai ia lebih penting.',
    watch:
      'Dua Pod batch memenuhi setiap worker. Pod daemon tidak mendapat tempat khusus: scheduler melihatnya seperti yang lain, hanya pada satu node itu. Tanpa tempat ia menunggu, dan ruang tunggu menyebut mengapa. Priority class membuatnya dapat menyingkirkan yang lain.',
    tries: [
      {
        label: 'Apply agennya',
        expect: 'Dua Pod menunggu: Insufficient cpu di node-nya, dan node lain tidak bisa menggantikan.',
      },
      {
        label: 'Beri agen priority class',
        expect: 'Di setiap worker satu Pod batch diusir dan agen menempati tempatnya. Kini Pod batch yang menunggu.',
      },
      { label: 'Tambah worker', expect: 'Ia mendapat agennya, dan Pod batch yang menunggu menemukan tempat di sana.' },
    ],
  },
}
