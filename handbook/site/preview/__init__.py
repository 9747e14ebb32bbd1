"""The live preview: a handbook that is being written -> its pages over HTTP, each made when it is asked for.

After a save `keeper` reads just that and makes the next `state`, `state` prints pages, `server` hands them to browsers
and tells them when theirs has changed, `background` does in processes of its own what nobody should wait for. Drafts
are shown here and nowhere else.
"""
