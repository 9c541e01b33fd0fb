"""Words that anybody uses of a workplace and its inspection, and that point back at nobody.

An order and a report may share these and no others: a name, a nickname, a machine, a shift or an
hour that only those inside would mention is none of them.
"""

from __future__ import annotations

from typing import Final

_JOINING: Final = """
a ada adakah agar akan anda apa apabila apakah atas atau bagaimana bahwa baik banyak beberapa belum
benarkah berapa bila bisa boleh dalam dan dapat dari dengan di dulu guna hanya harap harus hingga
ini itu jangan jika juga kalau kami kapan karena ke kemudian kepada kita lagi lain lalu lebih lewat
maka mana masih melalui memang mengapa mereka mohon oleh pada paling para per perlu saat saja
sampai satu saudara sebab sebelum secara sedang segera sejak selama seluruh semua seperti serta
sesuai sesudah setelah setiap siapa sini sudah supaya tanpa tapi telah terhadap terus tetap
tiap tidak tolong tugas untuk wajib yaitu yang
about above after again all also an and any are as at be because been before below between both but
by can could did do does each every few for from had has have how if in into is it its less many
may more most must no nor not now of off on only or other out over own same shall should
since so some such than that the their them then there these they this those through to too under
until up very was we were what when where whether which while who why will with without would you
"""
_COUNTING: Final = """
dua tiga empat lima enam tujuh delapan sembilan sepuluh puluh belas ratus pertama kedua ketiga
one two three four five six seven eight nine ten first second third
"""
_INSPECTING: Final = """
absen absensi aktivitas alasan aturan batas berada bukti catat catatan cek cocokkan daftar data
dokumen hadir hitung izin jam jarak jelaskan jumlah kapasitas kartu kegiatan kepatuhan keterangan
lihat masker melanggar melihat menghitung mencatat meminta memeriksa memastikan menunjukkan minta
panggil pastikan patuh pelanggaran melebihi palsu pemeriksaan pengaturan
periksa persen petugas prokes protokol
tanyakan tanya temui tunjukkan tutup buka sesuaikan surat strp nib ktp wfh wfo wawancara
kesehatan sanksi teguran laporan perintah pemberitahuan penjelasan
activity ask attendance cap capacity check compare count distance document documents evidence
explain explanation health inspect inspection letter list look mask masks measure number order
percent permit permits protocol question report rule rules see show sign speak staff talk warning
"""
_WORKPLACE: Final = """
alamat atasan bagian bekerja belakang bersama bos depan dekat direktur gedung gerbang hari jalan
kantor karyawan kawasan kepala keluar kerja kota lantai lokasi luar manajemen
manajer masuk minggu orang pabrik pagi parkir pegawai pekerja pekerjaan pelayanan pemilik pengelola
perkantoran perusahaan pimpinan pintu produksi resepsionis rumah ruang ruangan samping satpam
sekitar sektor esensial kritikal non sore siang staf tamu tempat toko unit usaha waktu
penanggung jawab hrd sdm
address afternoon back boss building company day desk director door employee employees employer
entrance factory floor front gate head home hour hours house inside job manager management
morning near office officer open outside owner people person place production reception
road room rooms sector security service shop shop side street time today together tomorrow
visitor week work worker workers working workplace
"""
ORDINARY: Final = frozenset(f"{_JOINING}{_COUNTING}{_INSPECTING}{_WORKPLACE}".split())
