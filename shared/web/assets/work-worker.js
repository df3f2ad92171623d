// Looks for a number whose SHA-256, behind that of the token, begins with a given count of zero bits. It implements
// SHA-256 itself, because the browser's own answers one question at a time.

const K = new Int32Array(64);
const START = new Int32Array(8);
constants();

addEventListener("message", (event) => {
  postMessage(String(find(event.data.token, event.data.bits)));
});

// The fractional parts of the roots of the first primes (FIPS 180-4).
function constants() {
  let found = 0;
  for (let number = 2; found < 64; number += 1) {
    let isPrime = true;
    for (let factor = 2; factor * factor <= number; factor += 1) {
      isPrime &&= number % factor !== 0;
    }
    if (isPrime) {
      if (found < 8) {
        START[found] = fraction(Math.sqrt(number));
      }
      K[found] = fraction(Math.cbrt(number));
      found += 1;
    }
  }
}

function fraction(root) {
  return ((root - Math.floor(root)) * 4294967296) | 0;
}

function find(token, bits) {
  const block = new Int32Array(16);
  block.set(hash(new TextEncoder().encode(token)));
  // 40 bytes, then the end and the length in bits.
  block[10] = 0x80000000 | 0;
  block[15] = 320;
  const state = new Int32Array(8);
  const words = new Int32Array(64);
  for (let number = 0; ; number += 1) {
    block[8] = Math.floor(number / 4294967296) | 0;
    block[9] = number | 0;
    state.set(START);
    compress(state, block, words);
    if (Math.clz32(state[0]) >= bits) {
      return number;
    }
  }
}

function hash(bytes) {
  const length = bytes.length;
  const padded = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, length * 8);
  const state = START.slice();
  const block = new Int32Array(16);
  const words = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let word = 0; word < 16; word += 1) {
      block[word] = view.getInt32(at + word * 4);
    }
    compress(state, block, words);
  }
  return state;
}

function compress(state, block, words) {
  words.set(block);
  for (let at = 16; at < 64; at += 1) {
    const x = words[at - 15];
    const y = words[at - 2];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[at] = (words[at - 16] + s0 + words[at - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[at] + words[at]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}
