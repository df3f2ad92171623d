#!/usr/bin/env bash
# Records the 16 characters anew, with the speech synthesizer and the sound tool of Debian: apt-get install espeak-ng
# sox
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

# record CHARACTER WORDS: mono, 8 kHz, 8 bits, without the silence at both ends, as loud as the others.
record() {
    espeak-ng -v id -s 135 -g 2 --stdout "$2" |
        sox -t wav - -r 8000 -c 1 -b 8 "$1.wav" \
            silence 1 0.005 0.4% -1 0.08 0.4% reverse silence 1 0.005 0.4% reverse norm -2
}

record 0 nol
record 1 satu
record 2 dua
record 3 tiga
record 4 empat
record 5 lima
record 6 enam
record 7 tujuh
record 8 delapan
record 9 sembilan
# The letters' names rhyme, so each is said with a city, as on the telephone.
record a 'a, Ambon'
record b 'be, Bandung'
record c 'ce, Cirebon'
record d 'de, Demak'
record e 'e, Ende'
record f 'ef, Flores'
