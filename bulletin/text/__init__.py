"""Vietnamese text: letters, order, dates, Markdown, typography.

May import `machine` alone.
"""
