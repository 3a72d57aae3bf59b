"""Lists for many rows at once: sorted, narrowed down, arranged, chosen from, copied, taken out."""
