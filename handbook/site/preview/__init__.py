"""The live preview: a handbook that is being written -> its pages over HTTP, each made when it is asked for.

After a save `keeper` reads just that; `shown` makes the next `snapshot` of it, which prints pages; `server` hands them
to browsers and tells them when theirs has changed. The `frame` of all pages, the `survey` of all that is wrong and the
`search` are made in processes in the `background`. Drafts are shown here and nowhere else.
"""
