"""What is packed to be taken home, and what came along with a canvas that was brought in."""

from exports.models.bundle import KEPT, MOST_A_DAY, Bundle, BundleRefused
from exports.models.provenance import EarlierChange, Provenance
from exports.models.work import JOB, Piece, Work

__all__ = ["JOB", "KEPT", "MOST_A_DAY", "Bundle", "BundleRefused", "EarlierChange", "Piece", "Provenance", "Work"]
