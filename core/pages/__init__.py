"""What holds for every page: who may publish it, what it says, and what it leads to."""
