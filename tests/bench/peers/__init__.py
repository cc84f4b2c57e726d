"""The generators that ours is measured against, each with a small theme and the same kinds of page."""
