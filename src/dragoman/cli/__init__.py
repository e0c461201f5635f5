"""The command line: words to functions. `main` dispatches, `arguments` declares, one module a command runs, `render` draws."""
