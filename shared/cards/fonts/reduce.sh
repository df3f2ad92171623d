#!/usr/bin/env bash
# Writes the fonts of the cards anew: what is needed of the original files, without hints, in this folder.
#
#   reduce.sh FOLDER     the folder with the original files PlusJakartaSans-Regular.ttf, PlusJakartaSans-SemiBold.ttf,
#                        NotoSans-Regular.ttf, NotoSansArabic-Regular.ttf and NotoSansJavanese-Regular.ttf
#
# Needs pyftsubset of fonttools 4.68.
set -euo pipefail
originals=$1
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

latin=U+0020-007E,U+00A0-024F,U+02B0-02FF,U+0300-036F,U+1E00-1EFF,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2116,U+2122,U+2212
arabic=U+0020,U+002D-002E,U+0600-06FF,U+0750-077F,U+08A0-08FF,U+25CC
javanese=U+0020,U+002D-002E,U+A980-A9DF,U+25CC

main() {
    reduce PlusJakartaSans-Regular plus-jakarta-sans-regular "$latin" kern,mark,mkmk,ccmp,locl
    reduce PlusJakartaSans-SemiBold plus-jakarta-sans-semibold "$latin" kern,mark,mkmk,ccmp,locl
    reduce NotoSans-Regular noto-sans-regular "$latin,U+25CC,U+FFFD" kern,mark,mkmk,ccmp,locl
    reduce NotoSansArabic-Regular noto-sans-arabic-regular "$arabic" '*'
    reduce NotoSansJavanese-Regular noto-sans-javanese-regular "$javanese" '*'
}

reduce() {
    pyftsubset "$originals/$1.ttf" --unicodes="$3" --layout-features="$4" --no-hinting --notdef-outline --name-IDs=0,1,2,3,4,5,6,13,14 \
        --no-glyph-names --output-file="$here/$2.ttf"
}

main
