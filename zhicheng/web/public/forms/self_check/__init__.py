"""The questions of the self-check page: few, with an 不清楚 everywhere; nothing of the answers is kept."""
