"""Every value that passes from one stage to the next, frozen.

files ─read→ ``Message`` (its ``Link``s, words and places) ─judge→ ``JudgedMessage`` (a ``Verdict`` a link)
─decide→ ``Finding``s, an ``Outcome`` ─report→ text. No stage changes a value that another one made.
"""
