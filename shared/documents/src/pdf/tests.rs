//! Generated files, harmless and hostile.
