//! Formulas, with coefficients, edges and sources.
