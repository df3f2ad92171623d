# What people read on the public site, in Indonesian: plain, kind, and with advice on what to do next.
#
# One text for each id; `en.ftl` has the same ids and the same placeholders. A text may go on in indented lines, and is
# one line all the same. An id that ends with -html has markup; links in it have Indonesian addresses.
# The names of forms, fields, documents and choices are in the catalogue (shared/domain), as the API and the desks know
# them; only `en.ftl` has words for them.

## The frame of every page

nav-skip = Langsung ke isi halaman
nav-main = Menu utama
nav-home = Beranda
nav-faq = FAQ
nav-forms = Formulir
nav-status = Cek Status
notices = Pengumuman
notice-urgent = Penting:
notice-plain = Pengumuman:
foot-about = Helpdesk SSCASN membantu pelamar seleksi calon aparatur sipil negara. Pendaftaran seleksi ada di
foot-operated-by = Dikelola oleh { $name }.
foot-privacy = Pemberitahuan privasi
foot-status = Cek status tiket
foot-faq = Pertanyaan umum
contact-email = E-mail
contact-phone = Telepon
contact-whatsapp = WhatsApp
contact-address = Alamat

## Words that many pages share

optional = (opsional)
error = Galat:
error-in-title = Galat:{" "}
all-forms = Semua formulir
check-status = Cek Status Tiket
check-status-group = Cek Status Pengaduan
closed-for-now = Ditutup sementara
not-here-yet = Belum tersedia di sini
your-data = Data Anda
documents = Dokumen
continue = Lanjut
send = Kirim
photo = Foto
close = Tutup
tell-me = Kabari saya saat dijawab
moment = { $day } pukul { $clock } WIB
sent-at = Dikirim { $at }
ticket-number = Nomor tiket
month-1 = Januari
month-2 = Februari
month-3 = Maret
month-4 = April
month-5 = Mei
month-6 = Juni
month-7 = Juli
month-8 = Agustus
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Desember

## Problems

problem-error = Galat { $status }
problem-now = Yang dapat Anda lakukan
problem-413-back = Tekan tombol kembali pada peramban: isian Anda biasanya masih ada.
problem-413-shrink = Perkecil setiap dokumen sampai paling besar 200 KB, lalu pilih kembali dan kirim.
problem-429-wait = Tunggu selama waktu yang disebutkan. Mencoba terus-menerus tidak mempercepatnya.
problem-429-back = Bila Anda mengisi formulir, tekan tombol kembali pada peramban, lalu kirim lagi setelah waktunya.
problem-500-reload = Tunggu sebentar, lalu muat ulang halaman ini. Formulir yang sama tidak akan tercatat dua kali.
problem-500-kept = Nomor tiket yang sudah Anda terima tetap tersimpan.
problem-405-html = Halaman ini tidak dapat dibuka langsung. Mulailah dari <a href="/formulir">daftar formulir</a> atau
    <a href="/status">Cek Status</a>.
problem-404-address-html = Periksa kembali alamatnya, atau mulai dari <a href="/">beranda</a>.
problem-404-form-html = Mencari formulir? Semuanya ada di <a href="/formulir">daftar formulir</a>.
problem-404-status-html = Punya nomor tiket? Buka <a href="/status">Cek Status</a>.
problem-trace = Bila tetap terjadi, sampaikan kode ini kepada petugas:
problem-home = Ke beranda
malformed = Permintaan tidak dapat dibaca
malformed-path = Alamat yang dituju tidak benar. Silakan periksa kembali.
malformed-query = Pilihan pada alamat yang dituju tidak benar. Silakan periksa kembali.
body-cut-off = Kiriman terputus sebelum lengkap. Silakan periksa sambungan internet Anda, lalu kirim lagi.
cross-site = Kiriman dari situs lain
    .detail = Formulir ini tidak dikirim dari situs helpdesk, sehingga tidak kami terima. Silakan buka formulir dari
        halaman ini, lalu isi dan kirim kembali.
not-found = Tidak ditemukan
    .detail = Alamat yang dituju tidak ada. Silakan periksa kembali penulisannya.
method-not-allowed = Cara akses tidak didukung
    .detail = Alamat ini ada, tetapi tidak melayani cara akses yang dipakai.
too-slow = Waktu pengiriman habis
    .detail = Pengiriman berlangsung terlalu lama. Data Anda belum tersimpan. Silakan periksa sambungan internet Anda,
        lalu kirim lagi.
too-large = Kiriman terlalu besar
    .detail = Ukuran kiriman paling besar { $most } KB.
invalid-fields = Ada isian yang perlu diperbaiki
    .detail = Data Anda belum tersimpan. Silakan perbaiki isian yang disebutkan, lalu kirim lagi.
too-many-requests = Terlalu banyak percobaan
    .seconds = Terlalu banyak percobaan. Silakan coba lagi dalam { $seconds } detik.
    .minutes = Terlalu banyak percobaan. Silakan coba lagi dalam { $minutes } menit.
waiting-room = Anda dalam antrean
    .why = Saat ini sangat banyak orang membuka halaman ini. Supaya semua terlayani dengan baik, Anda masuk bergiliran.
    .turn = Perkiraan giliran Anda pukul { $at } WIB
    .left = Kurang lebih { $minutes } menit lagi.
    .stay = Biarkan halaman ini terbuka. Halaman yang Anda tuju terbuka sendiri saat giliran Anda tiba.
    .kept = Giliran Anda tersimpan di peramban ini. Memuat ulang halaman tidak mengubahnya.
    .inside = Setelah masuk, Anda tidak perlu mengantre lagi selama 12 jam.
waiting-room-meanwhile-html = Sambil menunggu, Anda dapat <a href="/faq">mencari jawaban di FAQ</a> atau <a
    href="/status">melihat status tiket</a>.
no-turns-left = Antrean sedang penuh
    .detail = Terlalu banyak orang sedang mengantre. Silakan kembali 15 menit lagi.
unavailable = Layanan sedang terganggu
    .detail = Layanan sedang terganggu. Data Anda belum tersimpan. Silakan coba lagi sebentar lagi.
internal = Terjadi kesalahan pada sistem kami
    .detail = Mohon maaf, permintaan Anda belum dapat kami proses. Silakan coba lagi. Bila tetap terjadi, sampaikan kode
        trace_id ini kepada petugas.

## Parts of forms

summary-title = Ada yang perlu diperbaiki
captcha-title = Kode CAPTCHA
    .help = Ketik 5 huruf atau angka pada gambar. Huruf besar dan kecil sama saja. Kode berlaku 30 menit.
    .picture = Gambar kode CAPTCHA. Bila tidak terlihat, dengarkan kodenya.
    .sound = Dengarkan kode CAPTCHA
    .another = Ganti kode
    .label = Masukkan kode CAPTCHA
    .solved = Kode ini sudah benar dan masih berlaku.
document-rule = PDF atau JPG, paling besar 200 KB.
document-kept = tetap terlampir. Pilih berkas lain hanya bila ingin menggantinya.
count-most = Paling banyak { $most } karakter.
count-left = Sisa { $n } karakter dari { $most }.
count-over = Kelebihan { $n } karakter dari { $most }.
choose-one = Pilih salah satu
known-country = Negara “{ $entry }” sudah ada di daftar kami. Bila kotanya juga ada, Anda tidak perlu mengirim aduan.
known-city = Kota “{ $entry }” sudah ada di daftar kami. Bila negaranya juga ada, Anda tidak perlu mengirim aduan.
known-university = Perguruan tinggi “{ $entry }” sudah ada di daftar kami dan tidak perlu diadukan. Bila program
    studinya yang tidak ditemukan, silakan lanjutkan.
known-programme = Program studi “{ $entry }” sudah ada di daftar kami. Bila perguruan tingginya juga ada, Anda tidak
    perlu mengirim aduan.
suggestions-count = { $n } saran. Pilih dengan panah atas dan bawah, lalu Enter.
matches-title = Yang ada di daftar kami:
matches-agency = Bila instansi Anda ada di daftar ini, tulis namanya persis seperti di atas.
matches-other = Bila yang Anda cari ada di daftar ini, tulis persis seperti itu saat mendaftar. Anda tidak perlu
    mengirim aduan.
look-into-list = Periksa di daftar

## What is wrong with a field

fault-unknown-field = Isian ini tidak ada pada formulir ini. Hapus isian ini, lalu kirim kembali.
fault-repeated = Isian ini dikirim lebih dari satu kali. Kirim satu kali saja.
fault-missing-document = { $label } belum dilampirkan.
fault-not-chosen = { $label } belum dipilih.
fault-not-filled = { $label } belum diisi.
fault-too-long = { $label } paling banyak { $max } karakter, sedangkan yang Anda tulis { $found } karakter. Singkatkan
    isinya, lalu kirim kembali.
fault-digit-count = { $label } terdiri atas { $expected } angka; Anda menulis { $found }.
fault-not-digits = { $label } hanya boleh berisi angka; spasi, titik, dan tanda hubung di antaranya tidak apa-apa. Hapus
    huruf atau tanda lain.
fault-not-a-name = { $label } hanya boleh berisi huruf, spasi, dan tanda . , ' -. Tulis nama seperti pada KTP, tanpa
    angka atau tanda lain.
fault-mixed-scripts = { $label } memuat huruf yang mirip huruf Latin tetapi berasal dari aksara lain, atau mencampur
    beberapa aksara. Ketik ulang dengan huruf Latin seperti pada KTP.
fault-not-a-number = { $label } hanya boleh berisi huruf, angka, dan tanda - . /. Hapus tanda lain.
fault-line-break = { $label } harus ditulis dalam satu baris. Hapus baris barunya.
fault-hidden-character = { $label } memuat karakter kendali yang tidak terlihat, { $place }. Hapus bagian itu saja, lalu
    ketik ulang.
fault-not-a-date = { $label } ini tidak ada di kalender. { $example }
fault-unreadable-date = { $label } belum terbaca sebagai tanggal. { $example }
fault-two-digit-year = Tahun pada { $label } harus lengkap empat angka. { $example }
fault-in-future = { $label } belum terjadi. Periksa kembali tahun lahir Anda.
fault-too-young = Menurut { $label } ini Anda belum berusia { $years } tahun. Periksa kembali tahun lahir Anda.
fault-too-old = Menurut { $label } ini Anda berusia lebih dari { $years } tahun. Periksa kembali tahun lahir Anda.
fault-unknown-option = Isian { $label } tidak ada dalam daftar. Pilih salah satu: { $options }.
date-example = Tulis tanggal, bulan, dan tahun, misalnya 31-12-1995, 31/12/1995, atau 31 Desember 1995.
place-at-start = di awal
place-after = setelah karakter ke-{ $after }
place-at-start-of-line = pada baris ke-{ $line }, di awal
place-after-in-line = pada baris ke-{ $line }, setelah karakter ke-{ $after }
to-do-choose = Pilih { $label }
to-do-fill = Isi { $label }
text-required = Bagian ini wajib diisi.
text-too-long = Teks ini terlalu panjang: { $found } karakter, paling banyak { $max } karakter.
text-hidden-character = Bagian ini memuat karakter kendali yang tidak terlihat, { $place }. Hapus bagian itu saja, lalu
    ketik ulang.
text-line-break = Bagian ini harus ditulis dalam satu baris. Hapus baris barunya.
text-not-right = Bagian ini belum benar. Silakan periksa kembali.

## The home page

home-title = Ada kendala saat mendaftar SSCASN?
home-lead = Kami bantu dalam tiga langkah. Tidak perlu login, dan tidak dipungut biaya.
home-way = Alur helpdesk
home-faq = Baca FAQ
    .about = Banyak pertanyaan sudah ada jawabannya.
    .search = Cari di FAQ
    .example = lupa kata sandi
    .button = Cari
    .all = Semua pertanyaan
home-form = Isi formulir
    .choose = Pilih formulir
home-form-about-html = Belum terjawab? Pilih formulir yang sesuai di bawah. Anda mendapat nomor tiket, dan jawaban
    paling lama <span class="nowrap">2 × 24 jam</span>{ $rests ->
        [yes] {" "}pada hari kerja
       *[no] {""}
    }.
home-status = Cek status
    .about = Lihat sampai di mana aduan Anda dengan nomor tiket dan NIK.
    .link = Cek status tiket

## The status of a ticket

status-not-found-help = Nomor tiket ada di halaman tanda terima. NIK harus sama dengan yang diisi pada formulir.
status-unknown-ticket = Nomor Tiket atau NIK yang Anda gunakan salah, silahkan cek kembali!
status-wrong-nik = Silahkan cek kembali NIK Anda!
status-not-answered = Nomor Tiket tersebut belum dijawab!
status-mistyped = Nomor Tiket salah ketik: ada angka yang tertukar atau keliru. Samakan lagi dengan tanda terima Anda.
status-too-many-tries = Nomor Tiket atau NIK sudah terlalu sering salah. Demi keamanan data, silakan coba lagi nanti.
    Samakan dahulu Nomor Tiket dengan tanda terima, dan NIK dengan yang Anda isikan pada formulir.
status-over = Demi keamanan data Anda, halaman tiket hanya terbuka 15 menit. Isi lagi nomor tiket dan NIK untuk
    melihatnya.
status-invalid-fields = Silakan perbaiki isian yang disebutkan, lalu coba lagi.
status-unavailable = Status tiket sedang tidak dapat diperiksa. Tiket Anda tetap tersimpan. Silakan coba lagi sebentar
    lagi.
status-number = Nomor tiket
    .help = Tulis angka seperti pada tanda terima, misalnya 70 2026 1129 0000 0422. Spasi boleh ada, boleh tidak.
    .required = Nomor tiket belum diisi.
status-nik = NIK
    .help = Tulis 16 angka NIK yang Anda isikan pada formulir.
    .required = NIK belum diisi.
status-unsent = Pesan Anda belum terkirim
    .label = Tulisan Anda
    .button = Kirim lagi
    .over = Halaman tiket sudah terlalu lama terbuka, sehingga pesan Anda belum terkirim. Salin dahulu tulisan di bawah
        ini, lalu isi lagi nomor tiket dan NIK, dan tempelkan di halaman tiket.
    .away = Pesan Anda belum terkirim karena layanan sedang terganggu. Tulisan Anda masih ada di halaman ini. Tunggu
        sebentar, lalu kirim lagi: pesan tidak akan tercatat dua kali.
    .too-late = Pesan Anda belum terkirim. Pesan lanjutan hanya dapat dikirim dalam 14 hari setelah jawaban. Bila masih
        ada masalah, kirim formulir yang sama sebagai aduan baru.
status-number-before = Nomor tiket{" "}
status-overdue = Jawaban seharusnya sudah ada pada { $due }. Mohon maaf, petugas masih mengerjakannya; tiket Anda tetap
    tersimpan.
status-due = Jawaban paling lambat { $due }.
status-waits = Menunggu jawaban Anda
    .step = Petugas menunggu balasan Anda.
    .rests = Tiket menunggu balasan Anda. Batas waktu jawaban berhenti sampai balasan Anda kami terima.
status-question = Pertanyaan petugas
    .asks = Petugas bertanya kepada Anda
    .when = Ditanyakan
    .late = Batas waktu balasan, { $until }, sudah lewat, dan petugas melanjutkan dengan yang sudah diketahui. Anda masih
        dapat membalas selama tiket belum dijawab.
status-question-until-html = Balas paling lambat <strong>{ $until }</strong>. Selama itu tiket Anda menunggu balasan, dan
    batas waktu jawaban kami ikut mundur. Setelahnya petugas melanjutkan dengan yang sudah diketahui.
status-reply = Balasan Anda
    .help = Dibaca petugas yang bertanya, dan hanya dapat dikirim satu kali. Jangan menulis NIK atau Nomor KK.
    .required = Tulis dahulu balasan Anda.
    .send = Kirim balasan
    .already = Tulisan ini belum terkirim: pertanyaan itu sudah Anda balas sebelumnya, dan hanya dapat dibalas satu kali.
        Isi lagi nomor tiket dan NIK untuk melihat balasan yang sudah kami terima.
    .too-late = Balasan Anda belum terkirim karena tiket sudah dijawab atau pertanyaannya sudah berganti. Salin dahulu
        tulisan di bawah ini, lalu isi lagi nomor tiket dan NIK untuk melihat keadaan tiket sekarang.
status-frozen = Pengaduan Anda disetujui. Akun dengan NIK Anda dibekukan sejak { $at }.
    .waits = Tidak ada yang dapat masuk ke akun itu. Petugas lain masih memastikan penghapusannya, dan pemilik akun dapat
        menyampaikan keberatan.
    .removed = Tidak ada yang dapat masuk ke akun itu. Akunnya dihapus mulai { $at }, kecuali pembekuannya dibatalkan.
        Setelah itu Anda dapat membuat akun sendiri.
status-came-back = Pesan lanjutan Anda sudah kami terima.
    .overdue = Jawaban seharusnya sudah ada pada { $due }. Mohon maaf, petugas masih mengerjakannya.
    .due = Petugas membacanya kembali. Jawaban paling lambat { $due }.
status-corrects = memperbaiki jawaban sebelumnya
status-answer = Jawaban Admin Helpdesk
    .old = Jawaban lama, tidak berlaku lagi
    .at = Tanggal Jawaban
status-follow-up = Pesan lanjutan Anda
    .at = Dikirim
    .form = Pesan lanjutan
    .label = Apa yang belum terbantu?
    .help = Tulis yang masih kurang. Pesan ini dibaca petugas yang menjawab dan hanya dapat dikirim satu kali.
    .required = Tulis dahulu apa yang belum terbantu.
    .card-number = Tulisan ini memuat 16 angka berurutan seperti NIK atau Nomor KK. Hapus angka itu: petugas sudah
        melihat NIK dan Nomor KK pada aduan Anda.
    .button = Kirim ke petugas
status-helped = Sudah terbantu?
    .yes = Ya
    .no = Belum
    .yes-change = Ya, sudah terbantu
    .no-change = Belum terbantu
    .help = Jawaban Anda membantu kami memperbaiki layanan, dan dapat diubah sampai { $until }.
status-said-yes-html = Anda menjawab <strong>Ya</strong>. Terima kasih. Pilihan ini dapat diubah sampai { $until }.
status-said-no-html = Anda menjawab <strong>Belum</strong>. Pilihan ini dapat diubah sampai { $until }.
status-code-shown = Lihat kode jawaban pengaman dua
status-way = Perjalanan tiket
    .sent = Aduan Anda kami simpan.
    .received = Aduan sampai di petugas.
    .processing = Petugas memproses aduan.
    .answered = Jawaban dapat dibaca di sini.
    .done = Selesai
    .not-yet = Belum
status-sent = Aduan Anda
    .at = Tanggal Pertanyaan { $at }
    .told-at = Kabari saya di
    .not-shown = Tidak ditampilkan
    .file = Berkas { $kind }, { $size } KB
status-enter = Masukkan nomor tiket dan NIK
status-another = Cek tiket lain
status-look-up = Cek Status Aduan
status-lost = Nomor tiket hilang?
    .about = Demi keamanan data Anda, nomor tiket tidak dapat dicari dengan NIK saja. Periksa potret layar, cetakan,
        atau riwayat peramban Anda.
    .again = Bila tetap tidak ada, kirim kembali formulir yang sama sebagai aduan baru, lalu simpan nomornya.
status-lost-letters-html = Bila Anda mencantumkan email atau nomor HP saat mengirim aduan, <a href="/nomor-tiket">minta
    nomornya dikirimkan ke sana</a>.

## The guidance for people whose population data is wrong (manual 2023, A.1)

guidance-title = HUBUNGI DUKCAPIL
guidance-notice = Form ini bersifat pendataan. Untuk NIK, Nomor KK, nama, tempat lahir, atau tanggal lahir yang tidak
    ditemukan atau tidak sesuai, Anda memiliki 2 pilihan penyelesaian:
guidance-dinas = Dinas Dukcapil { $regency }, Provinsi { $province }
    .own = Dinas Dukcapil Kabupaten/Kota Anda
    .step = Hubungi { $dinas } untuk konsolidasi data.
    .moved = Hubungi { $dinas } untuk konsolidasi data. Wilayah ini kami baca dari NIK Anda; bila Anda sudah pindah,
        datanglah ke Dinas Dukcapil tempat tinggal Anda sekarang.
guidance-call = Hubungi Call Center HALO DUKCAPIL dan kirimkan data berikut:
    .nik = NIK
    .name = Nama Lengkap
    .kk = Nomor Kartu Keluarga
    .phone = Nomor Telepon
    .problem = Permasalahan
    .centre = Call Center HALO DUKCAPIL

## The list of forms

forms-lead = Pilih yang paling sesuai dengan kendala Anda. Siapkan KTP dan Kartu Keluarga; beberapa formulir juga
    meminta foto atau PDF dokumen.
forms-guidance = Panduan langsung
forms-status = Sudah punya nomor tiket? Lihat perjalanan aduan dan jawabannya di sini.

## A form

form-all-required = Semua isian wajib diisi, kecuali yang bertanda (opsional).
form-kept-here = Isian Anda disimpan sementara di perangkat ini sampai formulir terkirim atau tab ini ditutup. Memakai
    komputer bersama?
    .forget = Hapus isian
form-documents-rule-html = Setiap berkas paling besar <span class="nowrap">200 KB</span>, berupa PDF atau foto JPG.
form-documents = Foto yang lebih besar diperkecil otomatis di perangkat Anda sebelum dikirim.
    .kept = Dokumen yang sudah diterima masih terlampir selama 30 menit, jadi tidak perlu dipilih lagi.
    .lost = Dokumen belum tersimpan. Silakan pilih kembali berkas yang belum bertanda terlampir. Dokumen baru ikut
        tersimpan setelah kode CAPTCHA diisi dengan benar.
photo-working = Menyiapkan foto …
photo-fits = { $name }, { $size }: siap dikirim.
photo-shrunk = Foto diperkecil di perangkat Anda dari { $before } menjadi { $size }.
photo-converted = Foto diubah menjadi JPG, { $size }.
photo-look = Ketuk foto untuk memastikan tulisannya terbaca.
photo-without = Lanjut tanpa dokumen ini
photo-pdf-too-large = PDF ini { $before }, lebih dari 200 KB. Simpan ulang dengan ukuran lebih kecil, atau pilih foto
    JPG dari dokumennya: foto diperkecil otomatis.
photo-too-large = Foto ini tidak dapat diperkecil sampai 200 KB. Silakan foto ulang dengan ukuran lebih kecil.
photo-empty = Berkas ini kosong (0 KB). Buka dulu berkasnya di perangkat Anda, lalu pilih kembali.
photo-gone = Berkas ini tidak dapat dibaca lagi. Pilih kembali berkasnya.
photo-unreadable = Berkas ini tidak dapat dibuka sebagai foto. Silakan pilih foto JPG atau PDF.
photo-preview = Pratinjau { $label }
form-privacy-html = Data Anda hanya dipakai untuk menyelesaikan permasalahan ini. <a href="/privasi">Pemberitahuan
    privasi</a>
form-not-sent-yet = Belum dikirim: Anda melihat dahulu semua yang akan dikirim.
form-waiting = Diterima. Menyiapkan halaman untuk diperiksa …
notice-address = Email atau nomor HP
    .help = Kami kabari bila tiket Anda sudah dijawab. Isi jawabannya tetap hanya dapat dibaca di sini. Boleh
        dikosongkan.
    .email = Alamat email belum lengkap. Tulis misalnya siti@contoh.id.
    .mobile = Ini bukan email dan bukan nomor HP. Tulis misalnya siti@contoh.id atau 0812 3456 7890. Nomor luar negeri
        diawali tanda + dan kode negara.
captcha-missing = Kode CAPTCHA belum diisi.
captcha-wrong = Kode CAPTCHA belum sesuai. Gambarnya sudah kami ganti; masukkan kode yang baru. Isian lain tetap
    tersimpan di halaman ini.
captcha-expired = Kode CAPTCHA sudah kedaluwarsa karena hanya berlaku 30 menit. Masukkan kode dari gambar yang baru.
captcha-used = Kode CAPTCHA ini sudah dipakai untuk pengaduan lain. Masukkan kode dari gambar yang baru.
captcha-to-do = Isi kode CAPTCHA
form-attach = Lampirkan { $label }
form-unread = Dokumen lain dan kode CAPTCHA belum kami baca karena berkas itu terlalu besar. Pilih dan isi kembali.
form-away = Pengaduan belum tersimpan karena layanan sedang terganggu. Isian Anda masih ada di halaman ini. Tunggu
    sebentar, lalu coba lagi: pengaduan tidak akan tercatat dua kali.
form-too-slow = Pengiriman berlangsung terlalu lama, sehingga pengaduan belum tersimpan. Isian yang sudah kami terima
    masih ada di halaman ini. Periksa kembali semuanya, pilih dokumen yang lebih kecil bila ada, lalu coba lagi di
    tempat dengan sinyal lebih baik.
form-busy = Helpdesk sedang sangat ramai, sehingga pengaduan belum tersimpan. Isian Anda masih ada di halaman ini.
    Tunggu sebentar, lalu coba lagi.
form-outcome-unknown = Layanan terputus saat pengaduan disimpan, sehingga hasilnya belum pasti. Tekan Kirim lagi: bila
    pengaduan sudah tersimpan, nomor tiket yang sama akan ditampilkan.
form-not-now = { $when } Pengaduan belum tersimpan, tetapi isian Anda masih ada di halaman ini.
kept-file = Berkas { $kind }
form-no-form = Isian tidak dapat dibaca. Muat ulang halaman ini, lalu coba lagi.
form-broken = Susunan multipart/form-data rusak atau terputus. Silakan kirim kembali.
form-unavailable = Pengaduan belum tersimpan karena layanan sedang terganggu. Tunggu sebentar, lalu kirim kembali.
form-refused = Ada isian yang perlu diperbaiki

## Sending

trouble-title = Pengiriman belum selesai
sending-progress = Kemajuan pengiriman
    .cancel = Batalkan pengiriman
    .refused = Ada dokumen yang belum dapat dipakai. Pilih berkas lain di bagian Dokumen, lalu lanjutkan.
    .preparing = Menunggu foto selesai disiapkan …
    .going = Mengirim …
    .cancelled = Pengiriman dibatalkan. Isian Anda masih ada di halaman ini.
    .offline = Sambungan terputus. Isian Anda masih ada di halaman ini. Periksa internet Anda, lalu tekan { $button }
        lagi: pengaduan tidak akan tercatat dua kali.

## What arrives of a form with documents

upload-text-too-large = Isian ini melebihi { $kilobytes } KB. Persingkat isiannya, lalu kirim kembali.
upload-not-text = Isian ini harus berupa teks (UTF-8), bukan berkas.
upload-body-too-large = Seluruh kiriman paling besar { $kilobytes } KB. Perkecil dokumen yang dilampirkan (masing-masing
    paling besar { $each } KB), lalu kirim kembali.
upload-too-many-parts = Kiriman paling banyak memuat { $most } bagian. Kirim hanya isian dan dokumen yang diminta
    formulir.
upload-document-too-large = Dokumen { $label } lebih besar dari { $kilobytes } KB. Perkecil berkasnya, lalu kirim
    kembali.
upload-document-refused = Dokumen { $label }: { $why }

## Why a document is refused

document-empty = Berkas ini kosong. Silakan pilih kembali berkas yang benar, lalu unggah lagi.
document-too-large = Ukuran berkas ini lebih dari 200 KB. Silakan perkecil dahulu, misalnya dengan memindai ulang pada
    resolusi yang lebih rendah.
document-unknown-type = Berkas ini bukan foto JPEG atau dokumen PDF. Silakan simpan atau pindai ulang sebagai JPEG
    (.jpg) atau PDF, lalu unggah lagi.
document-jpeg-damaged = Foto JPEG ini rusak, atau mungkin terpotong saat dikirim, sehingga tidak dapat dibuka dengan
    lengkap. Silakan foto ulang atau simpan ulang sebagai JPEG biasa, lalu unggah lagi.
document-jpeg-too-many-pixels = Ukuran gambar foto ini terlalu besar untuk ditampilkan (paling besar 40 megapiksel).
    Silakan perkecil ukuran fotonya, lalu unggah lagi.
document-pdf-damaged = Dokumen PDF ini rusak, tidak lengkap, atau susunannya tidak jelas sehingga tidak dapat dibaca
    dengan pasti. Silakan cetak ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi.
document-pdf-encrypted = Dokumen PDF ini terkunci dengan kata sandi sehingga petugas tidak dapat membukanya. Silakan
    hapus kata sandinya, lalu unggah lagi.
document-pdf-too-many-pages = Dokumen PDF ini lebih dari 100 halaman. Silakan kirim halaman yang diminta saja.
document-pdf-too-complex = Isi dokumen PDF ini terlalu besar atau terlalu rumit untuk ditampilkan. Silakan cetak ke PDF
    (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi.
document-pdf-script = Dokumen PDF ini berisi program (JavaScript), yang tidak kami terima demi keamanan. Silakan cetak
    ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi.
document-pdf-attachment = Dokumen PDF ini membawa berkas lain atau media di dalamnya, yang tidak kami terima demi
    keamanan. Silakan cetak ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi.
document-pdf-action = Dokumen PDF ini menjalankan perintah dengan sendirinya atau membuka hal di luar dokumen, yang
    tidak kami terima demi keamanan. Silakan cetak ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah
    lagi.
document-pdf-xfa = Dokumen PDF ini berupa formulir dinamis (XFA), yang tidak dapat ditampilkan dengan aman. Silakan
    cetak ke PDF (Print to PDF) atau pindai ulang dokumennya, lalu unggah lagi.

## The page that shows all that will be sent

check-title = Periksa sebelum mengirim
    .questions = Apakah sudah benar?
    .so-be-it = Bila memang begitu, aduan tetap dapat dikirim. Petugas akan memeriksanya.
    .confirm = Ya, sudah saya periksa dan tetap ingin mengirim
    .confirm-first = Beri tanda bahwa yang tidak biasa sudah Anda periksa, atau ubah isiannya.
    .empty = Tidak diisi
    .change = Ubah
    .not-attached = Tidak dilampirkan
    .look = Lihat foto
    .failed = Foto belum dapat ditampilkan. Periksa internet Anda, lalu coba lagi.
    .then = Setelah dikirim, isinya tidak dapat diubah lagi. Anda mendapat nomor tiket.
    .waiting = Terkirim. Menunggu nomor tiket …
check-lead-html = Aduan Anda <strong>belum terkirim</strong>. Periksa semuanya, lalu tekan Kirim di bawah.
question-region = Enam angka pertama NIK bukan kode wilayah yang kami kenal. Apakah NIK sudah sama dengan KTP Anda?
question-birth-date = Tanggal lahir pada NIK berbeda dengan tanggal lahir yang diisi. Apakah keduanya sudah sama
    dengan KTP Anda?
question-title = Nama tampaknya memuat gelar, padahal diminta tanpa gelar. Apakah nama sudah seperti pada KTP Anda?
question-known = Semua yang Anda isikan sudah ada di daftar kami, sehingga tidak perlu diadukan. Apakah Anda tetap ingin
    mengirim aduan ini?

## The receipt

receipt-title = Nomor tiket Anda
    .thanks = Aduan Anda telah kami terima
    .keep = Simpan nomor tiket ini.
    .keep-why = Nomor tiket dan NIK diperlukan untuk melihat jawaban. Salin, potret layar, atau cetak halaman ini.
    .next = Apa yang terjadi selanjutnya
    .passed-on = Aduan Anda diteruskan ke petugas yang dapat menyelesaikannya.
    .examined = Petugas memeriksa data Anda.
    .examined-documents = Petugas memeriksa data dan dokumen Anda.
    .never = Kami tidak menelepon, mengirim SMS, atau meminta kata sandi Anda.
    .status = Cek status tiket
    .reach = Menghubungi helpdesk
    .reach-how = Sebutkan nomor tiket Anda. Jangan kirimkan foto KTP lewat media sosial.
receipt-answer-html = Jawaban muncul di halaman Cek Status paling lambat <strong>{ $due }</strong>.
receipt-scan-html = Pindai untuk membuka Cek Status dengan nomor ini, atau buka <span
    class="qr__address">{ $address }</span>.
copy-number = Salin nomor tiket
    .done = Nomor tiket sudah disalin.
    .failed = Nomor belum dapat disalin. Tekan lama pada nomornya, lalu pilih Salin.
guidance-page = Hubungi Dukcapil
    .recorded = Pendataan Anda tercatat dengan nomor tiket
    .after = Data Dukcapil diperbaiki oleh Dukcapil, bukan oleh helpdesk. Setelah konsolidasi selesai, coba kembali
        pendaftaran Anda.

## The same was sent before

duplicate-title = Aduan ini sudah ada
    .heading = Aduan Anda yang sama sudah ada
    .stage = Tahap
    .sent = Dikirim
    .own = Anda tidak perlu mengirim lagi: satu aduan cukup, dan mengirim ulang tidak mempercepat jawaban. Simpan nomor
        tiket ini.
    .own-status = Cek status tiket ini
    .open = Aduan yang lama masih terbuka
    .open-about = Anda tidak perlu mengirim lagi: satu aduan cukup, dan mengirim ulang tidak mempercepat jawaban. Lihat
        statusnya dengan nomor tiket pada tanda terima Anda.
    .open-safe = Demi keamanan data Anda, nomor dan tahapnya tidak kami tampilkan di sini. Bila tanda terimanya hilang,
        kirim aduan ini sebagai tiket baru di bawah.
    .open-status = Cek status tiket
    .changed = Ada yang berubah?
    .changed-about = Bila data atau ceritanya berbeda dari aduan sebelumnya, Anda tetap dapat mengirimnya sebagai tiket
        baru.
    .documents = Dokumen perlu dipilih kembali sebelum dikirim.
    .send = Tetap kirim karena ada yang berubah
    .back = Kembali ke isian

## Forms that cannot be filed

closed-title = { $title } ditutup sementara
    .heading = Formulir ini ditutup sementara
    .unknown = Waktu pembukaan kembali belum diketahui. Silakan kunjungi halaman ini lagi nanti.
closed-until-html = Formulir dibuka kembali pada <strong class="nowrap">{ $at }</strong>.
closed-meanwhile-html = Sementara itu, Anda dapat <a href="/faq">mencari jawaban di FAQ</a> atau <a
    href="/status">mengecek tiket yang sudah dikirim</a>.
form-closed = Formulir ini sedang ditutup
form-closed-until = { $reason }. Formulir dibuka kembali pada { $at } WIB. Data Anda tidak disimpan.
form-closed-for-now = { $reason }. Waktu pembukaan kembali belum diketahui. Data Anda tidak disimpan; silakan periksa
    lagi nanti.
self-service-title = { $title } belum tersedia
    .heading = Layanan mandiri ini belum tersedia di sini
    .now = Tidak ada data Anda yang disimpan. Yang dapat Anda lakukan sekarang:
    .try = Periksa kembali NIK dan kata sandi (password) yang diketik, termasuk huruf besar dan kecil, lalu coba login
        lagi di sscasn.bkn.go.id.
self-service-form-html = Lupa jawaban pengaman satu maupun dua? Gunakan formulir <a
    href="/formulir/lupa-jawaban-pengaman-2">Lupa Jawaban Pengaman Dua</a>: petugas menjawab paling lama <span
    class="nowrap">2 × 24 jam</span>{ $rests ->
        [yes] {" "}pada hari kerja
       *[no] {""}
    }.
self-service-faq-html = Baca <a href="/faq?q=lupa+kata+sandi">jawaban tentang lupa kata sandi</a> di FAQ.

## A lost number

lost-title = Nomor tiket hilang
    .about = Kami kirimkan nomornya ke email atau nomor HP yang Anda cantumkan saat mengirim aduan. Demi keamanan data
        Anda, nomornya tidak ditampilkan di halaman ini.
    .same = Isi sama seperti pada formulir yang Anda kirim.
    .section = Kirim permintaan
    .button = Kirimkan nomornya
    .away = Permintaan belum kami terima karena layanan sedang terganggu. Tunggu sebentar, lalu coba lagi.
lost-no-address-html = Tidak mencantumkan email atau nomor HP? Periksa potret layar, cetakan, atau riwayat peramban
    Anda. Bila tetap tidak ada, kirim kembali <a href="/formulir">formulir yang sama</a>, lalu simpan nomornya.
lost-asked-title = Permintaan nomor tiket diterima
    .heading = Permintaan kami terima
    .then = Bila data Anda sama dengan data pada tiket, dan Anda dulu mencantumkan email atau nomor HP, nomor tiketnya
        sampai di sana dalam beberapa menit. Untuk email, periksa juga folder spam.
lost-asked-again-html = Belum sampai setelah satu jam? Periksa kembali data Anda, lalu <a href="/nomor-tiket">minta
    sekali lagi</a>, atau kirim kembali <a href="/formulir">formulir yang sama</a>.

## The FAQ

faq-title = Pertanyaan yang sering diajukan
    .results-in-title = Hasil pencarian –{" "}
    .form = Formulir
    .kinds = Pilih menurut jenis pelamar
    .count = { $count } pertanyaan
    .all = Semua FAQ
    .topics = Topik
    .updated = Diperbarui { $day }
    .example = Cari, misalnya: lupa kata sandi
    .none = Belum ada jawaban untuk “{ $query }”
    .some = Hasil untuk “{ $query }”
faq-language = Pertanyaan dan jawaban di sini ditulis dalam bahasa Indonesia.
faq-other-words-html = Coba kata lain yang lebih singkat, misalnya <a href="/faq?q=kata+sandi">kata sandi</a> atau <a
    href="/faq?q=kartu+keluarga">kartu keluarga</a>. Bila tetap tidak ada, <a href="/formulir">pilih formulir</a> yang
    sesuai.
faq-no-answer-html = Belum terjawab? <a href="/formulir">Pilih formulir yang sesuai</a>.
faq-no-answer-here-html = Belum terjawab? <a href="/formulir">Pilih formulir yang sesuai</a>, atau cari di seluruh FAQ:

## The privacy notice

privacy-title = Pemberitahuan privasi
    .lead = Singkatnya: kami hanya meminta yang diperlukan untuk menyelesaikan aduan Anda, menyimpannya terenkripsi, dan
        tidak memakainya untuk hal lain.
privacy-what = Data yang disimpan
    .fields = Isian formulir: nama, NIK, Nomor KK, tempat dan tanggal lahir, serta isian lain yang diminta formulir itu,
        termasuk kronologi atau aduan.
    .documents = Dokumen yang Anda lampirkan. Keterangan tersembunyi pada foto, misalnya lokasi pengambilan, dibuang.
    .address = Email atau nomor HP, bila Anda mengisinya agar dikabari.
    .ticket = Nomor tiket, waktu pengiriman, perjalanan tiket, dan jawaban petugas.
    .no-trackers = Situs ini tidak memasang cookie pelacak, iklan, atau layanan pihak lain. Foto yang terlalu besar
        diperkecil di perangkat Anda sendiri.
    .language = Bila Anda memilih bahasa lain lewat tautan, peramban Anda menyimpan pilihan itu dalam satu cookie yang
        hanya berisi bahasanya, selama satu tahun.
privacy-why = Mengapa
    .decides = Data tidak dipakai untuk keputusan otomatis dan tidak menentukan hasil seleksi.
privacy-why-html = Untuk memeriksa dan menjawab aduan Anda sebagai pelamar SSCASN. Jawabannya terbuka bagi siapa pun
    yang memegang nomor tiket <strong>dan</strong> NIK Anda: simpan nomor tiket untuk diri sendiri.
privacy-who = Siapa yang melihatnya
    .only = Hanya petugas pada meja yang menyelesaikan aduan itu:
    .bkn = Badan Kepegawaian Negara (BKN) untuk perbaikan data dan akun SSCASN;
    .kemendikbud = Kemendikbud Ristek untuk data guru;
    .agencies = instansi yang dilamar untuk pengaduan ke instansi.
    .address = Email atau nomor HP untuk kabar tidak ditampilkan kepada petugas. Kabar itu hanya menyebut bahwa tiket
        Anda sudah dijawab, tanpa isi jawabannya.
    .recorded = Setiap kali petugas membuka aduan atau dokumen, pembukaannya dicatat. Tiket yang hanya tampak dalam
        daftar atau hasil pencarian, dengan empat angka terakhir NIK dan kabupaten/kotanya, juga dicatat. Formulir
        yang hanya berupa panduan Dukcapil dijawab secara otomatis tanpa mengirim data Anda ke Dukcapil.
privacy-safe = Bagaimana dijaga
    .sealed = Isian, dokumen, dan jawaban dienkripsi dengan kunci tersendiri untuk setiap tiket. Data pribadi tidak
        ditulis dalam catatan sistem, pesan antarlayanan, atau alamat halaman. Nomor tiket tidak dapat ditebak dari
        nomor lain. Siapa yang mencoba nomor tiket atau NIK yang salah berkali-kali dihentikan untuk sementara;
        jaringan lain, termasuk Anda, tetap dapat membuka jawabannya.
    .same = Bila formulir yang sama dikirim lagi dengan data Anda, kami hanya memberi tahu bahwa masih ada aduan
        terbuka, tanpa nomor dan tahapnya.
privacy-long = Berapa lama
    .data = Data
    .kept = Disimpan
    .content = Isian, dokumen, pesan lanjutan, dan jawaban tiket
    .content-address = Isian, dokumen, alamat kabar, pesan lanjutan, dan jawaban tiket
    .content-kept = { $period } sejak dikirim, lalu dihapus otomatis
    .frame = Nomor tiket, jenis formulir, waktu, dan catatan siapa yang membuka tiket
    .frame-kept = seterusnya, tanpa isi, nama, atau NIK
    .keys = Cadangan kunci tiket
    .keys-kept = 7 hari
    .drafts = Dokumen dari formulir yang belum berhasil dikirim
    .drafts-kept = dapat dipakai lagi selama 30 menit, lalu dihapus dalam waktu sekitar satu jam
    .resends = Tanda agar kiriman ulang tidak menjadi tiket ganda
    .wrong = Hitungan nomor tiket atau NIK yang salah, beserta sandi jaringan asalnya (alamat aslinya tidak disimpan)
    .wrong-kept = paling lama 1 jam, lalu dihapus dalam setengah jam
    .filed = Hitungan aduan yang dikirim dari satu jaringan dan dengan satu NIK, dalam bentuk sandi
    .filed-kept = 1 hari, lalu dihapus dalam setengah jam
    .searched = Kata yang dicari di FAQ tanpa hasil, terpisah satu per satu, tanpa siapa yang mengetiknya. Kata yang
        tidak kami kenal baru tersimpan setelah diketik dari lima jaringan
    .receipt = Halaman tanda terima
    .receipt-kept = dapat dibuka selama 30 hari
    .erased = Saat sebuah tiket dihapus, isi, jawaban, dokumen, dan kuncinya dimusnahkan. Setelah cadangan kuncinya
        ikut terhapus, paling lama 7 hari kemudian, salinan yang tersisa dalam cadangan lain tidak dapat dibaca lagi
        oleh siapa pun.
privacy-rights = Hak Anda
    .law = Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi memberi Anda hak, antara lain, untuk
        memperoleh informasi tentang pemakaian data Anda, memperbaikinya, mendapatkan salinannya, membatasi
        pemrosesannya, serta meminta penghapusannya.
    .use = Untuk menggunakannya, sampaikan nomor tiket Anda kepada pengelola helpdesk. Jangan kirimkan foto KTP lewat
        media sosial.
    .use-at = Untuk menggunakannya, sampaikan nomor tiket Anda kepada pengelola helpdesk, { $name }. Jangan kirimkan
        foto KTP lewat media sosial.
privacy-accounts = Akun pelamar
    .what = Bila Anda membuat akun, kami menyimpan data KTP dan ijazah yang Anda isi, email, nomor HP, scan KTP, dan
        swafoto. NIK, Nomor KK, nama, tempat lahir, dan tanggal lahir Anda dicocokkan dengan data Dukcapil, yang hanya
        menjawab sesuai atau tidak.
    .safe = Semuanya dienkripsi dengan kunci tersendiri untuk setiap akun. Password dan jawaban pengaman disimpan dalam
        bentuk yang tidak dapat dibaca lagi. Untuk menjaga akun Anda, kami mencatat kapan dan dengan peramban apa Anda
        masuk.
    .long = Yang tidak Anda lanjutkan menjadi akun dihapus paling lama sehari kemudian. Akun beserta berkasnya dihapus
        dua tahun setelah pendaftaran akun ditutup. Akun yang dihapus karena NIK-nya didaftarkan orang lain dimusnahkan
        90 hari kemudian; catatan pengaduannya, yang tidak memuat data terbaca, disimpan dua tahun.
period-unknown = Selama ditetapkan pengelola
period-years = { $years } tahun
period-days = { $days } hari

## Accounts of applicants

nav-account-create = Buat akun
nav-helpdesk = Helpdesk
foot-account-about = Akun SSCASN adalah jalan masuk ke pendaftaran seleksi calon aparatur sipil negara. Pengumuman resmi
    ada di
account-create = Buat akun { $period }
account-until = Akun dapat dibuat sampai { $at }.
account-step-1 = Langkah 1: Pengecekan Identitas
    .about = Siapkan KTP, Kartu Keluarga (KK), dan ijazah Anda. Isi dengan data Anda sendiri, sama persis dengan KTP dan
        KK.
account-identity = Identitas
    .about = Kami mencocokkan kelima data ini dengan data kependudukan di Dukcapil.
account-contact = Kontak
    .about = Kami kirimkan pemberitahuan tentang akun Anda ke sini. Pakai nomor dan email yang selalu dapat Anda buka.
account-phone = Nomor Handphone Aktif
    .help = Misalnya 0812 3456 7890. Nomor luar negeri diawali tanda + dan kode negara.
    .missing = Nomor Handphone Aktif belum diisi. Tulis misalnya 0812 3456 7890.
account-email = Email Aktif
    .help = Misalnya siti@contoh.id.
    .missing = Email Aktif belum diisi. Tulis misalnya siti@contoh.id.
account-privacy = Data Anda dicocokkan dengan data Dukcapil dan disimpan tersandi. Yang tidak Anda lanjutkan menjadi akun
    dihapus paling lama sehari kemudian; akun, scan KTP, dan swafoto dihapus dua tahun setelah pendaftaran ditutup.
account-check = Periksa data
account-too-many = Terlalu banyak percobaan dari jaringan Anda. Coba lagi pukul { $at } WIB. Isian Anda tetap tersimpan di
    halaman ini.
account-away = Layanan akun sedang terganggu
    .detail = Data Anda belum kami terima. Tunggu sebentar, lalu coba lagi.
account-not-yet = Pendaftaran akun belum dibuka
    .about = Akun { $period } dapat dibuat mulai { $from } sampai { $to }.
    .unknown = Waktu pembukaannya belum ditetapkan. Pantau pengumuman di sscasn.bkn.go.id.
account-over = Pendaftaran akun sudah ditutup
    .about = Akun { $period } dapat dibuat sampai { $to }.
account-closed-help-html = Ada kendala lain? Lihat <a href="/faq">jawaban atas pertanyaan umum</a> atau <a
    href="/formulir">formulir helpdesk</a>.
account-not-found = NIK dan No KK tidak ditemukan
    .about = Data kependudukan di Dukcapil tidak memuat NIK dan Nomor KK yang Anda isi. Periksa kembali angkanya. Bila
        sudah sama dengan KTP dan KK, hubungi Dukcapil: BKN dan instansi tidak dapat mengubah data ini.
account-differs = Data tidak Sesuai
    .about = Ada data yang berbeda dengan data kependudukan di Dukcapil. Demi keamanan data Anda, kami tidak menunjukkan
        yang mana. Cocokkan kelima data dengan KTP dan KK. Bila sudah sama, hubungi Dukcapil.
account-too-many-niks = Terlalu banyak data yang berbeda untuk NIK ini
    .about = NIK ini sudah dicoba dengan sepuluh data yang berbeda. Coba lagi setelah 24 jam, dengan data yang sama persis
        dengan KTP dan KK. Sementara itu, tanyakan data Anda kepada Dukcapil.
account-edit = Perbaiki isian
account-dukcapil = Data sudah benar?
    .about = Hanya Dukcapil yang dapat memperbaiki data kependudukan. Ada dua cara:
account-record = Anda juga dapat mencatatkan kendala ini di helpdesk. Isian Anda kami bawa ke formulirnya.
    .button = Buka formulir { $title }
account-step-2 = Langkah 2: Lengkapi Data
account-pending = Layanan pengecekan data kependudukan sedang sibuk. Anda tetap dapat melanjutkan; data Anda kami periksa
    kemudian.
account-told = Data yang sudah Anda isi
    .change = Ubah data ini
account-cut-off = Kiriman Anda tidak sampai seluruhnya karena sambungan terputus atau terlalu lambat. Kirim sekali lagi.
account-busy = Sedang banyak yang membuat akun. Tunggu sebentar, lalu kirim sekali lagi; isian Anda tetap di
    halaman ini.
account-draft-changed = Data dari langkah 1 diubah di halaman lain, atau waktunya habis. Periksa datanya, lalu
    kirim sekali
    lagi.
account-no-file = Berkas ini tidak ada
account-diploma = Data sesuai ijazah
    .warning = Nama, tanggal lahir, dan jenis kelamin di sini menjadi dasar NIP Anda kelak. Isi dengan cermat.
account-diploma-name = Nama Tanpa Gelar (sesuai Ijazah)
    .help = Hanya nama, tanpa gelar seperti Drs. atau S.Kom.
    .title = Tulis nama tanpa gelar. Gelar diisi kemudian, saat mendaftar.
account-ktp-place = Tempat Lahir (sesuai KTP)
    .help = Sama persis dengan KTP.
account-diploma-place = Kab/Kota Lahir (sesuai Ijazah)
    .help = Nama kabupaten atau kota pada saat Anda lahir. Lahir di luar negeri: negara dan kota.
account-diploma-date = Tanggal Lahir (sesuai Ijazah)
    .help = Misalnya 17/08/1995.
account-gender = Jenis Kelamin
    .help = Sesuai KTP.
gender-male = Laki-laki
gender-female = Perempuan
account-pictures = KTP dan swafoto
account-pictures-rule-html = Setiap berkas paling besar <span class="nowrap">200 KB</span>.
account-ktp = Scan KTP atau Surat Keterangan Kependudukan
    .note = Seluruh kartu terlihat dan terbaca. Berupa PDF atau foto JPG.
    .too-small = Gambar KTP terlalu kecil untuk dibaca: paling sedikit 300 × 200 piksel. Pilih atau ambil foto lain.
account-selfie = Swafoto
    .note = Wajah terlihat jelas dari depan. Berupa foto JPG, bukan PDF.
    .missing = Swafoto belum dipilih. Ambil foto atau pilih berkasnya.
    .jpeg-only = Swafoto harus berupa foto JPG, bukan PDF. Ambil foto atau pilih berkas lain.
    .too-small = Swafoto terlalu kecil: paling sedikit 240 × 320 piksel. Ambil foto atau pilih berkas lain.
    .too-large = Swafoto memuat terlalu banyak piksel: paling banyak 16 megapiksel. Perkecil fotonya, atau pilih
        foto lain.
account-files-too-many = Terlalu banyak berkas diunggah. Tunggu seperempat jam, lalu unggah lagi.
account-no-camera = Tidak ada kamera di perangkat ini?
    .link = Ambil swafoto dengan ponsel
account-secrets = Password dan pertanyaan pengaman
    .warning = Catat dan simpan password, pertanyaan, dan jawaban Anda. Semuanya diperlukan untuk masuk dan bila
        Anda lupa
        password; kami tidak dapat menampilkannya lagi.
    .kept = Password dan jawaban Anda sudah tersimpan. Kosongkan keempat isiannya bila tidak ingin menggantinya.
account-password = Password
    .rules = Password memuat:
    .missing = Password belum diisi.
    .weak = Password belum cukup kuat:
account-password-again = Konfirmasi Password
    .differs = Konfirmasi tidak sama dengan password. Ketik ulang keduanya.
account-question-1 = Pertanyaan Pengaman 1
account-question-2 = Pertanyaan Pengaman 2
account-question-missing = Pertanyaan pengaman belum dipilih.
account-question-same = Kedua pertanyaan tidak boleh sama. Pilih pertanyaan lain.
account-answer-1 = Jawaban Pengaman 1
account-answer-2 = Jawaban Pengaman 2
account-answer-help = Paling sedikit 3 karakter. Huruf besar dan tanda baca tidak dibedakan.
account-answer-missing = Jawaban pengaman belum diisi.
account-not-made-yet = Akun belum dibuat. Pada langkah berikutnya Anda memeriksa semuanya sekali lagi.
camera-open = Ambil Foto dengan kamera
camera-live = Gambar dari kamera Anda
camera-take = Ambil Foto
camera-close = Batal
camera-taken = Foto yang baru diambil
camera-save = Simpan Foto
camera-again = Foto Ulang
camera-saved = Foto tersimpan di halaman ini.
camera-refused = Kamera tidak dapat dipakai. Izinkan kamera lewat ikon di sebelah alamat situs (Chrome atau
    Firefox), lalu coba
    lagi; atau pilih berkas foto, atau pakai ponsel.
account-step-3 = Langkah 3: Pengecekan Ulang Data
    .about = Periksa semuanya. NIK, KK, data KTP, scan KTP, dan swafoto tidak dapat diubah setelah akun dibuat.
account-sure = Apakah data Anda sudah benar?
    .about = Setelah Anda memilih Iya, akun dibuat dan data KTP tidak dapat diubah lagi.
    .yes = Iya
    .no = Tidak
account-hints = Perlu Anda periksa
account-hint-date = Tanggal lahir sesuai ijazah berbeda dengan KTP. Lanjutkan bila memang demikian.
account-hint-gender = Menurut NIK Anda, jenis kelaminnya berbeda. Lanjutkan bila pilihan Anda sudah sesuai KTP.
account-hint-place = Tempat lahir sesuai ijazah tidak kami kenal sebagai kabupaten atau kota di Indonesia
    sekarang. Lanjutkan bila
    namanya memang demikian saat itu, atau bila Anda lahir di luar negeri.
account-open-pdf = Buka berkas PDF
account-data = Data Anda
account-name = Nama Lengkap
account-place = Tempat Lahir
account-date = Tanggal Lahir
account-by-ktp = (sesuai KTP)
account-by-diploma = (sesuai Ijazah)
account-differs-from-ktp = Berbeda dengan KTP
account-stored = Tersimpan
account-process = Proses Pendaftaran Akun
account-back = Kembali
account-step-4 = Langkah 4: Pendaftaran Selesai
    .about = Akun { $period } Anda dibuat pada { $at }.
account-made-pending = Data kependudukan Anda masih diperiksa. Anda tidak perlu melakukan apa pun.
account-card = Kartu Informasi Akun
    .about = Simpan kartu ini. Isinya data akun Anda, tanpa password, jawaban pengaman, dan nomor KK.
    .button = Unduh Kartu Informasi Akun
    .hour = Halaman ini dapat dibuka di peramban ini selama satu jam.
account-made-next = Simpan kartu Anda, lalu masuk dengan NIK dan password yang baru Anda buat.
    .button = Lanjutkan Login Pendaftaran
account-card-help = Bantuan: helpdesk SSCASN, helpdesk.sscasn.bkn.go.id.
account-claim = Data Anda menunggu pemeriksaan
    .about = NIK ini sudah mempunyai akun, dan layanan pengecekan data kependudukan sedang tidak dapat ditanya.
        Bila nanti data
        Anda terbukti benar, akun ini menjadi akun Anda.
account-taken = NIK sudah terdaftar
    .about = Sudah ada akun dengan NIK ini untuk periode sekarang. Pilih yang sesuai:
    .sign-in = Saya yang mendaftar, dan masih ingat password-nya.
    .forgotten = Saya yang mendaftar, tetapi lupa password-nya.
    .not-me = Bukan saya yang mendaftar.
account-sign-in = Masuk
account-forgotten = Lupa password
account-not-me = Laporkan
account-phone-way = Ambil swafoto dengan ponsel
    .about = Pindai kode QR dengan ponsel Anda. Di ponsel terbuka satu halaman, hanya untuk mengambil swafoto.
    .show = Tampilkan kode QR
    .again = Buat kode baru
    .or = Atau ketik alamat ini di ponsel:
    .until = Berlaku sampai pukul { $at } WIB, untuk satu foto.
    .then = Setelah foto terkirim, kembali ke halaman langkah 2 dan lanjutkan. Foto sudah ada di sana.
account-phone-page = Ambil swafoto
    .send = Kirim swafoto
account-phone-done = Swafoto terkirim
    .about = Lanjutkan di perangkat tempat Anda membuat akun. Halaman ini boleh ditutup.
account-phone-over = Alamat ini tidak berlaku lagi
    .detail = Alamat untuk mengambil swafoto hanya berlaku sepuluh menit dan untuk satu foto. Buat kode QR baru
        dari langkah 2.
account-api-token = Token ini tidak berlaku, atau sudah berakhir.
account-api-taken = Sudah ada akun dengan NIK ini untuk periode sekarang. Masuklah dengan akun itu, atau laporkan bila bukan
    Anda yang membuatnya.
account-api-not-ready = Data belum lengkap
    .detail = Lengkapi langkah 1 dan 2 terlebih dahulu. Yang sudah diisi tetap tersimpan.
account-api-changed = Data sudah berubah
## Signing in to an account

sign-in = Masuk
sign-in-password = Password
    .missing = Password belum diisi.
sign-in-wrong = NIK atau password yang Anda masukkan salah.
sign-in-not-yet = Anda belum masuk
sign-in-wait = Terlalu banyak percobaan. Coba lagi pukul { $at } WIB. Akun tidak dikunci.
sign-in-busy = Sedang banyak yang masuk. Tunggu sepuluh detik, isi password sekali lagi, lalu tekan Masuk.
sign-in-away = Layanan akun sedang terganggu. Tunggu sebentar, isi password sekali lagi, lalu tekan Masuk.
sign-in-old-page = Halaman ini sudah lama terbuka. Isi password sekali lagi, lalu tekan Masuk.
sign-in-out = Anda sudah keluar.
sign-in-kept = Sesi Anda sudah berakhir, tetapi isian Anda tidak hilang. Setelah masuk, Anda dapat mengirimnya dari halaman
    berikutnya.
sign-in-none = Belum punya akun?
sign-out = Keluar
account-foreign-form = Formulir ini dari sesi lain
    .detail = Anda mungkin masuk atau keluar di tab lain. Buka kembali halamannya, lalu kirim sekali lagi.
account-soon = Tunggu sebentar, lalu coba lagi.
continue-form = Anda sudah masuk kembali
    .about = Isian Anda terkirim setelah sesi berakhir, sehingga belum kami proses. Isinya masih lengkap.
    .send = Kirim sekarang
    .back = Jangan kirim, kembali ke halaman tadi
session-until = Sesi Anda berlaku sampai pukul
    .how = Setiap halaman yang Anda buka memperpanjangnya.
session-soon = Sesi Anda berakhir kurang dari lima menit lagi.
session-over = Sesi Anda sudah berakhir. Kirim isian Anda seperti biasa: setelah masuk kembali, isian itu tidak hilang.
session-stay = Tetap masuk
own-account = Akun saya
own-hello = Halo, { $name }
own-name = Nama
own-period = Seleksi
own-identity = Data kependudukan
own-identity-verified = Sesuai dengan data Dukcapil
own-identity-pending = Data kependudukan Anda masih diperiksa. Anda dapat memakai akun ini sementara itu.
own-identity-refused = Data kependudukan Anda tidak sesuai dengan data Dukcapil. Perbaiki
    datanya, atau tanyakan kepada Dukcapil.
own-oldest-ended = Anda sudah masuk di lima peramban, sehingga sesi yang paling lama kami akhiri.
own-back = Kembali ke akun saya
own-sessions = Sesi aktif
    .about = Di peramban inilah Anda sedang masuk. Paling banyak { $most } sekaligus: yang berikutnya mengakhiri yang paling
        lama.
    .strange = Ada yang bukan Anda? Akhiri sesinya, lalu ganti password Anda.
own-session-this = Peramban ini
own-session-began = Masuk: { $at }
own-session-seen = Terakhir dipakai: { $at }
own-session-end = Akhiri sesi ini
own-session-end-others = Akhiri semua sesi lain
own-session-ended = Sesi sudah berakhir.
own-password = Ganti password
    .about = Setelah password diganti, semua sesi lain berakhir. Anda tetap masuk di peramban ini.
own-password-changed = Password sudah diganti. Semua sesi lain sudah berakhir.
own-password-old = Password lama
    .missing = Password lama belum diisi.
    .wrong = Password lama Anda salah.
own-password-new = Password baru
    .missing = Password baru belum diisi.
    .help = Paling sedikit 8 karakter, dengan huruf besar, huruf kecil, angka, dan simbol.
    .same = Password baru harus berbeda dari yang lama.
    .unfit = Password ini belum cukup aman.
own-password-again = Ulangi password baru
    .differs = Kedua password baru tidak sama.
own-email = Email
    .verified = Alamat ini sudah dipastikan. Bila lupa password, Anda dapat membuat yang baru lewat email.
    .unverified = Alamat ini belum dipastikan. Setelah dipastikan, Anda dapat membuat password baru lewat email.
    .sent = Tautan sudah dikirim ke alamat ini. Buka email Anda, lalu tekan tombol di halaman yang dibuka tautan itu. Tautan
        baru dapat diminta satu jam setelah yang terakhir.
    .ask = Kirim tautan
by-email = Buat password baru lewat email
    .about = Isi NIK Anda. Bila alamat email akun Anda sudah dipastikan, kami mengirim tautan ke alamat itu.
    .button = Kirim tautan
by-email-too-many = Terlalu banyak permintaan dari jaringan ini. Coba lagi mulai { $at }.
by-email-asked = Periksa email Anda
    .about = Bila NIK terdaftar dan emailnya terverifikasi, tautan sudah dikirim ke email itu. Tautan berlaku 30 menit dan
        hanya satu kali; yang lebih lama tidak berlaku lagi. Belum ada? Periksa folder spam.
link-verify = Pastikan alamat email Anda
    .about = Tekan tombol ini bila akun SSCASN dengan alamat email ini milik Anda.
    .button = Ya, ini email saya
link-verified = Alamat email Anda sudah dipastikan
    .about = Bila lupa password, Anda dapat membuat yang baru lewat email.
link-password = Buat password baru
    .about = Tekan tombol ini bila Anda yang meminta password baru. Tautan ini hanya dapat dipakai satu kali.
    .button = Lanjut membuat password baru
link-over = Tautan ini tidak berlaku lagi
    .detail = Tautan sudah dipakai, sudah lewat waktunya, atau diganti tautan yang lebih baru. Minta tautan baru bila perlu.
link-onward = Lanjut
own-data = Perbaiki data kependudukan
    .about = Isi keempat data sama persis dengan KTP dan KK Anda. Kami mencocokkannya lagi dengan data Dukcapil. NIK tidak
        dapat diubah.
    .left = Anda dapat memperbaikinya { $left } kali lagi.
    .send = Periksa data
    .over = Data ini sudah sepuluh kali diperbaiki dan belum sesuai. Tanyakan data Anda kepada Dukcapil.
    .form = Anda juga dapat mencatatkan kendala ini di helpdesk:
own-data-told = Data kependudukan sudah kami simpan.
own-data-password = Password
    .help = Tulis password akun ini sekali lagi.
    .wrong = Password ini salah.
sign-in-frozen = Akun ini dibekukan
    .since = Sejak { $at }, tidak ada yang dapat masuk ke akun ini.
    .complaint = Sebabnya: ada pengaduan bahwa NIK ini didaftarkan orang lain. Pengaduan itu sedang kami periksa.
    .operator = Sebabnya: pengelola akun sedang memeriksa akun ini.
    .removal = Bila pengaduan itu terbukti, akun ini dihapus paling cepat { $at }, atau lebih cepat bila pendaftaran ditutup
        dalam dua hari. Setelah dihapus, akun tidak dapat dikembalikan.
    .kept = Data dan berkas Anda tetap tersimpan selama akun dibekukan.
    .object = Akun ini benar milik Anda? Buktikan dengan KTP dan swafoto Anda lewat formulir helpdesk:
approved-answer = Kode Jawaban Pengaman Dua
    .about = Untuk Anda yang permintaan Lupa Jawaban Pengaman Dua-nya sudah disetujui petugas.
    .once = Kode hanya ditampilkan satu kali. Siapkan pena atau langsung lanjutkan ke formulir berikutnya.
    .identity = Isi persis seperti ketika Anda membuat akun.
    .button = Tampilkan kode
approved-answer-number = Nomor tiket
    .help = Nomor tiket formulir Lupa Jawaban Pengaman Dua yang sudah dijawab.
    .missing = Nomor tiket belum diisi.
    .mistyped = Nomor tiket ini tidak benar. Periksa kembali.
approved-answer-wrong = Nomor tiket dan data ini tidak cocok dengan permintaan yang disetujui. Periksa kembali semuanya.
approved-answer-too-many = Sudah tiga kali data yang diisi tidak cocok. Coba lagi mulai { $at }.
approved-answer-too-many-of-network = Terlalu banyak percobaan dari jaringan Anda. Coba lagi mulai { $at }.
approved-answer-away = Layanan akun sedang terganggu. Kode Anda belum ditampilkan. Tunggu sebentar, lalu kirim lagi.
approved-answer-before = Kode sudah ditampilkan pada { $at }.
approved-answer-late = Kode hanya dapat ditampilkan sampai { $at }, dan waktunya sudah lewat.
approved-answer-again = Bila Anda belum menerima kodenya, buka halaman tiket Anda, pilih Belum, dan tuliskan itu. Petugas
    memeriksa permintaan Anda sekali lagi.
    .button = Buka Cek Status
approved-answer-shown = Kode jawaban pengaman dua Anda
    .about = Data Anda sesuai. Pakai kode ini sebagai jawaban pengaman dua.
    .question = Pertanyaan pengaman dua
    .code = Kode
    .button = Lanjut ke Lupa Jawaban Pengaman Satu
approved-answer-until = Kode berlaku satu kali, sampai { $at }, dan hanya ditampilkan sekarang. Petugas tidak mengetahuinya; jangan
    berikan kepada siapa pun.

own-questions = Ganti pertanyaan pengaman
    .about = Pertanyaan dan jawaban pengaman dipakai bila Anda lupa password. Yang lama tidak berlaku lagi setelah diganti.
    .password = Password akun Anda sekarang, sebagai bukti bahwa ini Anda.
    .wrong = Password Anda salah.
    .asked = Anda masuk kembali dengan jawaban sekali pakai. Pilih pertanyaan dan jawaban pengaman yang baru.
own-questions-changed = Pertanyaan dan jawaban pengaman sudah diganti.
own-cooling = Password Anda baru saja direset. Demi keamanan, kontak dan pertanyaan pengaman baru dapat diganti mulai { $at }.
own-contact = Kontak
    .about = Ke sinilah kami kirimkan pemberitahuan tentang akun Anda. Kontak baru dipakai setelah dipastikan bahwa itu milik
        Anda; sampai saat itu kontak lama tetap dipakai.
own-contact-back = Kembali ke kontak
own-contact-email = Ganti alamat email
    .about = Kami kirimkan tautan ke alamat baru. Alamat itu dipakai setelah tautannya dibuka dan tombolnya ditekan. Alamat
        lama kami beri tahu.
own-contact-phone = Ganti nomor ponsel
    .about = Kami kirimkan kode enam angka ke nomor baru. Nomor itu dipakai setelah kodenya Anda tulis di halaman Kontak.
        Kontak lama kami beri tahu.
    .unconfirmed = Pesan ke ponsel belum dikirim dari layanan ini, sehingga nomor disimpan tetapi tidak dapat dipastikan. Nomor
        baru langsung dipakai setelah password Anda benar. Email Anda kami beri tahu.
own-contact-change = Simpan
own-contact-same = Ini sudah menjadi kontak Anda.
own-contact-too-many = Kontak sudah terlalu sering diganti. Coba lagi mulai { $at }.
own-contact-stays = Kontak belum dapat diganti
own-contact-nothing = Tidak ada yang perlu dipastikan
own-contact-next = Yang baru dapat diminta mulai { $at }.
own-contact-telephone = Nomor ponsel
    .verified = Nomor ini sudah dipastikan.
    .unverified = Nomor ini belum dipastikan. Pastikan dengan kode yang kami kirim lewat SMS.
    .stored = Nomor ini disimpan, tetapi tidak dapat dipastikan: pesan ke ponsel belum dikirim dari layanan ini.
own-contact-waiting = Menunggu dipastikan
    .email = Alamat baru ini belum dipakai. Buka email itu, lalu tekan tombol di halaman yang dibuka tautannya.
    .phone = Nomor baru ini belum dipakai. Tulis kode enam angka yang kami kirim ke nomor itu.
    .withdraw = Batalkan kontak baru
own-contact-code = Kode dari SMS
    .help = Enam angka. Berlaku 15 menit dan hanya satu kali.
    .send = Pastikan nomor
    .ask = Kirim kode
own-contact-done-email = Tautan sudah dikirim ke alamat email baru. Alamat itu dipakai setelah dipastikan.
own-contact-done-phone = Kode sudah dikirim ke nomor baru. Tulis kodenya di bawah ini.
own-contact-done-stored = Nomor ponsel sudah diganti.
own-contact-done-confirmed = Nomor ponsel sudah dipastikan.
own-contact-done-withdrawn = Kontak baru dibatalkan. Kontak lama tetap dipakai.
own-contact-done-link = Tautan sudah dikirim. Buka email Anda, lalu tekan tombol di halaman yang dibuka tautan itu.
own-contact-done-code = Kode sudah dikirim. Kode sebelumnya tidak berlaku lagi.
code-help = Enam angka. Berlaku 15 menit dan hanya satu kali.
code-unreadable = Tulis enam angka dari pesan kami.
code-wrong = Kode ini salah. Periksa kembali pesan kami yang paling baru.
code-void = Kode ini tidak berlaku lagi: waktunya lewat, sudah dipakai, atau lima kali salah. Minta kode baru.
code-again = Kirim kode baru
approved-code = Satu langkah lagi: kode
    .about = Data Anda sesuai. Kami mengirim kode enam angka ke kontak yang sudah dipastikan pada akun ini. Tulis kode itu untuk
        menampilkan jawaban pengaman dua.
    .field = Kode dari email atau SMS
    .lost = Tidak dapat membuka kontak ini lagi? Balas di halaman tiket Anda, lalu tuliskan itu. Petugas tidak pernah menanyakan
        kodenya.
recover-code = Tanpa masa tunggu
    .about = Tanpa kode pun Anda dapat memilih password baru, tetapi kontak dan pertanyaan pengaman baru dapat diganti 72 jam
        kemudian. Dengan kode ini tidak ada masa tunggu.
    .field = Kode dari email atau SMS
    .confirm = Pastikan kode
    .spared = Kode sudah benar. Setelah password disimpan, kontak dan pertanyaan pengaman langsung dapat diganti.
recover-code-to = Kode dikirim ke: { $addresses }
recover-about = Pilih cara yang masih dapat Anda pakai. Cara yang paling atas paling mudah.
recover-by-email = Email Anda sudah terverifikasi dan masih dapat dibuka. Kami kirimkan tautannya.
    .button = Kirim tautan ke email
recover-by-first = Anda masih ingat pertanyaan dan jawaban pengaman satu.
    .button = Reset Password
recover-by-second = Anda lupa jawaban pengaman satu, tetapi masih ingat pertanyaan dan jawaban pengaman dua.
    .button = Lupa Jawaban Pengaman Satu
recover-by-officer = Anda lupa kedua jawaban pengaman. Petugas memeriksa KTP dan KK Anda, lalu menjawab paling lama 2 × 24
    jam.
    .button = Lupa Jawaban Pengaman Dua
recover-no-account = NIK yang belum mempunyai akun tidak memerlukan ini: buat saja akunnya.
recover-all-ways = Cara lain untuk masuk kembali
recover-not-yet = Belum dapat diproses
recover-identity = Isi persis seperti ketika Anda membuat akun.
recover-question = Pertanyaan pengaman
recover-first-about = Bila semuanya sesuai, Anda langsung memilih password baru.
recover-first-forgotten = Lupa Jawaban Pengaman ke-1
recover-second-about = Bila semuanya sesuai, Anda mendapat jawaban sekali pakai untuk pertanyaan pengaman satu.
recover-second-forgotten = Lupa Jawaban Pengaman ke-2
recover-wrong = Data atau jawaban yang Anda masukkan tidak sesuai dengan data akun.
recover-too-many = Batas percobaan hari ini tercapai. Coba lagi mulai { $at }, atau ajukan formulir Lupa Jawaban Pengaman Dua.
recover-too-many-of-network = Terlalu banyak percobaan dari jaringan Anda. Coba lagi mulai { $at }.
recover-busy = Sedang banyak yang memakai halaman ini. Tunggu sepuluh detik, lalu isi lagi yang kosong dan kirim.
recover-away = Layanan akun sedang terganggu. Tunggu sebentar, lalu isi lagi yang kosong dan kirim.
recover-grant-over = Halaman untuk memilih password baru tidak berlaku lagi: sudah lewat 15 menit, sudah dipakai, atau
    dibuka di peramban lain. Bila password sudah Anda ganti, langsung masuk saja. Bila belum, isi formulir ini sekali lagi.
recover-new = Ubah Password
    .about = Data Anda sesuai. Pilih password baru dalam 15 menit, di peramban ini.
    .nik = NIK yang akan diatur ulang kata sandinya
    .button = Simpan password baru
recover-new-password = Password Baru Anda
one-time-answer = Jawaban Pengaman Satu
    .about = Data Anda sesuai. Pakai jawaban sekali pakai di bawah ini untuk mereset password.
    .heading = Pertanyaan dan jawaban pengaman satu Anda
    .question = Pertanyaan
    .answer = Jawaban sekali pakai
    .button = Lanjut ke Reset Password
one-time-answer-once = Jawaban ini berlaku satu kali, sampai pukul { $at } WIB, dan hanya ditampilkan sekarang. Jawaban Anda yang
    lama tetap berlaku.
recovered = Password Anda berhasil direset
    .about = Silakan login kembali dengan password baru Anda.
    .ended = Semua sesi di peramban lain sudah berakhir. Bila bukan Anda yang meresetnya, segera hubungi helpdesk.

## Passwords of accounts, and the questions for who forgot one

password-rule-length = Paling sedikit 8 karakter
password-rule-lower-case = Huruf kecil (a–z)
password-rule-upper-case = Huruf besar (A–Z)
password-rule-digit = Angka (0–9)
password-rule-symbol = Simbol atau spasi, misalnya - + ! #
password-too-short = Paling sedikit 8 karakter.
password-too-long = Paling banyak 128 karakter.
password-no-upper-case = Tambahkan huruf besar.
password-no-lower-case = Tambahkan huruf kecil.
password-no-digit = Tambahkan angka.
password-no-symbol = Tambahkan simbol atau spasi, misalnya - + ! atau #.
password-holds-number = Jangan memakai angka dari NIK atau nomor KK Anda.
password-holds-birth-date = Jangan memakai tanggal lahir Anda.
password-holds-name = Jangan memakai nama Anda.
password-holds-email = Jangan memakai alamat e-mail Anda.
password-common = Terlalu mudah ditebak: kata yang umum, atau deretan huruf dan angka. Gabungkan beberapa kata yang tidak
    berhubungan.
security-question-pet = Siapakah nama binatang peliharaan kamu?
security-question-mother = Siapakah nama gadis ibu kandung kamu?
security-question-school = Apakah nama sekolah dasar kamu?
security-question-friend = Siapakah nama teman masa kecil kamu?
security-question-food = Apakah makanan kesukaan kamu?
security-question-teacher = Siapakah nama guru favorit kamu?
security-question-vehicle = Apakah merek sepeda atau motor pertama kamu?
security-question-book = Apakah judul buku pertama yang kamu sukai?
security-answer-too-short = Tuliskan paling sedikit 3 huruf atau angka. Tanda baca tidak dihitung.
security-answer-too-long = Tuliskan paling banyak 100 karakter.
security-answer-personal = Jangan menjawab dengan nama, nomor, tanggal lahir, atau data Anda lainnya, sebab orang lain dapat
    mengetahuinya.
security-answer-of-question = Jangan menjawab dengan kata dari pertanyaannya. Tuliskan jawaban yang hanya Anda ketahui.
security-answer-same-as-other = Kedua jawaban tidak boleh sama. Tuliskan jawaban lain.
security-answer-common = Jawaban ini terlalu mudah ditebak. Tuliskan jawaban yang hanya Anda ketahui.

## The catalogue of formations

home-formations = Cari formasi
    .about = Cari formasi CPNS dan PPPK, lalu cek apakah Anda memenuhi syaratnya. Tidak perlu akun.
formations = Cari formasi
    .about = Cari formasi yang dapat dilamar menurut instansi, pendidikan, dan lokasi. Tidak perlu akun.
    .button = Cari formasi
    .all = Hapus semua pilihan
formations-words = Kata pencarian
    .help = Misalnya nama jabatan. Empat kata pertama yang dicari.
formations-agency = Instansi
    .help = Sebagian nama sudah cukup.
formations-education = Pendidikan
    .help = Jenjang dan jurusan, misalnya S-1 Hukum, atau kode 7 angka.
formations-place = Lokasi formasi
    .help = Unit kerja atau daerah.
formations-selection = Jenis seleksi
    .help = Pilih satu, atau biarkan semua.
    .any = Semua
formations-disability = Hanya formasi yang terbuka bagi penyandang disabilitas
formations-count = { $count } formasi ditemukan
    .more = Lebih dari { $count } formasi ditemukan
formations-none = Tidak ada formasi yang cocok
    .help = Coba kata yang lebih sedikit atau lebih umum, atau hapus salah satu pilihan.
    .at-all = Belum ada formasi
    .yet = Daftar formasi belum diumumkan. Silakan kembali lagi nanti.
formations-pages = Halaman hasil
    .at = Halaman { $page } dari { $pages }
    .before = Halaman sebelumnya
    .after = Halaman berikutnya
    .ends = Hanya 1.000 formasi pertama yang ditampilkan. Persempit pencarian untuk melihat yang lain.
formations-unavailable = Daftar formasi sedang tidak dapat dibuka. Silakan coba lagi sebentar lagi.
formation-open-to-disability = terbuka bagi penyandang disabilitas
formation-back = Cari formasi lain
formation-withdrawn = Formasi ini sudah ditarik oleh instansi dan tidak dapat dilamar lagi.
formation-places = Jumlah formasi
    .count = { $count } formasi
formation-facts = Rincian formasi
formation-fact-agency = Instansi
formation-fact-place = Lokasi formasi
formation-fact-education = Pendidikan
    .with-code = { $education } (kode { $code })
formation-fact-age = Usia pada hari pelamaran
    .between = { $least } sampai { $most } tahun; lewat satu hari dari { $most } tahun tidak memenuhi syarat
formation-fact-gpa = IPK atau nilai ijazah
    .least = paling rendah { $least }
formation-fact-salary = Gaji per bulan
    .between = Rp{ $least } sampai Rp{ $most }
    .from = mulai Rp{ $least }
    .up-to = sampai Rp{ $most }
formation-fact-disability = Penyandang disabilitas
    .yes = Dapat melamar formasi ini
    .no = Menurut instansi, tidak dibuka bagi penyandang disabilitas
formation-fact-gender = Jenis kelamin
    .men = Hanya laki-laki
    .women = Hanya perempuan
formation-fact-asks = Wajib dimiliki
    .str = Surat Tanda Registrasi (STR)
    .teaching = Sertifikat pendidik
    .toefl = Nilai TOEFL
formation-fact-contact = Kontak instansi
formation-dates = Masa pendaftaran
    .between = { $opens } sampai sebelum { $closes }
    .untold = Belum diumumkan
    .not-yet = belum dibuka
    .open = sedang dibuka
    .closed = sudah ditutup
formation-job = Uraian tugas
formation-skills = Keahlian
formation-requirements = Dokumen persyaratan
    .optional = (tidak wajib)
formation-check = Cek kelayakan
    .about = Isi data berikut untuk mengetahui syarat mana yang Anda penuhi. Data ini tidak kami simpan.
    .button = Cek kelayakan
    .unreadable = Isian tidak dapat dibaca. Silakan isi lagi melalui halaman formasi.
    .not-text = Nilai ini harus berupa teks.
formation-birth-date = Tanggal lahir
    .help = Sesuai KTP, misalnya 17-08-1995.
formation-education = Pendidikan Anda
    .help = Jenjang dan jurusan seperti pada ijazah, misalnya S-1 Hukum, atau kode 7 angka.
    .required = Pendidikan belum diisi.
    .too-long = Pendidikan terlalu panjang; tulis paling banyak 300 karakter.
formation-gpa = IPK atau nilai ijazah Anda
    .help-academic = Dari 0,00 sampai 4,00, misalnya 3,25.
    .help-school = Nilai rata-rata ijazah dari 0 sampai 100, misalnya 82,5.
    .required = IPK atau nilai ijazah belum diisi.
    .academic = IPK ditulis dari 0,00 sampai 4,00, paling banyak dua angka di belakang koma.
    .school = Nilai ijazah ditulis dari 0 sampai 100, paling banyak dua angka di belakang koma.
formation-age = { $years } tahun { $months } bulan { $days } hari
formation-rule-age-min = Usia paling rendah { $least } tahun; usia Anda { $is }.
formation-rule-age-max = Usia paling tinggi { $most } tahun, tidak lewat satu hari pun; usia Anda { $is }.
formation-rule-education = Pendidikan yang diminta { $education } (kode { $code }); pendidikan Anda sesuai.
    .other = Pendidikan yang diminta { $education } (kode { $code }); yang Anda tulis tidak sama.
formation-rule-gpa = IPK atau nilai ijazah paling rendah menurut { $agency } { $least }; nilai Anda { $has }.
    .none = belum diisi
formation-outcome = Hasil cek kelayakan
    .all = Semua syarat ini terpenuhi
    .some = Ada syarat yang tidak terpenuhi
    .on = Dihitung untuk pelamaran pada { $day }.
    .holds = Terpenuhi:
    .fails = Tidak terpenuhi:
    .all-next = Instansi masih memeriksa dokumen Anda sesudah pelamaran.
    .some-next = Periksa kembali isian Anda, atau cari formasi lain yang sesuai.

# Pendaftaran pelamar

answer-no = Tidak
answer-yes = Ya
nav-registration = Pendaftaran
nav-formations = Cari formasi
foot-registration-about = Pendaftaran seleksi calon ASN. Pengumuman resmi ada di
sign-in-again = Sesi Anda sudah berakhir
    .about = Yang Anda kirim tidak hilang. Masuk lagi, lalu kirim sekali lagi dari halaman berikutnya. Belum ada yang tersimpan dari kiriman ini.
registration-away = Pendaftaran sedang tidak dapat dibuka. Yang sudah tersimpan tetap aman; coba lagi beberapa saat lagi.
registration-own = Pendaftaran Anda
registration-steps = Langkah pendaftaran
registration-step-1 = 1. Pengisian Biodata
registration-step-2 = 2. Memilih Jenis Seleksi
registration-step-3 = 3. Mendaftar Formasi
registration-step-4 = 4. Melengkapi Dokumen
registration-step-5 = 5. Resume
registration-step-done = lengkap
registration-draft = Belum diakhiri
    .until = Pendaftaran ini belum masuk ke instansi. Waktu tersisa { $left }, sampai { $at }.
    .about = Isian Anda tersimpan, tetapi belum dikirim. Lanjutkan sampai langkah kelima, lalu akhiri pendaftaran.
registration-left = { $count } hari
    .hours = { $count } jam
    .minutes = { $count } menit
registration-go-on = Lanjutkan:
registration-begin = Mulai pendaftaran
    .about = Pendaftaran terdiri atas lima langkah. Isian Anda tersimpan setiap kali Anda pindah langkah, jadi Anda boleh berhenti dan melanjutkannya nanti.
registration-closed = Saat ini tidak ada pendaftaran yang dibuka untuk periode akun Anda.
registration-final = Pendaftaran telah diakhiri
    .at = Diakhiri pada
    .about = Catat nomor ini. Isian dan dokumen tidak dapat diubah lagi.
    .resume = Lihat resume pendaftaran
    .documents = Lihat dokumen dan e-meterai
    .card = CETAK KARTU PENDAFTARAN CASN
registration-number = Nomor registrasi
registration-expired = Tidak diakhiri sampai penutupan
    .about = Pendaftaran ditutup { $at }, dan pendaftaran Anda belum diakhiri. Instansi tidak menerimanya.
registration-cancelled = Dibatalkan
    .about = Akun ini terbukti bukan milik pemilik NIK, sehingga pendaftarannya dibatalkan.
registration-unchanged = Tidak ada yang diubah
    .about = Pendaftaran ini sudah diakhiri atau sudah ditutup, sehingga kiriman Anda tidak disimpan.
registration-dates = Jadwal pendaftaran
registration-search = Cari formasi yang dibuka
registration-next = Selanjutnya
registration-before = Sebelumnya
registration-kept = Tersimpan pukul { $at } WIB
registration-stale = Isian ini diubah di tab lain. Tekan Selanjutnya untuk memilih isian yang benar.
registration-conflict = Isian ini diubah di tab lain
    .about = Belum ada yang disimpan dari halaman ini. Untuk setiap baris, pilih isian yang benar.
    .mine = Yang baru Anda kirim:
    .kept = Yang sudah tersimpan:
    .save = Simpan pilihan
    .leave = Biarkan yang sudah tersimpan
biodata-account = Data dari akun
    .about = Data ini diambil dari akun Anda dan tidak perlu diisi lagi.
biodata-person = Data diri
biodata-domicile = Domisili dan data lain
biodata-social = Akun media sosial
    .about = Boleh dikosongkan. Paling banyak tiga akun.
biodata-title-wrong = Tulis singkatan gelar saja, atau tanda - bila tidak ada.
biodata-title-before = Gelar depan ijazah
    .help = Singkatan saja, misalnya dr. atau Dr. Tulis - bila tidak ada.
biodata-title-after = Gelar belakang ijazah
    .help = Singkatan saja, misalnya S.Kom atau A.Md. Tulis - bila tidak ada.
biodata-ktp-address = Alamat pada KTP
    .help = Seperti tertulis pada KTP, tanpa provinsi.
biodata-scholarship = Status beasiswa berikatan dinas
    .never = Tidak pernah
    .now = Sedang menerima
    .before = Pernah menerima
biodata-on-scholarship = Sedang mengikuti program beasiswa
biodata-disability = Jenis disabilitas
    .none = Bukan penyandang disabilitas
    .physical = Fisik
    .intellectual = Intelektual
    .mental = Mental
    .sight = Sensorik netra
    .hearing = Sensorik rungu
    .speech = Sensorik wicara
    .multiple = Ganda
biodata-video = Tautan video
    .help = Wajib bagi penyandang disabilitas: video yang menunjukkan kemampuan melakukan pekerjaan jabatan yang dilamar. Dimulai dengan https://
    .missing = Tautan video wajib diisi oleh penyandang disabilitas.
    .wrong = Tautan harus lengkap dan dimulai dengan https://
biodata-country = Negara domisili
    .help = Tempat Anda tinggal sekarang.
biodata-address = Alamat domisili
    .help = Alamat tempat tinggal sekarang.
    .same = Sama dengan KTP
    .short = Alamat terlalu pendek; tulis sekurang-kurangnya 5 karakter.
biodata-province = Provinsi domisili
    .help = Kosongkan bila Anda tinggal di luar negeri.
    .missing = Pilih provinsi domisili.
biodata-city = Kabupaten/kota domisili
    .help = Misalnya Kota Bogor. Di luar negeri: nama kota.
biodata-height = Tinggi badan (cm)
    .help = Angka bulat, misalnya 162.
    .wrong = Tinggi badan ditulis dalam sentimeter, dari 50 sampai 250.
biodata-marital = Status perkawinan
    .single = Belum kawin
    .married = Kawin
    .divorced = Cerai hidup
    .widowed = Cerai mati
biodata-religion = Agama
    .islam = Islam
    .kristen = Kristen
    .katolik = Katolik
    .hindu = Hindu
    .buddha = Buddha
    .khonghucu = Khonghucu
    .kepercayaan = Kepercayaan terhadap Tuhan YME
biodata-landline = Nomor telepon
    .help = Nomor telepon rumah, bila ada.
    .wrong = Nomor telepon terdiri atas 6 sampai 15 angka.
biodata-network = Media sosial
    .help = Misalnya Instagram.
    .missing = Tulis nama media sosialnya.
biodata-network-name = Nama akun
    .help = Misalnya @nama atau tautan ke akun.
    .missing = Tulis nama akunnya.
selection-kind = Jenis seleksi
    .help = Anda hanya dapat memilih satu. Pilihan tidak dapat diubah setelah pendaftaran diakhiri.
    .about = Baca dulu jadwal setiap jenis seleksi.
selection-dates = { $opens } sampai sebelum { $closes }
selection-thk2 = Data peserta eks THK-II
    .heading = Peserta eks THK-II
    .about = Diisi oleh pelamar PPPK saja.
    .help = THK-II adalah tenaga honorer kategori II yang terdaftar di BKN.
    .check = Cek
    .found = Data eks THK-II ditemukan.
    .later = Daftar THK-II belum dapat dibuka. Nomor Anda akan diperiksa kemudian; Anda dapat melanjutkan.
    .differs = Nomor ini ada, tetapi nama atau tanggal lahirnya tidak sama dengan akun Anda. Ajukan perbaikan melalui formulir 21 di helpdesk.
    .unknown = Nomor ini tidak ditemukan. Bila lupa nomor, gunakan formulir 22; untuk mengecek data 2021, formulir 24.
    .unchecked = Tekan Cek di sebelah nomor ini terlebih dahulu.
    .missing = Tulis nomor peserta THK-II.
    .unreadable = Nomor hanya terdiri atas huruf, angka dan tanda - . / (paling banyak 15 karakter).
    .too-many = Anda sudah sepuluh kali mengecek dalam satu jam. Coba lagi satu jam lagi.
selection-thk2-number = Nomor peserta THK-II
    .help = Seperti tertulis pada kartu peserta. Setelah diisi, tekan Cek.
choice-formation = Pilih
    .heading = Formasi yang dilamar
    .about = Pilih satu per satu, lalu tekan Pilih. Daftar berikutnya muncul setelah pilihan sebelumnya dibuat.
    .again = Ulang
choice-agency = Instansi
choice-kind = Jenis formasi
choice-education = Pendidikan
choice-position = Jabatan
choice-place = Lokasi formasi
formation-told = Pendidikan dan lokasi ujian
    .about = Isi sesuai ijazah.
formation-exam-place = Lokasi ujian (CAT)
    .help = Provinsi tempat Anda ingin mengikuti ujian.
formation-year = Tahun lulus
    .help = Empat angka, misalnya 2019.
    .wrong = Tahun lulus harus dari { $first } sampai { $last }.
    .after-diploma = Tahun lulus lebih dari satu tahun setelah tanggal ijazah. Periksa keduanya.
formation-diploma-date = Tanggal ijazah
    .help = Misalnya 17-08-2019.
formation-diploma-number = Nomor ijazah
    .help = Seperti tertulis pada ijazah.
formation-school = Nama sekolah (sesuai ijazah)
    .help = Seperti tertulis pada ijazah.
formation-university-kind = Jenis perguruan tinggi
    .domestic = Dalam negeri
    .foreign = Luar negeri
formation-university = Nama perguruan tinggi
    .help = Ketik beberapa huruf, lalu pilih dari daftar. Bila tidak ada, tulis lengkap dan ajukan formulir 10 di helpdesk.
formation-programme = Nama program studi
    .help = Ketik beberapa huruf, lalu pilih dari daftar.
formation-on-diploma = Nama perguruan tinggi (sesuai ijazah)
    .help = Seperti tertulis pada ijazah.
formation-accreditation = Akreditasi perguruan tinggi
    .help = Pada saat Anda lulus.
formation-accreditation-programme = Akreditasi program studi
formation-str = Nomor STR
    .help = Surat tanda registrasi yang masih berlaku.
formation-teaching = Nomor sertifikat pendidik
    .help = Seperti tertulis pada sertifikat.
formation-toefl = Skor TOEFL (ITP)
    .help = Dari 310 sampai 677.
    .wrong = Skor TOEFL ITP ditulis dari 310 sampai 677.
formation-additional = Kualifikasi pendidikan tambahan
    .help = Boleh dikosongkan.
formation-gender = Formasi ini tidak dibuka untuk jenis kelamin Anda.
formation-disability = Formasi ini tidak dibuka bagi penyandang disabilitas. Pilih formasi lain.
    .only = Formasi ini khusus penyandang disabilitas. Bila Anda penyandang disabilitas, isi jenis disabilitas pada langkah 1.
resume-about = Periksa semua bagian. Centang setiap bagian yang sudah benar. Bila ada yang salah, kembali ke langkahnya; isian Anda tidak hilang.
resume-read-only = Pendaftaran ini sudah diakhiri pada { $at } dan tidak dapat diubah.
resume-change = Ubah
resume-tick = Bagian ini sudah benar
    .missing = Centang bagian { $block } setelah memeriksanya.
resume-agency = Nama Instansi
resume-selection = Jenis Seleksi dan Formasi
resume-position = Jabatan dan Lokasi
resume-person = Data Diri
resume-education = Pendidikan
resume-exam = Lokasi Ujian
resume-documents = Dokumen
resume-requirements = Persyaratan Instansi
    .none = Instansi tidak meminta syarat lain.
    .must = Wajib
    .may = Tidak wajib
resume-statement = Pernyataan
    .text = Saya menyatakan bahwa semua data di atas benar dan saya isi sendiri. Bila data dan dokumen ternyata tidak sesuai, saya bersedia menanggung akibat hukumnya.
    .missing = Centang pernyataan untuk mengakhiri pendaftaran.
resume-end = Akhiri Proses Pendaftaran
resume-confirm = Akhiri pendaftaran?
    .about = Setelah ini tidak ada yang dapat diubah: isian, formasi, maupun dokumen.
    .yes = YA, akhiri pendaftaran
    .no = Tidak, periksa lagi
resume-wrong = Pendaftaran belum dapat diakhiri
    .step = { $step } belum lengkap atau ada yang tidak sesuai.
    .document = Dokumen { $document } belum ada.
    .refused = Identitas Anda tidak cocok dengan data Dukcapil. Perbaiki dulu pada halaman akun.
    .not-open = Pendaftaran pada instansi ini belum dibuka.
    .changed = Isian berubah sejak halaman ini dibuka. Periksa sekali lagi, lalu akhiri.
## Documents of a registration

document-not-there = Belum diunggah
document-step = Melengkapi Dokumen
    .about = Unggah setiap dokumen satu per satu. Dokumen langsung tersimpan begitu terkirim, jadi Anda boleh berhenti dan
        melanjutkan kapan saja. Unggahan terakhirlah yang dipakai.
document-filed = Pendaftaran sudah diakhiri, sehingga dokumen tidak dapat diganti. E-meterai yang masih menunggu tetap
    dibubuhkan; bila diminta, masuk kembali ke akun E-Meterai di halaman ini.
document-slot-portrait = Pas foto latar belakang merah
document-slot-application = Surat lamaran (dengan e-meterai)
document-slot-statement = Surat pernyataan (dengan e-meterai)
document-slot-diploma = Ijazah
document-slot-transcript = Transkrip nilai
document-slot-str = Surat Tanda Registrasi (STR)
document-slot-teaching = Sertifikat pendidik (Serdik)
document-slot-toefl = Sertifikat TOEFL atau yang setara
document-slot-thk2 = Surat penugasan guru THK-II
document-slot-equivalence = Surat penyetaraan ijazah luar negeri
document-slot-disability = Surat keterangan penyandang disabilitas
document-slot-kk = Kartu Keluarga
document-help = Pastikan semua tulisan terbaca jelas.
document-help-portrait = Foto tegak ukuran 3 × 4 atau 4 × 6, wajah terlihat jelas di depan latar merah.
document-help-scan = Pindai dokumen aslinya dalam warna, bukan fotokopi.
document-help-stamped = Tanda tangani suratnya dahulu, pindai, lalu bubuhkan e-meterai di sini. Boleh juga mengunggah PDF
    yang sudah ber-e-meterai. Ukuran dihitung tanpa e-meterai.
document-limit = { $types }, paling besar { $kilobytes } KB.
document-there = Sudah diunggah ({ $size }) pada { $at }.
document-look = Lihat
document-choose = Pilih berkas
document-file = yang dipilih
document-shrinks = Foto yang terlalu besar diperkecil di perangkat Anda sebelum dikirim.
document-upload = Unggah
    .again = Unggah Ulang
    .waiting = Berkas sudah terkirim. Kami sedang memeriksanya …
document-unfit = Berkas tidak sesuai.
    .type = Berkas tidak sesuai: dokumen ini harus berupa { $types }.
    .too-large = Berkas tidak sesuai: ukurannya { $size } KB, padahal paling besar { $most } KB.
    .beyond = Berkas tidak sesuai: ukurannya lebih dari { $megabytes } MB.
    .pages = Berkas tidak sesuai: ada { $pages } halaman, padahal paling banyak { $most } halaman.
document-missing = Belum ada berkas yang dipilih.
document-cut-off = Kiriman Anda tidak sampai seluruhnya karena sambungan terputus atau terlalu lambat. Kirim sekali lagi.
document-being-stamped = Berkas sebelumnya sedang dibubuhi e-meterai. Tunggu sampai selesai, lalu coba lagi.
document-too-many = Terlalu banyak unggahan dalam sehari. Silakan coba lagi besok.
document-closed = Dokumen tidak dapat diubah lagi
    .detail = Pendaftaran ini sudah diakhiri atau masa pendaftaran sudah ditutup. Dokumen tidak dapat diubah lagi.
document-unknown = Dokumen ini tidak ada
document-away = Layanan dokumen sedang terganggu
    .detail = Dokumen Anda belum kami terima. Tunggu sebentar, lalu coba lagi.
document-no-page = Halaman itu tidak ada
document-page-hard = Halaman ini tidak dapat digambar. Cetak dokumen ke PDF lalu unggah lagi.
document-page-busy = Halaman belum dapat digambar. Tunggu sebentar, lalu coba lagi.
document-page-of = { $label }, halaman { $number }
document-pages = dari { $pages }.
document-previous = Halaman sebelumnya
document-next-page = Halaman berikutnya
document-original = Buka berkasnya
document-next = Langkah berikutnya
    .missing = Dokumen berikut masih harus dilengkapi:
    .button = Lanjut ke Resume
document-note-portrait-not-red = Latar foto tampaknya tidak merah. Ganti fotonya bila latarnya memang bukan merah.
document-note-portrait-shape = Foto tampaknya tidak tegak atau bukan 3 × 4 maupun 4 × 6.
document-note-portrait-small = Foto ini kecil: kurang dari 300 × 400 piksel. Wajah mungkin tidak terlihat jelas.
document-note-grey-scan = Hasil pindai tampaknya tidak berwarna. Fotokopi sering membuat pelamar tidak lolos: pindailah
    dokumen aslinya dalam warna.
document-note-not-a4 = Halaman pertama tidak berukuran A4.
document-note-not-drawn = Dokumen ini belum dapat kami lihat. Pastikan isinya benar dengan “Lihat”.
document-note-stamp-broken = Tanda tangan elektronik pada berkas ini tidak berlaku lagi, biasanya karena PDF dikompres atau
    diubah setelahnya. Unggah berkas asli dari distributor, atau surat yang belum ber-e-meterai.
stamp-none = Surat ini belum ber-e-meterai.
stamp-put = Bubuhkan e-meterai
stamp-came-with = Berkas ini sudah ber-e-meterai.
stamp-queued = Dalam antrean. Ada { $ahead } surat lain di depan surat Anda. Anda boleh melanjutkan atau menutup halaman ini.
stamp-wait = Perkiraan lama menunggu: { $least } sampai { $most } menit.
    .hours = Perkiraan lama menunggu: { $least } sampai { $most } jam.
    .unknown = Lama menunggu belum dapat diperkirakan.
stamp-being-stamped = Sedang dibubuhkan.
stamp-being-checked = Memeriksa hasil.
stamp-attached = Selesai.
stamp-serial = Nomor seri: { $serial }.
stamp-waiting-distributor = Layanan e-meterai sedang terganggu; antrean Anda tetap tersimpan.
stamp-needs-login = Masuk kembali ke akun E-Meterai.
stamp-needs-balance = Saldo e-meterai tidak cukup.
    .about = Saldo e-meterai Anda tidak cukup. Beli di situs distributor, lalu tekan tombol ini.
    .button = Sudah saya isi
stamp-rejected = E-meterai tidak dapat dibubuhkan pada PDF ini: cetak ke PDF lalu unggah lagi. E-meterai yang sudah terbeli
    tetap dipakai.
    .expired = Waktu pembubuhan sudah habis.
    .refused-file = PDF tidak dapat dibubuhi: cetak ke PDF lalu unggah lagi. E-meterai yang sudah terbeli tetap dipakai.
stamp-withdraw = Batalkan pembubuhan
stamp-not-withdrawn = Pembubuhan ini tidak dapat dibatalkan lagi.
stamp-sign-in = Akun E-Meterai
    .about = Masuk dengan akun Anda di distributor e-meterai. Kata sandi hanya diteruskan ke distributor dan tidak kami
        simpan.
    .user = Nama pengguna
    .password = Kata sandi
    .button = Masuk ke akun E-Meterai
    .until = Anda sudah masuk sampai { $at }.
    .missing = Isi nama pengguna dan kata sandi akun E-Meterai.
    .wrong = Nama pengguna atau kata sandi akun E-Meterai salah.
    .away = Layanan e-meterai sedang terganggu. Silakan coba lagi nanti; dokumen Anda tetap tersimpan.
stamp-page = Letak e-meterai
    .about = Pilih letak e-meterai: di sebelah tanda tangan, tidak menutupi tulisan.
    .number = Halaman { $number } dari { $pages }.
    .drag = Geser kotak merah ke tempat yang Anda inginkan, atau pilih kotaknya dan gunakan tombol panah.
    .stamp = e-meterai
    .position = Letak pada halaman ini
    .own = Seperti pada gambar
    .signed = Surat ini sudah saya tanda tangani.
    .button = Bubuhkan
stamp-position-top-left = Kiri atas
stamp-position-top-right = Kanan atas
stamp-position-middle-left = Kiri tengah
stamp-position-middle-right = Kanan tengah
stamp-position-bottom-left = Kiri bawah
stamp-position-bottom-right = Kanan bawah
stamp-not-signed = Tandai bahwa surat ini sudah Anda tanda tangani: e-meterai dibubuhkan setelah tanda tangan.
stamp-no-page = Surat ini tidak memiliki halaman itu.
stamp-turned = Halaman ini diputar di dalam PDF sehingga letak e-meterai tidak pasti. Cetak ke PDF lalu unggah lagi.
stamp-outside = E-meterai harus seluruhnya di dalam halaman dan cukup besar untuk dibaca.
## Cards, and the check of documents

home-check-document = Pengecekan Dokumen
    .about = Periksa apakah kartu pendaftaran benar-benar kami terbitkan, dengan kode QR, kode, atau berkasnya.
check-document = Pengecekan Dokumen
    .about = Siapa pun dapat memeriksa keaslian kartu pendaftaran di halaman ini. Tidak perlu akun.
check-document-by-code = Periksa dengan kode
    .button = Periksa kode
check-document-code = Kode dokumen
    .help = 20 huruf dan angka di bawah kode QR. Huruf besar atau kecil dan spasi tidak berpengaruh.
    .wrong = Kode ini tidak lengkap atau salah ketik. Kode terdiri dari 20 huruf dan angka.
check-document-by-file = Periksa dengan berkas PDF
    .button = Periksa berkas
check-document-file = Berkas kartu (PDF)
    .help = Paling besar 2 MB. Berkas hanya diperiksa dan tidak kami simpan. Pilih berkas asli, bukan hasil pindai.
    .none = Berkas belum dipilih.
    .no-pdf = Berkas ini bukan PDF.
    .too-large = Berkas ini lebih besar dari 2 MB. Kartu yang asli selalu lebih kecil.
    .cut-off = Berkas belum terkirim seluruhnya. Silakan coba lagi.
    .broken = Kiriman tidak dapat dibaca. Silakan kirim berkas melalui halaman Pengecekan Dokumen.
check-document-outcome = Hasil pengecekan
check-document-valid = Asli, berlaku
    .about = Dokumen ini kami terbitkan dan masih berlaku.
    .compare = Cocokkan data ini dengan yang tertulis di dokumen. Bila ada yang berbeda, dokumen itu bukan dokumen kami.
check-document-replaced = Asli, digantikan versi tanggal { $day }
    .about = Dokumen ini kami terbitkan, tetapi sudah digantikan versi yang lebih baru.
check-document-cancelled = Dibatalkan
    .about = Dokumen ini kami terbitkan, tetapi pendaftarannya sudah dibatalkan.
    .unrecorded = Tanda tangan elektronik kami pada berkas ini sah, tetapi dokumennya sudah tidak berlaku lagi.
check-document-altered = Pernah kami terbitkan tetapi isinya sudah diubah
    .about = Berkas ini tidak sama dengan yang kami terbitkan. Jangan mempercayai isinya.
check-document-foreign = Bukan dokumen kami
    .code = Tidak ada dokumen kami dengan kode ini. Periksa kembali kodenya.
    .file = Berkas ini tidak memuat tanda tangan elektronik kami dan tidak sama dengan dokumen mana pun dari kami.
check-document-fact = Kode
    .kind = Jenis dokumen
    .number = Nomor registrasi
    .name = Nama
    .agency = Instansi
    .position = Jabatan
    .finalised = Pendaftaran diakhiri
    .issued = Diterbitkan
check-document-card = Kartu Pendaftaran
check-document-unavailable = Pengecekan dokumen sedang tidak dapat dilakukan. Silakan coba lagi sebentar lagi.
registration-card = Kartu pendaftaran belum dapat dicetak. Pendaftaran Anda tetap tercatat; silakan kembali lagi nanti.
    .away = Kartu pendaftaran sedang tidak dapat diambil. Silakan coba lagi sebentar lagi.
