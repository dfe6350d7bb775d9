"""One file for each task: the form of its answers, its scorer, its solver where it needs one."""
