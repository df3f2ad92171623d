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
matches-other = Bila yang Anda cari ada di daftar ini, tulis persis seperti itu saat mendaftar. Anda tidak perlu mengirim
    aduan.
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
home-form-about-html = Belum terjawab? Pilih formulir yang sesuai di bawah. Anda mendapat nomor tiket, dan jawaban paling
    lama <span class="nowrap">2 × 24 jam</span>.
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
    .about = Demi keamanan data Anda, nomor tiket tidak dapat dicari dengan NIK saja. Periksa potret layar, cetakan, atau
        riwayat peramban Anda.
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
