//! How long a failed message waits before the next attempt.

use std::time::Duration;

/// A step of the retry ladder. Each step has a queue of its own: with a time to live per message, a message would wait
/// behind the head of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delay {
    /// 10 seconds, after the first attempt.
    TenSeconds,
    /// 1 minute, after the second.
    OneMinute,
    /// 10 minutes, after every later one.
    TenMinutes,
}

impl Delay {
    /// The ladder, shortest first.
    pub const ALL: [Self; 3] = [Self::TenSeconds, Self::OneMinute, Self::TenMinutes];

    /// The delay after `attempts` failed attempts (from 1).
    #[must_use]
    pub fn after(attempts: u32) -> Self {
        match attempts {
            0 | 1 => Self::TenSeconds,
            2 => Self::OneMinute,
            _ => Self::TenMinutes,
        }
    }

    /// The value of [`DELAY_HEADER`](super::DELAY_HEADER) that chooses this delay.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::TenSeconds => "10s",
            Self::OneMinute => "1m",
            Self::TenMinutes => "10m",
        }
    }

    /// The queue where messages wait.
    #[must_use]
    pub fn queue(self) -> &'static str {
        match self {
            Self::TenSeconds => "retry.10s",
            Self::OneMinute => "retry.1m",
            Self::TenMinutes => "retry.10m",
        }
    }
}

/// How long each [`Delay`] lasts on a broker. Tests use shorter times than the names say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayTimes {
    /// Of [`Delay::TenSeconds`].
    pub ten_seconds: Duration,
    /// Of [`Delay::OneMinute`].
    pub one_minute: Duration,
    /// Of [`Delay::TenMinutes`].
    pub ten_minutes: Duration,
}

impl DelayTimes {
    /// The same time for every delay.
    #[must_use]
    pub fn all(time: Duration) -> Self {
        Self { ten_seconds: time, one_minute: time, ten_minutes: time }
    }

    /// How long `delay` lasts.
    #[must_use]
    pub fn of(self, delay: Delay) -> Duration {
        match delay {
            Delay::TenSeconds => self.ten_seconds,
            Delay::OneMinute => self.one_minute,
            Delay::TenMinutes => self.ten_minutes,
        }
    }
}

impl Default for DelayTimes {
    fn default() -> Self {
        Self {
            ten_seconds: Duration::from_secs(10),
            one_minute: Duration::from_mins(1),
            ten_minutes: Duration::from_mins(10),
        }
    }
}
