"""Coding on more than one core: `on_local` with processes of this machine; `worker` is what each of them runs."""
