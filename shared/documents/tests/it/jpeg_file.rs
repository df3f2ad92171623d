//! Writes the JPEG files that tests need: sound in structure, although the coded data shows nothing.

/// Coded data with a stuffed byte and a restart marker in it, both of which belong to the data.
pub(crate) const CODED: &[u8] = &[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];

/// One segment with its marker and length.
pub(crate) fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap();
    [&[0xff, marker], length.to_be_bytes().as_slice(), content].concat()
}

/// A frame header of three components.
pub(crate) fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
    let [h1, h0] = height.to_be_bytes();
    let [w1, w0] = width.to_be_bytes();
    segment(marker, &[8, h1, h0, w1, w0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
}

/// Quantisation and Huffman tables.
pub(crate) fn tables() -> Vec<u8> {
    let quantisation = segment(0xdb, &[&[0][..], &[1; 64]].concat());
    let mut huffman = vec![0; 17];
    huffman[1] = 1; // one code of one bit
    huffman.push(0);
    [quantisation, segment(0xc4, &huffman)].concat()
}

/// A scan of all three components.
pub(crate) fn scan() -> Vec<u8> {
    [segment(0xda, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0]), CODED.to_vec()].concat()
}

/// What stands between start and end of a sound image of this size.
pub(crate) fn image(width: u16, height: u16) -> Vec<u8> {
    [tables(), frame(0xc0, width, height), scan()].concat()
}

/// A whole file of these parts.
pub(crate) fn file(parts: &[&[u8]]) -> Vec<u8> {
    [&[0xff, 0xd8], parts.concat().as_slice(), &[0xff, 0xd9]].concat()
}

/// EXIF in little-endian order with an orientation and a GPS directory with readable text.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut content = b"Exif\0\0II\x2a\0\x08\0\0\0".to_vec();
    content.extend_from_slice(&2_u16.to_le_bytes());
    content.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    content.extend_from_slice(&[0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
    content.extend_from_slice(&[0, 0, 0, 0]);
    content.extend_from_slice(b"GPS: 6.2088 S 106.8456 E");
    segment(0xe1, &content)
}
