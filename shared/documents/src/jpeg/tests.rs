//! Photographs made by hand, sound and not.
