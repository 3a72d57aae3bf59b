"""Lists of customers: dropped on the window or chosen, tried out, read in; and taken out again."""
