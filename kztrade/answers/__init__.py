"""What the data say to each question that a page, a command or a file asks: metrics put to work on the shipped rows.

Answers hold records and metrics, no words: a file a page, and `trade` for all.
"""
