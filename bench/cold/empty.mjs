// The process by itself: what is taken off every other one.
