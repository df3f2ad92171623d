//! Small random decisions of a drawing or a recording. The same challenge always decides the same.
//!
//! They hide nothing: the code itself comes from the operating system's randomness.

use uuid::Uuid;

/// `SplitMix64` (Steele, Lea and Flood, 2014): enough for jitter and noise.
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of one challenge. `salt` separates the picture's dice from the sound's.
    pub(crate) fn new(id: Uuid, salt: u64) -> Self {
        let (high, low) = id.as_u64_pair();
        Self(low ^ high.rotate_left(29) ^ salt)
    }

    /// A value from `0.0` to below `1.0`, evenly distributed.
    #[expect(clippy::cast_precision_loss, reason = "24 bits fit")]
    fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u32 << 24) as f32
    }

    /// A value between two bounds, evenly distributed.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + self.unit() * (high - low)
    }

    /// A value between `low` and `high`, or its negative: never near the middle.
    pub(crate) fn either_way(&mut self, low: f32, high: f32) -> f32 {
        let size = self.between(low, high);
        if self.next() & 1 == 0 { size } else { -size }
    }

    /// One of several; the lists are small.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let index = self.next().checked_rem(u64::try_from(of.len()).ok()?)?;
        of.get(usize::try_from(index).ok()?)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
